import { AppError } from '../../../support/errors.ts'
import { decodeBytes } from '../rtf/code-pages.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

interface Piece { readonly start: number; readonly end: number; readonly offset: number; readonly bytesPerChar: 1 | 2 }

/** More characters than any Word file of its time holds. */
const maxChars = 50_000_000
/** Code pages in which some letters take two bytes. */
const wideCodePages = new Set([932, 936, 949, 950, 1361])

/**
 * The text of all stories, put together from its pieces ([MS-DOC] 2.8.35), and where each character lies in the file, by which
 * its formatting is found. `codePages`: of each byte of an old file.
 */
export class WordText {
  readonly text: string
  readonly #pieces: readonly Piece[]

  constructor(file: WordFile, codePages: Uint16Array | null) {
    this.#pieces = file.old !== null && !file.old.hasPieces ? [wholeText(file)] : readPieces(file)
    const western = new TextDecoder('windows-1252')
    const wide = new TextDecoder('utf-16le')
    let total = 0
    this.text = this.#pieces.map(({ start, end, offset, bytesPerChar }) => {
      total += end - start
      if (total > maxChars) throw new AppError('archive-expands-too-far', { limitBytes: maxChars })
      const from = Math.min(offset, file.document.byteLength)
      const bytes = new Uint8Array(file.document.buffer, file.document.byteOffset + from, Math.max(0, Math.min((end - start) * bytesPerChar, file.document.byteLength - from)))
      const text = bytesPerChar === 2 ? wide.decode(bytes) : codePages === null ? western.decode(bytes) : decodeInPages(bytes, codePages.subarray(from, from + bytes.length))
      return text.padEnd(end - start, '\0').slice(0, end - start)
    }).join('')
  }

  /** The byte in the file where the character at `position` of the text lies; -1 when there is none. */
  offsetOf(position: number): number {
    const piece = this.#pieces[this.#findPiece(position)]
    return piece === undefined ? -1 : piece.offset + (position - piece.start) * piece.bytesPerChar
  }

  /** Stretches of the text that lie between two bytes of the file. */
  spansBetween(from: number, to: number): { start: number; end: number }[] {
    return this.#pieces.flatMap(({ start, end, offset, bytesPerChar }) => {
      const first = start + Math.max(0, Math.floor((from - offset) / bytesPerChar))
      const last = Math.min(end, start + Math.ceil((to - offset) / bytesPerChar))
      return first < last ? [{ start: first, end: last }] : []
    })
  }

  #findPiece(position: number): number {
    let low = 0
    let high = this.#pieces.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const piece = this.#pieces[middle]
      if (piece === undefined) return -1
      if (position < piece.start) high = middle - 1
      else if (position >= piece.end) low = middle + 1
      else return middle
    }
    return -1
  }
}

/** Bytes as characters, one for each, so that positions hold: the second byte of a wide letter becomes nothing. */
function decodeInPages(bytes: Uint8Array, codePages: Uint16Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length;) {
    const codePage = codePages[at] ?? 1252
    let end = at + 1
    while (end < bytes.length && codePages[end] === codePage) end++
    parts.push(wideCodePages.has(codePage) ? decodeWide(bytes.subarray(at, end), codePage) : decodeBytes(bytes.subarray(at, end), codePage))
    at = end
  }
  return parts.join('')
}

function decodeWide(bytes: Uint8Array, codePage: number): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const isPair = lead > 0x80 && !(codePage === 932 && lead >= 0xa0 && lead < 0xe0) && at + 1 < bytes.length
    text += decodeBytes(bytes.subarray(at, at + (isPair ? 2 : 1)), codePage).slice(0, 1) + (isPair ? '\0' : '')
    at += isPair ? 2 : 1
  }
  return text
}

/** A file that was saved whole, without pieces. */
function wholeText({ lengths, old }: WordFile): Piece {
  const characters = Object.values(lengths).reduce((total: number, each: number) => total + each, 0)
  return { start: 0, end: Math.min(characters, maxChars), offset: old?.textAt ?? 0, bytesPerChar: old?.isWide === true ? 2 : 1 }
}

function readPieces({ table, place, old }: WordFile): Piece[] {
  const { start, end } = place(tables.pieces)
  let at = start
  while (at + 3 <= end && table.getUint8(at) === 1) at += 3 + table.getUint16(at + 1, true)
  if (at + 5 > end || table.getUint8(at) !== 2) throw new AppError('document-damaged')
  const bytes = Math.min(table.getUint32(at + 1, true), end - at - 5)
  const count = Math.floor((bytes - 4) / 12)
  at += 5
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const first = table.getUint32(at + i * 4, true)
    const last = table.getUint32(at + i * 4 + 4, true)
    const raw = table.getUint32(at + (count + 1) * 4 + i * 8 + 2, true)
    if (last < first || first !== (pieces.at(-1)?.end ?? 0)) throw new AppError('document-damaged')
    if (old !== null) pieces.push({ start: first, end: last, offset: raw, bytesPerChar: old.isWide ? 2 : 1 })
    else {
      // Bit 30 says that a piece keeps one byte for each character, and counts bytes twice.
      const isNarrow = (raw & 0x4000_0000) !== 0
      pieces.push({ start: first, end: last, offset: isNarrow ? (raw & 0x3fff_ffff) >>> 1 : raw & 0x3fff_ffff, bytesPerChar: isNarrow ? 1 : 2 })
    }
  }
  return pieces
}
