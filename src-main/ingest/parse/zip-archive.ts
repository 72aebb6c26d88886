import { Inflate } from 'fflate'
import { AppError } from '../../support/errors.ts'

/** Limits of one archive; a DOCX of a thousand pages stays far below all of them. */
const limits = { entryBytes: 256_000_000, totalBytes: 400_000_000, ratio: 250, ratioFromBytes: 20_000_000, entries: 65_535 }

interface Entry { readonly offset: number; readonly method: number; readonly packed: number; readonly unpacked: number; readonly encrypted: boolean }

/**
 * A ZIP archive (APPNOTE 6.3.10, without ZIP64) read by its central directory. Sizes are checked against the directory
 * before anything is inflated and counted again while inflating, since a directory can lie.
 * Errors: `document-damaged`, `document-encrypted`, `archive-expands-too-far`.
 */
export class ZipArchive {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #entries: ReadonlyMap<string, Entry>
  #inflatedBytes = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#entries = readDirectory(bytes, this.#view)
  }

  names(): readonly string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The content of one entry, handed over in chunks as it is inflated; false when there is no such entry. */
  read(name: string, onChunk: (chunk: Uint8Array) => void): boolean {
    const entry = this.#entries.get(name)
    if (entry === undefined) return false
    if (entry.encrypted) throw new AppError('document-encrypted')
    refuseIfTooLarge(entry.unpacked, entry.packed)
    const packed = this.#packedBytes(entry)
    const count = (chunk: Uint8Array, seen: number): number => {
      this.#inflatedBytes += chunk.length
      refuseIfTooLarge(seen + chunk.length, packed.length)
      if (this.#inflatedBytes > limits.totalBytes) throw new AppError('archive-expands-too-far', { limitBytes: limits.totalBytes })
      return seen + chunk.length
    }
    if (entry.method === 0) {
      count(packed, 0)
      onChunk(packed)
    } else if (entry.method === 8) {
      inflateInSteps(packed, (chunk, seen) => { const total = count(chunk, seen); onChunk(chunk); return total })
    } else {
      throw new AppError('document-damaged')
    }
    return true
  }

  #packedBytes(entry: Entry): Uint8Array {
    if (entry.offset + 30 > this.#bytes.length || this.#view.getUint32(entry.offset, true) !== 0x04034b50) throw new AppError('document-damaged')
    const start = entry.offset + 30 + this.#view.getUint16(entry.offset + 26, true) + this.#view.getUint16(entry.offset + 28, true)
    if (start + entry.packed > this.#bytes.length) throw new AppError('document-damaged')
    return this.#bytes.subarray(start, start + entry.packed)
  }
}

function refuseIfTooLarge(unpacked: number, packed: number): void {
  const bomb = unpacked > limits.ratioFromBytes && unpacked > packed * limits.ratio
  if (unpacked > limits.entryBytes) throw new AppError('archive-expands-too-far', { limitBytes: limits.entryBytes })
  if (bomb) throw new AppError('archive-expands-too-far', { limitBytes: limits.ratioFromBytes })
}

/** Small steps keep what a bomb can inflate before it is noticed to about 1,000 times 16 kB. */
function inflateInSteps(packed: Uint8Array, onChunk: (chunk: Uint8Array, seen: number) => number): void {
  const stepBytes = 16_384
  let seen = 0
  const inflate = new Inflate((chunk) => { seen = onChunk(chunk, seen) })
  try {
    for (let at = 0; at < packed.length; at += stepBytes) {
      inflate.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('document-damaged', {}, { cause: error })
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEndRecord(view)
  if (end < 0) throw new AppError('document-damaged')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, Entry>()
  const decoder = new TextDecoder()
  for (let i = 0; i < Math.min(count, limits.entries); i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new AppError('document-damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
    entries.set(name, {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The end-of-directory record lies in the last 64 kB; -1 when it is missing, as in a truncated file. */
function findEndRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_558); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return -1
}
