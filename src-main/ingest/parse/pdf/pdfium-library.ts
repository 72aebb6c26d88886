import { PDFiumModule } from '@hyzyla/pdfium'

/**
 * The functions of PDFium's public C interface that are used here (fpdfview.h, fpdf_text.h, fpdf_doc.h, fpdf_annot.h,
 * fpdf_attachment.h, fpdf_edit.h, fpdf_formfill.h).
 * The package types only part of what its WebAssembly exports, and its page class keeps pages open, so the C functions
 * are called directly. Pointers and handles are numbers; 0 is null.
 */
export interface Pdfium {
  readonly HEAPU8: Uint8Array
  readonly HEAPF32: Float32Array
  readonly HEAPF64: Float64Array
  readonly _malloc: (bytes: number) => number
  readonly _free: (pointer: number) => void
  readonly _FPDF_InitLibraryWithConfig: (config: number) => void
  readonly _FPDF_LoadMemDocument: (data: number, bytes: number, password: number) => number
  readonly _FPDF_CloseDocument: (document: number) => void
  readonly _FPDF_GetLastError: () => number
  readonly _FPDF_GetPageCount: (document: number) => number
  readonly _FPDF_GetPageLabel: (document: number, index: number, buffer: number, bytes: number) => number
  readonly _FPDF_GetFormType: (document: number) => number
  readonly _FPDF_GetXFAPacketCount: (document: number) => number
  readonly _FPDF_GetXFAPacketName: (document: number, index: number, buffer: number, bytes: number) => number
  readonly _FPDF_GetXFAPacketContent: (document: number, index: number, buffer: number, bytes: number, neededBytes: number) => number
  readonly _FPDFDoc_GetAttachmentCount: (document: number) => number
  readonly _FPDFDoc_GetAttachment: (document: number, index: number) => number
  readonly _FPDFAttachment_GetName: (attachment: number, buffer: number, bytes: number) => number
  readonly _FPDFAttachment_GetFile: (attachment: number, buffer: number, bytes: number, neededBytes: number) => number
  readonly _FPDFAnnot_GetFileAttachment: (annotation: number) => number
  readonly _FPDF_LoadPage: (document: number, index: number) => number
  readonly _FPDF_ClosePage: (page: number) => void
  readonly _FPDFPage_GetRotation: (page: number) => number
  readonly _FPDF_GetPageWidthF: (page: number) => number
  readonly _FPDF_GetPageHeightF: (page: number) => number
  readonly _FPDFPage_GetMediaBox: (page: number, left: number, bottom: number, right: number, top: number) => number
  readonly _FPDF_GetPageBoundingBox: (page: number, rectangle: number) => number
  readonly _FPDFPage_Flatten: (page: number, usage: number) => number
  readonly _FPDFPage_RemoveAnnot: (page: number, index: number) => number
  readonly _FPDFAnnot_GetObjectCount: (annotation: number) => number
  readonly _FPDFAnnot_GetObject: (annotation: number, index: number) => number
  readonly _FPDFText_GetFillColor: (textPage: number, index: number, red: number, green: number, blue: number, alpha: number) => number
  readonly _FPDFText_GetFontInfo: (textPage: number, index: number, buffer: number, bytes: number, flags: number) => number
  readonly _FPDFPage_CountObjects: (page: number) => number
  readonly _FPDFPage_GetObject: (page: number, index: number) => number
  readonly _FPDFPageObj_GetType: (object: number) => number
  readonly _FPDFPageObj_GetBounds: (object: number, left: number, bottom: number, right: number, top: number) => number
  readonly _FPDFPageObj_GetMatrix: (object: number, matrix: number) => number
  readonly _FPDFFormObj_CountObjects: (form: number) => number
  readonly _FPDFFormObj_GetObject: (form: number, index: number) => number
  readonly _FPDFPath_CountSegments: (path: number) => number
  readonly _FPDFPath_GetDrawMode: (path: number, fill: number, stroke: number) => number
  readonly _FPDFPath_GetPathSegment: (path: number, index: number) => number
  readonly _FPDFPathSegment_GetPoint: (segment: number, x: number, y: number) => number
  readonly _FPDFPathSegment_GetType: (segment: number) => number
  readonly _FPDFImageObj_GetImagePixelSize: (image: number, width: number, height: number) => number
  readonly _FPDFPage_SetRotation: (page: number, quarterTurns: number) => void
  readonly _FPDFText_LoadPage: (page: number) => number
  readonly _FPDFText_ClosePage: (textPage: number) => void
  readonly _FPDFText_CountChars: (textPage: number) => number
  readonly _FPDFText_GetUnicode: (textPage: number, index: number) => number
  readonly _FPDFText_IsGenerated: (textPage: number, index: number) => number
  readonly _FPDFText_HasUnicodeMapError: (textPage: number, index: number) => number
  readonly _FPDFText_GetFontSize: (textPage: number, index: number) => number
  readonly _FPDFText_GetMatrix: (textPage: number, index: number, matrix: number) => number
  readonly _FPDFText_GetCharAngle: (textPage: number, index: number) => number
  readonly _FPDFText_GetCharOrigin: (textPage: number, index: number, x: number, y: number) => number
  readonly _FPDFText_GetLooseCharBox: (textPage: number, index: number, rectangle: number) => number
  readonly _FPDFText_GetTextObject: (textPage: number, index: number) => number
  readonly _FPDFTextObj_GetTextRenderMode: (object: number) => number
  readonly _FPDFBookmark_GetFirstChild: (document: number, bookmark: number) => number
  readonly _FPDFBookmark_GetNextSibling: (document: number, bookmark: number) => number
  readonly _FPDFBookmark_GetTitle: (bookmark: number, buffer: number, bytes: number) => number
  readonly _FPDFBookmark_GetDest: (document: number, bookmark: number) => number
  readonly _FPDFBookmark_GetAction: (bookmark: number) => number
  readonly _FPDFAction_GetDest: (document: number, action: number) => number
  readonly _FPDFDest_GetDestPageIndex: (document: number, destination: number) => number
  readonly _FPDFPage_GetAnnotCount: (page: number) => number
  readonly _FPDFPage_GetAnnot: (page: number, index: number) => number
  readonly _FPDFPage_CloseAnnot: (annotation: number) => void
  readonly _FPDFDOC_InitFormFillEnvironment: (document: number, info: number) => number
  readonly _FPDFDOC_ExitFormFillEnvironment: (form: number) => void
  readonly _FPDFAnnot_GetFormFieldType: (form: number, annotation: number) => number
  readonly _FPDFAnnot_GetFormFieldName: (form: number, annotation: number, buffer: number, bytes: number) => number
  readonly _FPDFAnnot_GetFormFieldAlternateName: (form: number, annotation: number, buffer: number, bytes: number) => number
  readonly _FPDFAnnot_GetFormFieldValue: (form: number, annotation: number, buffer: number, bytes: number) => number
  readonly _FPDFAnnot_GetSubtype: (annotation: number) => number
  readonly _FPDFAnnot_GetFlags: (annotation: number) => number
  readonly _FPDFAnnot_GetStringValue: (annotation: number, key: number, buffer: number, bytes: number) => number
}

let loading: Promise<Pdfium> | null = null

/** The library, loaded once per thread (50 ms). After it trapped, the thread must not be used again. */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= start()
  return loading
}

async function start(): Promise<Pdfium> {
  const module: unknown = await PDFiumModule({})
  if (!isPdfium(module)) throw new Error('the PDFium build lacks functions')
  module._FPDF_InitLibraryWithConfig(0)
  return module
}

/** A few functions that are absent from the package's own types stand for all. */
function isPdfium(module: unknown): module is Pdfium {
  const needed = ['_malloc', '_FPDF_LoadMemDocument', '_FPDF_GetPageLabel', '_FPDFText_GetUnicode', '_FPDFText_GetLooseCharBox', '_FPDFBookmark_GetTitle', '_FPDFAnnot_GetStringValue', '_FPDFDoc_GetAttachment', '_FPDFPageObj_GetBounds', '_FPDFImageObj_GetImagePixelSize', '_FPDF_GetFormType', '_FPDFAnnot_GetFormFieldValue', '_FPDF_GetPageBoundingBox', '_FPDFPage_Flatten', '_FPDFPage_RemoveAnnot', '_FPDFAnnot_GetObjectCount', '_FPDFText_GetFontInfo', '_FPDFText_GetFillColor', '_FPDF_GetXFAPacketContent', '_FPDFPath_GetPathSegment', '_FPDFPathSegment_GetPoint']
  return typeof module === 'object' && module !== null && needed.every((name) => name in module)
}

/** Calls a function that fills a buffer with UTF-16LE text and returns the bytes it needs, its final zero included. */
export function readWideString(pdfium: Pdfium, fill: (buffer: number, bytes: number) => number): string {
  const bytes = fill(0, 0)
  // Longer strings than 1 MB are no titles, labels or field values.
  if (bytes <= 2 || bytes > 1_000_000) return ''
  const buffer = pdfium._malloc(bytes)
  if (buffer === 0) return ''
  try {
    fill(buffer, bytes)
    return new TextDecoder('utf-16le').decode(pdfium.HEAPU8.slice(buffer, buffer + bytes - 2))
  } finally {
    pdfium._free(buffer)
  }
}

/** Runs `use` with a pointer to the text as zero-ended UTF-8, which is freed afterwards. */
export function withCString<T>(pdfium: Pdfium, text: string, use: (pointer: number) => T): T {
  const bytes = new TextEncoder().encode(`${text}\0`)
  const pointer = pdfium._malloc(bytes.length)
  try {
    pdfium.HEAPU8.set(bytes, pointer)
    return use(pointer)
  } finally {
    pdfium._free(pointer)
  }
}

/** The content of an attachment; empty when it has none, is damaged, or is larger than 256 MB. */
export function readAttachedFile(pdfium: Pdfium, attachment: number): Uint8Array {
  return readBytes(pdfium, (buffer, bytes, size) => pdfium._FPDFAttachment_GetFile(attachment, buffer, bytes, size))
}

/** A part of an XFA form, with its name; empty under the same conditions. */
export function readXfaPacket(pdfium: Pdfium, document: number, index: number): { readonly name: string; readonly bytes: Uint8Array } {
  const length = pdfium._FPDF_GetXFAPacketName(document, index, 0, 0)
  if (length <= 1 || length > 1_000) return { name: '', bytes: new Uint8Array() }
  const buffer = pdfium._malloc(length)
  try {
    pdfium._FPDF_GetXFAPacketName(document, index, buffer, length)
    const name = new TextDecoder().decode(pdfium.HEAPU8.slice(buffer, buffer + length - 1))
    return { name, bytes: readBytes(pdfium, (to, bytes, size) => pdfium._FPDF_GetXFAPacketContent(document, index, to, bytes, size)) }
  } finally {
    pdfium._free(buffer)
  }
}

/** Calls a function that fills a buffer and says how many bytes it needs. */
function readBytes(pdfium: Pdfium, fill: (buffer: number, bytes: number, neededBytes: number) => number): Uint8Array {
  const maxBytes = 256_000_000
  const size = pdfium._malloc(8)
  try {
    if (fill(0, 0, size) !== 1) return new Uint8Array()
    const bytes = new DataView(pdfium.HEAPU8.buffer).getUint32(size, true)
    if (bytes === 0 || bytes > maxBytes) return new Uint8Array()
    const buffer = pdfium._malloc(bytes)
    if (buffer === 0) return new Uint8Array()
    try {
      return fill(buffer, bytes, size) === 1 ? pdfium.HEAPU8.slice(buffer, buffer + bytes) : new Uint8Array()
    } finally {
      pdfium._free(buffer)
    }
  } finally {
    pdfium._free(size)
  }
}
