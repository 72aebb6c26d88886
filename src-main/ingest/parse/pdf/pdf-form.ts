import { canonicalLine } from '../canonical-text.ts'
import { readWideString, withCString, type Pdfium } from './pdfium-library.ts'

/** FPDF_FORMFIELD_…: the kinds of fields (fpdf_formfill.h). */
const kinds = { pushButton: 1, checkBox: 2, radioButton: 3, signature: 7 } as const
const infoBytes = 512

/**
 * The form of a document: reads fields with what they inherit from the fields above them. No script of the form is run;
 * the build has no interpreter for them.
 */
export class PdfForm implements Disposable {
  readonly #pdfium: Pdfium
  readonly #info: number
  readonly #handle: number

  constructor(pdfium: Pdfium, document: number) {
    this.#pdfium = pdfium
    this.#info = pdfium._malloc(infoBytes)
    pdfium.HEAPU8.fill(0, this.#info, this.#info + infoBytes)
    // Version 1 of the interface, without any function to call back.
    new DataView(pdfium.HEAPU8.buffer).setInt32(this.#info, 1, true)
    this.#handle = pdfium._FPDFDOC_InitFormFillEnvironment(document, this.#info)
  }

  /** "Name: value" of a filled-in field or a ticked box; null for any other annotation. */
  describe(annotation: number): string | null {
    const kind = this.#handle === 0 ? -1 : this.#pdfium._FPDFAnnot_GetFormFieldType(this.#handle, annotation)
    if (kind <= 0 || kind === kinds.pushButton) return null
    const name = this.#name(annotation)
    if (kind === kinds.checkBox || kind === kinds.radioButton) {
      // The state it is drawn in; PDFium's own answer needs a page that is shown.
      const state = withCString(this.#pdfium, 'AS', (key) => canonicalLine(readWideString(this.#pdfium, (buffer, bytes) => this.#pdfium._FPDFAnnot_GetStringValue(annotation, key, buffer, bytes))))
      if (state === '' || state === 'Off') return null
      const said = /^(?:yes|on|ja|oui|true|\d+)$/i.test(state) ? '' : state
      return `${[name, said].filter((part) => part !== '').join(': ')} ☒`.trim()
    }
    const value = this.#text(annotation, '_FPDFAnnot_GetFormFieldValue')
    if (value === '') return kind === kinds.signature && name !== '' ? `${name}: signature field` : null
    return name === '' ? value : `${name}: ${value}`
  }

  /** What the form's author tells its reader; else its name where that is made of words. */
  #name(annotation: number): string {
    const told = this.#text(annotation, '_FPDFAnnot_GetFormFieldAlternateName')
    if (told !== '') return told
    const full = this.#text(annotation, '_FPDFAnnot_GetFormFieldName')
    return /^\p{L}[\p{L} _-]{2,}$/u.test(full) ? full : ''
  }

  #text(annotation: number, getter: '_FPDFAnnot_GetFormFieldValue' | '_FPDFAnnot_GetFormFieldAlternateName' | '_FPDFAnnot_GetFormFieldName'): string {
    return canonicalLine(readWideString(this.#pdfium, (buffer, bytes) => this.#pdfium[getter](this.#handle, annotation, buffer, bytes)))
  }

  [Symbol.dispose](): void {
    if (this.#handle !== 0) this.#pdfium._FPDFDOC_ExitFormFillEnvironment(this.#handle)
    this.#pdfium._free(this.#info)
  }
}
