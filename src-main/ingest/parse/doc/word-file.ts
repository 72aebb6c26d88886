import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'
import { CompoundFile, type OleStorage } from './compound-file.ts'
import { isOldWord, openOldWordFile } from './old-word-file.ts'
import { unlockWordStreams } from './unlock-word.ts'

/** Lengths of the stories, which follow one another in this order ([MS-DOC] 2.4.1). */
export interface StoryLengths { readonly body: number; readonly footnotes: number; readonly margins: number; readonly comments: number; readonly endnotes: number; readonly boxes: number; readonly marginBoxes: number }

/** What only files of Word 6 and 95 have: text of one byte in many code pages, and shorter tables. */
export interface OldWord {
  /** The code page where no font says otherwise. */
  readonly codePage: number
  /** Where the text lies when the file has no table of pieces. */
  readonly textAt: number
  readonly hasPieces: boolean
  /** True for Far Eastern files of Word 95, whose text is UTF-16. */
  readonly isWide: boolean
  /** First page of formatting and how many follow, for files whose table of pages was not written. */
  readonly characterPages: { readonly first: number; readonly count: number }
  readonly paragraphPages: { readonly first: number; readonly count: number }
}

export interface WordFile {
  readonly document: DataView
  /** The stream in which the tables lie; in old files the document itself. */
  readonly table: DataView
  readonly lengths: StoryLengths
  /** Null for files of Word 97 and later. */
  readonly old: OldWord | null
  /** Where one of the tables begins and how long it is; both lie within the table stream. */
  place(table: number): { readonly start: number; readonly end: number }
  /** The storages in which embedded files lie. */
  readonly embedded: readonly OleStorage[]
}

/**
 * Opens the streams of a Word file of 1993 to 2003. Errors: `format-unsupported` for Word 2 and before; `document-encrypted`,
 * `wrong-password`, `document-damaged`.
 */
export function openWordFile(bytes: Uint8Array, password: string | null): WordFile {
  // Files of Word 2 for Windows and before are no compound files.
  if (bytes[0] === 0xdb && bytes[1] === 0xa5) throw new AppError('format-unsupported', { version: 'Word 2' })
  const file = new CompoundFile(bytes)
  const stream = file.stream('WordDocument')
  if (stream === null || stream.length < 0x300) throw new AppError('document-damaged')
  const embedded = file.storages().find(({ name }) => name === 'objectpool')?.storages() ?? []
  const locked = viewOf(stream)
  if (isOldWord(locked)) return { ...openOldWordFile(locked), embedded }
  if (locked.getUint16(0, true) !== 0xa5ec) throw new AppError('document-damaged')
  const flags = locked.getUint16(0x0a, true)
  const tableStream = file.stream((flags & 0x0200) === 0 ? '0Table' : '1Table')
  if (tableStream === null) throw new AppError('document-damaged')
  const isLocked = (flags & 0x0100) !== 0
  const [document, table] = isLocked ? unlockWordStreams(stream, tableStream, password).map(viewOf) : [locked, viewOf(tableStream)]
  if (document === undefined || table === undefined) throw new AppError('document-damaged')
  const length = (at: number): number => Math.max(0, document.getInt32(at, true))
  return {
    document, table, old: null, embedded: isLocked ? [] : embedded,
    lengths: { body: length(0x4c), footnotes: length(0x50), margins: length(0x54), comments: length(0x5c), endnotes: length(0x60), boxes: length(0x64), marginBoxes: length(0x68) },
    place(index) {
      const at = 0x9a + index * 8
      if (at + 8 > document.byteLength) return { start: 0, end: 0 }
      const start = Math.min(document.getUint32(at, true), table.byteLength)
      return { start, end: Math.min(table.byteLength, start + document.getUint32(at + 4, true)) }
    },
  }
}
