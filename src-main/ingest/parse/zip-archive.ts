import { Inflate } from 'fflate'
import { AppError } from '../../support/errors.ts'
import { decryptEntry } from './zip/zip-decryption.ts'
import { readZipDirectory, type ZipEntry } from './zip/zip-directory.ts'

/** Limits of one archive; a DOCX of a thousand pages stays far below all of them. */
const limits = { entryBytes: 256_000_000, totalBytes: 400_000_000, ratio: 250, ratioFromBytes: 20_000_000 }

export interface ZipOptions {
  readonly password?: string | null
  /** What all entries together may unpack to; an archive of files may hold more than a document. */
  readonly totalBytes?: number
}

/** One file in a ZIP archive. */
export interface ZipFile {
  readonly name: string
  /** What the directory says that it unpacks to. */
  readonly bytes: number
  /** It needs a password. */
  readonly isEncrypted: boolean
  /** Hands the content over in chunks as it is inflated. */
  readonly read: (onChunk: (chunk: Uint8Array) => void) => void
}

/**
 * A ZIP archive (APPNOTE 6.3.10) read by its central directory. Sizes are checked against the directory
 * before anything is inflated and counted again while inflating, since a directory can lie.
 * Errors: `document-damaged`, `format-unsupported` (a way of packing), `document-encrypted`, `wrong-password`, `document-too-many-parts`, `archive-expands-too-far`.
 */
export class ZipArchive {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #all: readonly (readonly [string, ZipEntry])[]
  readonly #entries: ReadonlyMap<string, ZipEntry>
  readonly #password: string | null
  readonly #totalBytes: number
  #alike: ReadonlyMap<string, ZipEntry> | null = null
  #inflatedBytes = 0

  constructor(bytes: Uint8Array, { password = null, totalBytes = limits.totalBytes }: ZipOptions = {}) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#all = readZipDirectory(bytes)
    this.#entries = new Map(this.#all)
    this.#password = password
    this.#totalBytes = totalBytes
  }

  names(): readonly string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined
  }

  /** Every entry in the order of the directory, of a name that stands there several times each one. */
  files(): readonly ZipFile[] {
    return this.#all.map(([name, entry]) => ({ name, bytes: entry.unpacked, isEncrypted: entry.encrypted, read: (onChunk) => this.#read(entry, onChunk) }))
  }

  /** The content of one entry, handed over in chunks as it is inflated; false when there is no such entry. */
  read(name: string, onChunk: (chunk: Uint8Array) => void): boolean {
    const entry = this.#find(name)
    if (entry !== undefined) this.#read(entry, onChunk)
    return entry !== undefined
  }

  #read(entry: ZipEntry, onChunk: (chunk: Uint8Array) => void): void {
    refuseIfTooLarge(entry.unpacked, entry.packed)
    const stored = this.#packedBytes(entry)
    const { bytes: packed, method } = entry.encrypted ? decryptEntry(stored, entry, this.#password) : { bytes: stored, method: entry.method }
    const count = (chunk: Uint8Array, seen: number): number => {
      this.#inflatedBytes += chunk.length
      refuseIfTooLarge(seen + chunk.length, packed.length)
      if (this.#inflatedBytes > this.#totalBytes) throw new AppError('archive-expands-too-far', { limitBytes: this.#totalBytes })
      return seen + chunk.length
    }
    if (method === 0) {
      count(packed, 0)
      onChunk(packed)
    } else if (method === 8) {
      inflateInSteps(packed, (chunk, seen) => { const total = count(chunk, seen); onChunk(chunk); return total })
    } else {
      // Deflate64, BZIP2, LZMA and others (APPNOTE 4.4.5), which no office program writes.
      throw new AppError('format-unsupported', { kind: 'archive' })
    }
  }

  /** Names of parts mean the same in capitals and small letters (ECMA-376 part 2, § 6.2.2), and some programs begin them with a slash. */
  #find(name: string): ZipEntry | undefined {
    const exact = this.#entries.get(name)
    if (exact !== undefined) return exact
    this.#alike ??= new Map([...this.#entries].map(([each, entry]) => [plainName(each), entry]))
    return this.#alike.get(plainName(name))
  }

  #packedBytes(entry: ZipEntry): Uint8Array {
    if (entry.offset < 0 || entry.offset + 30 > this.#bytes.length || this.#view.getUint32(entry.offset, true) !== 0x04034b50) throw new AppError('document-damaged')
    const start = entry.offset + 30 + this.#view.getUint16(entry.offset + 26, true) + this.#view.getUint16(entry.offset + 28, true)
    if (start + entry.packed > this.#bytes.length) throw new AppError('document-damaged')
    return this.#bytes.subarray(start, start + entry.packed)
  }
}

function plainName(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
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
