import { AppError } from '../../../support/errors.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

/** Code pages of Windows by the low ten bits of the language that a file names; others are written in 1252. */
const codePages: Readonly<Record<number, number>> = {
  0x01: 1256, 0x02: 1251, 0x04: 936, 0x05: 1250, 0x08: 1253, 0x0d: 1255, 0x0e: 1250, 0x11: 932, 0x12: 949, 0x15: 1250, 0x18: 1250, 0x19: 1251, 0x1a: 1250, 0x1b: 1250, 0x1c: 1250, 0x1e: 874, 0x1f: 1254,
  0x22: 1251, 0x23: 1251, 0x24: 1250, 0x25: 1257, 0x26: 1257, 0x27: 1257, 0x29: 1256, 0x2a: 1258, 0x2f: 1251,
}
const traditionalChinese = new Set([0x404, 0xc04])
const macintosh = 0x100

/** The first word of the files that Word 6 and 95 wrote, the Far Eastern editions among them. */
const magics = new Set([0xa5dc, 0xa697, 0xa698, 0xa699])
const versions = { first: 101, last: 192 }

/** True for a file of Word 6 or 95. */
export function isOldWord(document: DataView): boolean {
  const magic = document.getUint16(0, true)
  const version = document.getUint16(2, true)
  return magics.has(magic) || (magic === 0xa5ec && version >= versions.first && version <= versions.last)
}

/**
 * A file of Word 6 or 95: as those of Word 97 in outline, but its tables lie in the document's own stream and its text in
 * bytes ("Microsoft Word 6.0 Binary File Format", 1994). Error: `document-encrypted`.
 */
export function openOldWordFile(document: DataView): Omit<WordFile, 'embedded'> {
  const flags = document.getUint16(0x0a, true)
  if ((flags & 0x0100) !== 0) throw new AppError('document-encrypted', { kind: 'lock' })
  const length = (at: number): number => Math.max(0, document.getInt32(at, true))
  return {
    document, table: document,
    lengths: { body: length(0x34), footnotes: length(0x38), margins: length(0x3c), comments: length(0x44), endnotes: length(0x48), boxes: length(0x4c), marginBoxes: length(0x50) },
    old: {
      codePage: document.getUint16(0x14, true) === macintosh ? 10_000 : codePageOf(document.getUint16(0x06, true)),
      textAt: document.getUint32(0x18, true), hasPieces: (flags & 0x0004) !== 0, isWide: (flags & 0x1000) !== 0,
      characterPages: { first: document.getUint16(0x18a, true), count: document.getUint16(0x18e, true) },
      paragraphPages: { first: document.getUint16(0x18c, true), count: document.getUint16(0x190, true) },
    },
    place(index) {
      const at = index === tables.endnoteRefs ? 0x1d2 : index === tables.endnoteTexts ? 0x1da : index < 38 ? 0x58 + index * 8 : -1
      if (at < 0) return { start: 0, end: 0 }
      const start = Math.min(document.getUint32(at, true), document.byteLength)
      return { start, end: Math.min(document.byteLength, start + document.getUint32(at + 4, true)) }
    },
  }
}

function codePageOf(language: number): number {
  return traditionalChinese.has(language) ? 950 : codePages[language & 0x3ff] ?? 1252
}
