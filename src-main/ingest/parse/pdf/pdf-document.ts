import { AppError } from '../../../support/errors.ts'
import { PdfForm } from './pdf-form.ts'
import { readAttachedFile, readWideString, readXfaPacket, withCString, type Pdfium } from './pdfium-library.ts'
import { repairPdf } from './repair-pdf.ts'

const formatError = 3
const passwordError = 4
const securityError = 5

interface Loaded { readonly data: number; readonly handle: number }
interface NotLoaded { readonly code: number }
const isLoaded = (loaded: Loaded | NotLoaded): loaded is Loaded => 'handle' in loaded

function load(pdfium: Pdfium, bytes: Uint8Array, password: string | null): Loaded | NotLoaded {
  const data = pdfium._malloc(bytes.length)
  if (data === 0) throw new AppError('file-too-large')
  pdfium.HEAPU8.set(bytes, data)
  const handle = withCString(pdfium, password ?? '', (pointer) => pdfium._FPDF_LoadMemDocument(data, bytes.length, pointer))
  if (handle !== 0) return { data, handle }
  const code = pdfium._FPDF_GetLastError()
  pdfium._free(data)
  return { code }
}

/** An open document of PDFium; its bytes stay in the library's memory until it is disposed. */
export class PdfDocument implements Disposable {
  readonly #pdfium: Pdfium
  readonly #data: number
  readonly #handle: number
  readonly pageCount: number
  /** It could not be opened as it is; parts of it may be missing. */
  readonly isRepaired: boolean

  /** Errors: `document-encrypted` where a password is needed and none was given, `wrong-password`, `document-damaged`. */
  constructor(pdfium: Pdfium, bytes: Uint8Array, password: string | null = null) {
    const whole = load(pdfium, bytes, password)
    const repaired = isLoaded(whole) || whole.code !== formatError ? null : repairPdf(bytes)
    const loaded = repaired === null ? whole : load(pdfium, repaired, password)
    if (!isLoaded(loaded)) {
      if (loaded.code === passwordError && password !== null) throw new AppError('wrong-password')
      throw new AppError(loaded.code === passwordError || loaded.code === securityError ? 'document-encrypted' : 'document-damaged')
    }
    this.isRepaired = repaired !== null
    this.#pdfium = pdfium
    this.#data = loaded.data
    this.#handle = loaded.handle
    this.pageCount = pdfium._FPDF_GetPageCount(this.#handle)
  }

  /** The form of the document: `acro` is filled in on its pages, `xfa` is drawn by a program of its own ([ISO 32000-2] 12.7.8). */
  get form(): 'none' | 'acro' | 'xfa' {
    const type = this.#pdfium._FPDF_GetFormType(this.#handle)
    return type === 0 ? 'none' : type === 1 ? 'acro' : 'xfa'
  }

  /** Its fields, to be disposed before the document; null without a form. */
  openForm(): PdfForm | null {
    return this.form === 'none' ? null : new PdfForm(this.#pdfium, this.#handle)
  }

  /** The parts of an XFA form, by name; none without one. */
  xfaPackets(): Map<string, Uint8Array> {
    const count = this.form === 'xfa' ? Math.min(100, this.#pdfium._FPDF_GetXFAPacketCount(this.#handle)) : 0
    return new Map(Array.from({ length: Math.max(0, count) }, (_, index) => readXfaPacket(this.#pdfium, this.#handle, index)).map(({ name, bytes }) => [name, bytes]))
  }

  /** Files attached to the document, in its order; at most `limit`. */
  * attachments(limit: number): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
    const count = Math.min(limit, this.#pdfium._FPDFDoc_GetAttachmentCount(this.#handle))
    for (let index = 0; index < count; index++) {
      const attachment = this.#pdfium._FPDFDoc_GetAttachment(this.#handle, index)
      if (attachment === 0) continue
      const name = readWideString(this.#pdfium, (buffer, bytes) => this.#pdfium._FPDFAttachment_GetName(attachment, buffer, bytes))
      yield { name, bytes: readAttachedFile(this.#pdfium, attachment) }
    }
  }

  /** Runs `use` on page `index` (from 0), which is closed afterwards; null when the page cannot be loaded. */
  withPage<T>(index: number, use: (page: number) => T): T | null {
    const page = this.#pdfium._FPDF_LoadPage(this.#handle, index)
    if (page === 0) return null
    try {
      return use(page)
    } finally {
      this.#pdfium._FPDF_ClosePage(page)
    }
  }

  /** What the document calls its page, such as `xiv`; '' when it does not say. */
  label(index: number): string {
    return readWideString(this.#pdfium, (buffer, bytes) => this.#pdfium._FPDF_GetPageLabel(this.#handle, index, buffer, bytes))
  }

  /** The outline ("bookmarks") in reading order, level 1 topmost; at most 5,000 entries, so that one that loops ends. */
  outline(): OutlineEntry[] {
    const entries: OutlineEntry[] = []
    const seen = new Set<number>()
    const pending: { readonly bookmark: number; readonly level: number }[] = []
    const push = (bookmark: number, level: number): void => {
      if (bookmark !== 0 && !seen.has(bookmark)) pending.push({ bookmark, level })
    }
    push(this.#pdfium._FPDFBookmark_GetFirstChild(this.#handle, 0), 1)
    for (let next = pending.pop(); next !== undefined && entries.length < 5_000; next = pending.pop()) {
      seen.add(next.bookmark)
      entries.push({ title: this.#title(next.bookmark), level: Math.min(9, next.level), pageIndex: this.#target(next.bookmark) })
      push(this.#pdfium._FPDFBookmark_GetNextSibling(this.#handle, next.bookmark), next.level)
      push(this.#pdfium._FPDFBookmark_GetFirstChild(this.#handle, next.bookmark), next.level + 1)
    }
    return entries
  }

  #title(bookmark: number): string {
    return readWideString(this.#pdfium, (buffer, bytes) => this.#pdfium._FPDFBookmark_GetTitle(bookmark, buffer, bytes))
  }

  #target(bookmark: number): number {
    const own = this.#pdfium._FPDFBookmark_GetDest(this.#handle, bookmark)
    const destination = own !== 0 ? own : this.#pdfium._FPDFAction_GetDest(this.#handle, this.#pdfium._FPDFBookmark_GetAction(bookmark))
    return destination === 0 ? -1 : this.#pdfium._FPDFDest_GetDestPageIndex(this.#handle, destination)
  }

  [Symbol.dispose](): void {
    this.#pdfium._FPDF_CloseDocument(this.#handle)
    this.#pdfium._free(this.#data)
  }
}

export interface OutlineEntry {
  readonly title: string
  readonly level: number
  /** From 0; -1 when the entry points nowhere in this document. */
  readonly pageIndex: number
}
