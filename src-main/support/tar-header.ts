/** Bytes of a header of a TAR archive; what follows one is padded to a multiple of them. */
export const tarBlockBytes = 512

/** What a header stands before: a file; a name of the next entry, in either of two ways; something else about what follows; anything else, as a folder or a link. */
export type TarKind = 'file' | 'long-name' | 'pax' | 'note' | 'other'

export interface TarHeader {
  /** As written, in whatever encoding; cut at 255 bytes. */
  readonly name: Uint8Array
  readonly kind: TarKind
  /** Bytes that follow, and the same with their padding. */
  readonly bytes: number
  readonly paddedBytes: number
}

const kinds: Readonly<Record<string, TarKind>> = { '0': 'file', '\0': 'file', '7': 'file', L: 'long-name', x: 'pax', g: 'note', K: 'note' }

/** The header of an entry (POSIX.1-1988 "ustar", what went before, and what GNU and pax added); null where the block is none, as its sum says. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < tarBlockBytes || !hasSum(block)) return null
  const bytes = numberAt(block, 124, 12)
  return { name: nameIn(block), kind: kinds[String.fromCharCode(block[156] ?? 0)] ?? 'other', bytes, paddedBytes: Math.ceil(bytes / tarBlockBytes) * tarBlockBytes }
}

/** The name that the content of an entry of kind `long-name` or `pax` gives to the next one; null where it gives none. */
export function nameForNext(kind: TarKind, content: Uint8Array): Uint8Array | null {
  return kind === 'long-name' ? untilZero(content) : kind === 'pax' ? paxPath(content) : null
}

function hasSum(header: Uint8Array): boolean {
  let sum = 8 * 0x20
  for (let i = 0; i < tarBlockBytes; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0
  return sum === numberAt(header, 148, 8)
}

/** Octal digits, or for sizes beyond them bytes behind one with its high bit set. */
function numberAt(header: Uint8Array, at: number, length: number): number {
  const field = header.subarray(at, at + length)
  if (((field[0] ?? 0) & 0x80) !== 0) return field.subarray(1).reduce((total, byte) => total * 256 + byte, 0)
  const digits = /[0-7]+/.exec(Buffer.from(field).toString('latin1'))?.[0]
  return digits === undefined ? 0 : Number.parseInt(digits, 8)
}

function nameIn(header: Uint8Array): Uint8Array {
  const name = untilZero(header.subarray(0, 100))
  const isUstar = Buffer.from(header.subarray(257, 263)).toString('latin1') === 'ustar\0'
  const prefix = isUstar ? untilZero(header.subarray(345, 500)) : new Uint8Array()
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name])
}

function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** The name in an extended header: lines "LENGTH path=NAME". */
function paxPath(content: Uint8Array): Uint8Array | null {
  const path = /^\d+ path=([^\n]*)$/m.exec(Buffer.from(content).toString('latin1'))?.[1]
  return path === undefined ? null : Buffer.from(path, 'latin1')
}
