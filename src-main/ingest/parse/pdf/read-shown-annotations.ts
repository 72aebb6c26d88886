import type { PdfLine } from './page-lines.ts'
import type { Pdfium } from './pdfium-library.ts'

const popup = 16
const link = 2
const noViewFlag = 32
const hiddenFlag = 2
const textObject = 1
const formObject = 5
const displayed = 0
const maxAnnotations = 5_000

/**
 * Draws what the annotations of a loaded page look like (fields, buttons, signatures, typed-on text) into its content, so
 * that their words are read where they stand. Only in the library's memory; the page has to be loaded again. False when no
 * annotation shows words, and nothing was changed.
 */
export function flattenAnnotations(pdfium: Pdfium, page: number): boolean {
  const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), maxAnnotations)
  const unseen: number[] = []
  let showsWords = false
  for (let index = 0; index < count; index++) {
    const annotation = pdfium._FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    try {
      if ((pdfium._FPDFAnnot_GetFlags(annotation) & noViewFlag) !== 0) unseen.push(index)
      else showsWords ||= mayShowWords(pdfium, annotation)
    } finally {
      pdfium._FPDFPage_CloseAnnot(annotation)
    }
  }
  if (!showsWords) return false
  // PDFium would draw these as well.
  for (const index of unseen.toReversed()) pdfium._FPDFPage_RemoveAnnot(page, index)
  return pdfium._FPDFPage_Flatten(page, displayed) === 1
}

function mayShowWords(pdfium: Pdfium, annotation: number): boolean {
  const subtype = pdfium._FPDFAnnot_GetSubtype(annotation)
  if (subtype === popup || subtype === link || (pdfium._FPDFAnnot_GetFlags(annotation) & hiddenFlag) !== 0) return false
  const count = Math.min(100, pdfium._FPDFAnnot_GetObjectCount(annotation))
  for (let index = 0; index < count; index++) {
    const object = pdfium._FPDFAnnot_GetObject(annotation, index)
    const type = object === 0 ? 0 : pdfium._FPDFPageObj_GetType(object)
    if (type === textObject || type === formObject) return true
  }
  return false
}

/**
 * Puts the lines that came from annotations where a reader finds them: after the line on the same height to their left, such
 * as a field's label; else after the last line above them; else at the end.
 */
export function insertShownLines(page: readonly PdfLine[], shown: readonly PdfLine[]): PdfLine[] {
  const lines = [...page]
  for (const line of shown) {
    const at = placeOf(line, lines)
    lines.splice(at, 0, line)
  }
  return lines
}

function placeOf(line: PdfLine, lines: readonly PdfLine[]): number {
  let beside = -1
  let above = -1
  for (const [index, other] of lines.entries()) {
    if (Math.abs(other.angle - line.angle) > 0.05) continue
    const size = Math.max(other.fontSize, line.fontSize)
    const isBeside = Math.abs(other.y - line.y) < size * 0.6 && other.endX <= line.startX + size * 0.3
    if (isBeside && (beside < 0 || other.endX >= (lines[beside]?.endX ?? 0))) beside = index
    const isAbove = other.y > line.y + size * 0.3 && other.startX < line.endX && other.endX > line.startX
    if (isAbove && (above < 0 || other.y <= (lines[above]?.y ?? 0))) above = index
  }
  if (beside >= 0) return beside + 1
  return above >= 0 ? above + 1 : lines.length
}
