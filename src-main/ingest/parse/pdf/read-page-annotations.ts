import { canonicalLine } from '../canonical-text.ts'
import { readWideString, withCString, type Pdfium } from './pdfium-library.ts'

const hiddenFlag = 2
/** Text, free text, shapes, mark-up of text, stamps and ink: what people comment with. Not links and not pop-ups, which repeat. */
const noteSubtypes = new Set([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
const widgetSubtype = 20
/** More are not a form that somebody filled in. */
const maxAnnotations = 5_000

/**
 * Text that a reader sees on a page though it is not part of its content: filled-in form fields ("name: value"), notes,
 * free text and comments. One line each.
 */
export function readPageAnnotations(pdfium: Pdfium, page: number): string[] {
  const lines: string[] = []
  const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), maxAnnotations)
  for (let index = 0; index < count; index++) {
    const annotation = pdfium._FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    try {
      const line = describe(pdfium, annotation)
      if (line !== null) lines.push(line)
    } finally {
      pdfium._FPDFPage_CloseAnnot(annotation)
    }
  }
  return lines
}

function describe(pdfium: Pdfium, annotation: number): string | null {
  if ((pdfium._FPDFAnnot_GetFlags(annotation) & hiddenFlag) !== 0) return null
  const subtype = pdfium._FPDFAnnot_GetSubtype(annotation)
  if (noteSubtypes.has(subtype)) {
    const note = entry(pdfium, annotation, 'Contents')
    return note === '' ? null : `Note: ${note}`
  }
  if (subtype !== widgetSubtype) return null
  const value = entry(pdfium, annotation, 'V')
  if (value === '' || value === 'Off') return null
  const internal = entry(pdfium, annotation, 'T')
  const name = entry(pdfium, annotation, 'TU') || (/^\p{L}[\p{L} _-]{2,}$/u.test(internal) ? internal : '')
  return name === '' ? value : `${name}: ${value}`
}

/** A string entry of the annotation's dictionary; '' when it has none. */
function entry(pdfium: Pdfium, annotation: number, key: string): string {
  return withCString(pdfium, key, (pointer) => canonicalLine(readWideString(pdfium, (buffer, length) => pdfium._FPDFAnnot_GetStringValue(annotation, pointer, buffer, length))))
}
