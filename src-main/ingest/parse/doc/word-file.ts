import { AppError } from '../../../support/errors.ts'
import { CompoundFile } from './compound-file.ts'

/** Tables that the file information block points to, by their place in it ([MS-DOC] 2.5.6). */
export const tables = {
  styles: 1, footnoteRefs: 2, footnoteTexts: 3, commentRefs: 4, commentTexts: 5, margins: 11, characterPages: 12, paragraphPages: 13, pieces: 33, commentAuthors: 36,
  endnoteRefs: 46, endnoteTexts: 47, lists: 73, listOverrides: 74,
} as const

/** Lengths of the stories, which follow one another in this order ([MS-DOC] 2.4.1). */
export interface StoryLengths { readonly body: number; readonly footnotes: number; readonly margins: number; readonly comments: number; readonly endnotes: number; readonly boxes: number; readonly marginBoxes: number }

export interface WordFile {
  readonly document: DataView
  readonly table: DataView
  readonly lengths: StoryLengths
  /** Where one of the tables begins and how long it is; both lie within the table stream. */
  place(table: number): { readonly start: number; readonly end: number }
}

/**
 * Opens the streams of a Word file of 1997 to 2003. Errors: `format-unsupported` for Word 6 and 95 and before, whose files are
 * built otherwise; `document-encrypted`, `document-damaged`.
 */
export function openWordFile(bytes: Uint8Array): WordFile {
  // Files of Word 2 for Windows and before are no compound files.
  if (bytes[0] === 0xdb && bytes[1] === 0xa5) throw new AppError('format-unsupported', { version: 'Word 2' })
  const file = new CompoundFile(bytes)
  const stream = file.stream('WordDocument')
  if (stream === null || stream.length < 0x300) throw new AppError('document-damaged')
  const document = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const magic = document.getUint16(0, true)
  const version = document.getUint16(2, true)
  if (magic === 0xa5dc || (magic === 0xa5ec && version < 193)) throw new AppError('format-unsupported', { version: 'Word 6 or 95' })
  if (magic !== 0xa5ec) throw new AppError('document-damaged')
  const flags = document.getUint16(0x0a, true)
  if ((flags & 0x0100) !== 0) throw new AppError('document-encrypted')
  const tableStream = file.stream((flags & 0x0200) === 0 ? '0Table' : '1Table')
  if (tableStream === null) throw new AppError('document-damaged')
  const table = new DataView(tableStream.buffer, tableStream.byteOffset, tableStream.byteLength)
  const length = (at: number): number => Math.max(0, document.getInt32(at, true))
  return {
    document, table,
    lengths: { body: length(0x4c), footnotes: length(0x50), margins: length(0x54), comments: length(0x5c), endnotes: length(0x60), boxes: length(0x64), marginBoxes: length(0x68) },
    place(index) {
      const at = 0x9a + index * 8
      if (at + 8 > document.byteLength) return { start: 0, end: 0 }
      const start = Math.min(document.getUint32(at, true), table.byteLength)
      return { start, end: Math.min(table.byteLength, start + document.getUint32(at + 4, true)) }
    },
  }
}
