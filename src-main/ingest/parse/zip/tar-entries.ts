import { nameDecoder } from './entry-names.ts'

/** A regular file in a TAR archive. */
export interface TarEntry { readonly name: string; readonly bytes: Uint8Array }

const blockBytes = 512
const maxEntries = 65_535

/** True for a TAR archive (POSIX.1-1988 "ustar" and what went before): its first header's sum is right. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= blockBytes && bytes[0] !== 0 && hasSum(bytes.subarray(0, blockBytes))
}

/** The regular files of a TAR archive with their whole names (GNU and pax extensions). Links and devices are left out. Ends where the data ends. */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const found: { readonly name: Uint8Array; readonly bytes: Uint8Array }[] = []
  let longName: Uint8Array | null = null
  for (let at = 0; at + blockBytes <= bytes.length && found.length < maxEntries;) {
    const header = bytes.subarray(at, at + blockBytes)
    if (!hasSum(header)) break
    const size = numberAt(header, 124, 12)
    const content = bytes.subarray(at + blockBytes, Math.min(bytes.length, at + blockBytes + size))
    const kind = String.fromCharCode(header[156] ?? 0)
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes
    if (kind === 'L') longName = untilZero(content)
    else if (kind === 'x') longName = paxPath(content) ?? longName
    else if (kind !== 'g' && kind !== 'K') {
      if (kind === '0' || kind === '\0' || kind === '7') found.push({ name: longName ?? nameIn(header), bytes: content })
      longName = null
    }
  }
  const decode = nameDecoder(found.map(({ name }) => name))
  return found.map(({ name, bytes: content }) => ({ name: decode(name), bytes: content }))
}

function hasSum(header: Uint8Array): boolean {
  let sum = 8 * 0x20
  for (let i = 0; i < blockBytes; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0
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
