import type { LeftOut } from '../redacted-copy.ts'
import type { DrawingPdfium } from './drawing-library.ts'

const widget = 20
/** A link's frame and the window of a note show nothing that is lost. */
const silent: ReadonlySet<number> = new Set([2, 16])
const imageObject = 3
const formObject = 5
const forPrint = 1

/** Notes, stamps and links go; what was filled into a form becomes text of the page, where it is found. The page must be loaded anew afterwards. */
export function flattenPage(pdfium: DrawingPdfium, page: number, leftOut: LeftOut): void {
  let widgets = 0
  for (let index = pdfium._FPDFPage_GetAnnotCount(page) - 1; index >= 0; index--) {
    const annotation = pdfium._FPDFPage_GetAnnot(page, index)
    const kind = annotation === 0 ? 0 : pdfium._FPDFAnnot_GetSubtype(annotation)
    if (annotation !== 0) pdfium._FPDFPage_CloseAnnot(annotation)
    if (kind === widget) widgets++
    else {
      if (!silent.has(kind)) leftOut.add('annotations')
      pdfium._FPDFPage_RemoveAnnot(page, index)
    }
  }
  if (widgets > 0) pdfium._FPDFPage_Flatten(page, forPrint)
}

/** What a page is made of, and a way to stop its pictures from being drawn. */
export interface PagePictures { readonly pictures: number; hide(): void }

export function picturesOf(pdfium: DrawingPdfium, page: number): PagePictures {
  const found: number[] = []
  const look = (object: number, depth: number): void => {
    if (object === 0) return
    const type = pdfium._FPDFPageObj_GetType(object)
    if (type === imageObject) found.push(object)
    else if (type === formObject && depth < 12) {
      const count = pdfium._FPDFFormObj_CountObjects(object)
      for (let index = 0; index < count; index++) look(pdfium._FPDFFormObj_GetObject(object, index), depth + 1)
    }
  }
  const count = pdfium._FPDFPage_CountObjects(page)
  for (let index = 0; index < count; index++) look(pdfium._FPDFPage_GetObject(page, index), 0)
  return { pictures: found.length, hide() { for (const object of found) pdfium._FPDFPageObj_SetIsActive(object, 0) } }
}
