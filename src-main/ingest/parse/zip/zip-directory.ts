import { crc32 } from 'node:zlib'
import { AppError } from '../../../support/errors.ts'
import { nameDecoder } from './entry-names.ts'

export interface ZipEntry {
  readonly offset: number
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly encrypted: boolean
  /** What the first bytes of an entry encrypted in the old way must end in. */
  readonly checkByte: number
  /** Strength (1–3) and the method behind the encryption, of an entry in WinZip's AES form; null for others. */
  readonly aes: { readonly strength: number; readonly method: number } | null
}

const maxEntries = 65_535
const unknown32 = 0xffff_ffff

/**
 * Reads the central directory of a ZIP archive (APPNOTE 6.3.10, ZIP64 included). Bytes before the archive, as in a program
 * that unpacks itself, are allowed for. One name may stand for several files. Errors: `document-damaged`, `document-too-many-parts`.
 */
export function readZipDirectory(bytes: Uint8Array): (readonly [string, ZipEntry])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start, shift } = findDirectory(view)
  if (count > maxEntries) throw new AppError('document-too-many-parts', { limit: maxEntries })
  const found: { readonly name: Uint8Array; readonly stated: string | null; readonly entry: ZipEntry }[] = []
  let at = start
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new AppError('document-damaged')
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    if (extraEnd > bytes.length) throw new AppError('document-damaged')
    const name = bytes.subarray(at + 46, nameEnd)
    // A name with control characters is none, whatever the flag for UTF-8 says.
    const isUtf8 = name.every((byte) => byte >= 0x20) && ((view.getUint16(at + 8, true) & 0x800) !== 0 || name.every((byte) => byte < 0x80))
    found.push({ name, stated: isUtf8 ? new TextDecoder().decode(name) : statedName(bytes.subarray(nameEnd, extraEnd), name), entry: readEntry(view, at, nameEnd, extraEnd, shift) })
    at = extraEnd + view.getUint16(at + 32, true)
  }
  const decode = nameDecoder(found.flatMap(({ name, stated }) => (stated === null ? [name] : [])))
  return found.map(({ name, stated, entry }) => [(stated ?? decode(name)).replaceAll('\\', '/'), entry] as const)
}

/** The name in UTF-8 that Info-ZIP writes beside the other (APPNOTE 4.6.9), while the other is still the one that it was made for. */
function statedName(extra: Uint8Array, name: Uint8Array): string | null {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 9 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const end = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 0x7075 && extra[at + 4] === 1 && end > at + 9 && end <= extra.length && view.getUint32(at + 5, true) === crc32(name)) return new TextDecoder().decode(extra.subarray(at + 9, end))
  }
  return null
}

function readEntry(view: DataView, at: number, extraStart: number, extraEnd: number, shift: number): ZipEntry {
  const flags = view.getUint16(at + 8, true)
  const sizes = { unpacked: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) }
  let aes: ZipEntry['aes'] = null
  for (let field = extraStart; field + 4 <= extraEnd; field += 4 + view.getUint16(field + 2, true)) {
    const end = Math.min(extraEnd, field + 4 + view.getUint16(field + 2, true))
    const id = view.getUint16(field, true)
    if (id === 0x9901 && field + 11 <= end) aes = { strength: view.getUint8(field + 8), method: view.getUint16(field + 9, true) }
    if (id !== 1) continue
    let value = field + 4
    for (const key of ['unpacked', 'packed', 'offset'] as const) {
      if (sizes[key] !== unknown32 || value + 8 > end) continue
      sizes[key] = Number(view.getBigUint64(value, true))
      value += 8
    }
  }
  const checkByte = (flags & 8) !== 0 ? view.getUint8(at + 13) : view.getUint8(at + 19)
  return { ...sizes, offset: sizes.offset + shift, method: view.getUint16(at + 10, true), encrypted: (flags & 1) === 1, checkByte, aes }
}

interface Directory { readonly count: number; readonly start: number; readonly shift: number }

function findDirectory(view: DataView): Directory {
  const end = findEndRecord(view)
  if (end < 0) throw new AppError('document-damaged')
  const wide = findWideRecord(view, end)
  const directory = wide ?? { count: view.getUint16(end + 10, true), bytes: view.getUint32(end + 12, true), start: view.getUint32(end + 16, true), end }
  if (directory.count === 0) return { count: 0, start: 0, shift: 0 }
  const isHere = (at: number): boolean => at >= 0 && at + 4 <= view.byteLength && view.getUint32(at, true) === 0x02014b50
  if (isHere(directory.start)) return { count: directory.count, start: directory.start, shift: 0 }
  const shifted = directory.end - directory.bytes
  if (!isHere(shifted)) throw new AppError('document-damaged')
  return { count: directory.count, start: shifted, shift: shifted - directory.start }
}

/** The end-of-directory record lies in the last 64 kB; -1 when it is missing, as in a truncated file. */
function findEndRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_558); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return -1
}

/** ZIP64: a locator right before the end record points to a record with 64-bit figures. */
function findWideRecord(view: DataView, end: number): { count: number; bytes: number; start: number; end: number } | null {
  if (end < 20 || view.getUint32(end - 20, true) !== 0x07064b50) return null
  const stated = Number(view.getBigUint64(end - 12, true))
  const at = [stated, end - 76].find((place) => place >= 0 && place + 56 <= end && view.getUint32(place, true) === 0x06064b50)
  if (at === undefined) throw new AppError('document-damaged')
  return { count: Number(view.getBigUint64(at + 32, true)), bytes: Number(view.getBigUint64(at + 40, true)), start: Number(view.getBigUint64(at + 48, true)), end: at }
}
