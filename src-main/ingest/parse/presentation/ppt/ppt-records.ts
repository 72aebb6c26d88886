import { viewOf } from '../../bytes.ts'

/** One record of a PowerPoint stream or of a drawing in it ([MS-PPT] 2.3.1): where its content lies, and what it is. */
export interface PptRecord { readonly type: number; readonly instance: number; readonly start: number; readonly end: number; readonly bytes: Uint8Array }

/** Types of records, by their names in [MS-PPT] 2.13.24 and [MS-ODRAW] 2.2. */
export const types = {
  document: 0x03e8, documentAtom: 0x03e9, slide: 0x03ee, slideAtom: 0x03ef, notes: 0x03f0, notesAtom: 0x03f1, slidePersist: 0x03f3, slideShowInfo: 0x03f9,
  objectList: 0x0409, drawing: 0x040c, objectReference: 0x0bc1, placeholder: 0x0bc3, outlineReference: 0x0f9e, textHeader: 0x0f9f, textChars: 0x0fa0, textBytes: 0x0fa8,
  string: 0x0fba, slideNumberField: 0x0fd8, headersFooters: 0x0fd9, headersFootersAtom: 0x0fda, slideList: 0x0ff0, userEdit: 0x0ff5, dateField: 0x0ff7, genericDateField: 0x0ff8,
  headerField: 0x0ff9, footerField: 0x0ffa, storage: 0x1011, tags: 0x1388, binaryTag: 0x138a, binaryTagData: 0x138b, embedded: 0x0fcc, objectAtom: 0x0fc3, persistDirectory: 0x1772, comment: 0x2ee0,
  drawingContainer: 0xf002, groupContainer: 0xf003, shapeContainer: 0xf004, shape: 0xf00a, properties: 0xf00b, textbox: 0xf00d, anchor: 0xf010, childAnchor: 0xf00f, clientData: 0xf011,
  moreProperties: 0xf122,
} as const

const headerBytes = 8

/** The records that lie one after another in a stretch of a stream. A length that leads out of the stretch ends with it. */
export function* recordsIn(bytes: Uint8Array, start = 0, end = bytes.length): Generator<PptRecord> {
  for (let at = start; at + headerBytes <= end;) {
    const record = recordAt(bytes, at, end)
    yield record
    at = record.end
  }
}

/** The record that begins at an offset, which must leave room for its header. */
export function recordAt(bytes: Uint8Array, at: number, limit = bytes.length): PptRecord {
  const view = viewOf(bytes)
  const start = at + headerBytes
  return { type: view.getUint16(at + 2, true), instance: view.getUint16(at, true) >> 4, start, end: Math.min(limit, start + view.getUint32(at + 4, true)), bytes }
}

export function childrenOf({ bytes, start, end }: PptRecord): Generator<PptRecord> {
  return recordsIn(bytes, start, end)
}

export function childOf(record: PptRecord, type: number): PptRecord | null {
  for (const child of childrenOf(record)) if (child.type === type) return child
  return null
}

/** An unsigned number in a record's content; null when the record ends before it. */
export function numberIn({ bytes, start, end }: PptRecord, offset: number, size: 1 | 2 | 4): number | null {
  if (start + offset + size > end) return null
  const view = viewOf(bytes)
  return size === 1 ? view.getUint8(start + offset) : size === 2 ? view.getUint16(start + offset, true) : view.getUint32(start + offset, true)
}

export function wideText({ bytes, start, end }: PptRecord): string {
  return new TextDecoder('utf-16le').decode(bytes.subarray(start, end - ((end - start) % 2)))
}
