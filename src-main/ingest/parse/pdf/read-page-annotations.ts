import { canonicalLine } from '../canonical-text.ts'
import type { PdfForm } from './pdf-form.ts'
import { readAttachedFile, readWideString, withCString, type Pdfium } from './pdfium-library.ts'

/** Hidden, or not shown on a screen (ISO 32000-2 12.5.3). */
const hiddenFlags = 2 | 32
/** Text, free text, shapes, mark-up of text, stamps and ink: what people comment with. Not links and not pop-ups, which repeat. */
const noteSubtypes = new Set([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
const fileSubtype = 17
const widgetSubtype = 20
/** More are not a form that somebody filled in. */
const maxAnnotations = 5_000

export interface PageAnnotations {
  /** "Name: value" of filled-in fields, "Note: …" of comments, in their order. */
  readonly lines: readonly string[]
  /** Fields of the form, filled in or not. */
  readonly fields: number
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** What a reader sees on a page though it is not part of its content: filled-in fields, notes, comments, pinned files. */
export function readPageAnnotations(pdfium: Pdfium, page: number, form: PdfForm | null): PageAnnotations {
  const lines: string[] = []
  let fields = 0
  const files: { name: string; bytes: Uint8Array }[] = []
  const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), maxAnnotations)
  for (let index = 0; index < count; index++) {
    const annotation = pdfium._FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    try {
      if ((pdfium._FPDFAnnot_GetFlags(annotation) & hiddenFlags) !== 0) continue
      const subtype = pdfium._FPDFAnnot_GetSubtype(annotation)
      if (subtype === widgetSubtype) fields++
      if (subtype === fileSubtype) files.push(pinnedFile(pdfium, annotation))
      const line = subtype === widgetSubtype ? form?.describe(annotation) ?? null : noteSubtypes.has(subtype) ? note(pdfium, annotation) : null
      if (line !== null) lines.push(line)
    } finally {
      pdfium._FPDFPage_CloseAnnot(annotation)
    }
  }
  return { lines, fields, files: files.filter(({ bytes }) => bytes.length > 0) }
}

function pinnedFile(pdfium: Pdfium, annotation: number): { name: string; bytes: Uint8Array } {
  const attachment = pdfium._FPDFAnnot_GetFileAttachment(annotation)
  if (attachment === 0) return { name: '', bytes: new Uint8Array() }
  return { name: readWideString(pdfium, (buffer, bytes) => pdfium._FPDFAttachment_GetName(attachment, buffer, bytes)), bytes: readAttachedFile(pdfium, attachment) }
}

function note(pdfium: Pdfium, annotation: number): string | null {
  const text = withCString(pdfium, 'Contents', (pointer) => canonicalLine(readWideString(pdfium, (buffer, length) => pdfium._FPDFAnnot_GetStringValue(annotation, pointer, buffer, length))))
  return text === '' ? null : `Note: ${text}`
}
