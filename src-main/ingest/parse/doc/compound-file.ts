import { AppError } from '../../../support/errors.ts'

const lastSector = 0xffff_fff9

interface Entry { readonly name: string; readonly first: number; readonly bytes: number; readonly isStream: boolean }

/**
 * The streams of an OLE compound file ([MS-CFB]). Every chain of sectors is followed at most once round the file, so that one
 * that bites its own tail ends. Error: `document-damaged`.
 */
export class CompoundFile {
  readonly #bytes: Uint8Array
  readonly #sectorBytes: number
  readonly #miniSectorBytes: number
  readonly #miniLimit: number
  readonly #table: readonly number[]
  readonly #miniTable: DataView
  readonly #entries: readonly Entry[]
  #miniStream: Uint8Array | null = null

  constructor(bytes: Uint8Array) {
    if (bytes.length < 512) throw new AppError('document-damaged')
    const header = viewOf(bytes)
    this.#bytes = bytes
    this.#sectorBytes = 2 ** header.getUint16(30, true)
    this.#miniSectorBytes = 2 ** header.getUint16(32, true)
    if (![512, 4_096].includes(this.#sectorBytes) || this.#miniSectorBytes < 16 || this.#miniSectorBytes > this.#sectorBytes) throw new AppError('document-damaged')
    this.#miniLimit = header.getUint32(56, true)
    this.#table = this.#readTable(header)
    this.#miniTable = viewOf(this.#chain(header.getUint32(60, true)))
    this.#entries = readEntries(this.#chain(header.getUint32(48, true)))
  }

  /** The content of the stream of that name, whatever storage it lies in; null when there is none. */
  stream(name: string): Uint8Array | null {
    const entry = this.#entries.find((each) => each.isStream && each.name === name.toLowerCase())
    if (entry === undefined) return null
    return (entry.bytes < this.#miniLimit ? this.#miniChain(entry.first) : this.#chain(entry.first)).subarray(0, entry.bytes)
  }

  /** Which sector follows which: the first 109 sectors of this table are named in the header, more in a chain of their own. */
  #readTable(header: DataView): number[] {
    const sectors: number[] = []
    for (let i = 0; i < 109; i++) sectors.push(header.getUint32(76 + i * 4, true))
    const most = Math.ceil(this.#bytes.length / this.#sectorBytes)
    for (let next = header.getUint32(68, true), links = 0; next <= lastSector && links < most; links++) {
      const view = viewOf(this.#sector(next))
      for (let at = 0; at + 8 <= view.byteLength; at += 4) sectors.push(view.getUint32(at, true))
      next = view.byteLength < 4 ? lastSector + 1 : view.getUint32(view.byteLength - 4, true)
    }
    const table: number[] = []
    for (const sector of sectors.slice(0, most)) {
      if (sector > lastSector) break
      const view = viewOf(this.#sector(sector))
      for (let at = 0; at + 4 <= view.byteLength; at += 4) table.push(view.getUint32(at, true))
    }
    return table
  }

  #sector(sector: number): Uint8Array {
    const at = (sector + 1) * this.#sectorBytes
    return this.#bytes.subarray(Math.min(at, this.#bytes.length), at + this.#sectorBytes)
  }

  #chain(first: number): Uint8Array {
    const parts: Uint8Array[] = []
    const seen = new Set<number>()
    for (let sector = first; sector <= lastSector && !seen.has(sector); sector = this.#table[sector] ?? lastSector + 1) {
      seen.add(sector)
      const part = this.#sector(sector)
      if (part.length === 0) break
      parts.push(part)
    }
    return new Uint8Array(Buffer.concat(parts))
  }

  #miniChain(first: number): Uint8Array {
    const root = this.#entries.find(({ isStream }) => !isStream)
    const whole = this.#miniStream ??= root === undefined ? new Uint8Array() : this.#chain(root.first)
    const parts: Uint8Array[] = []
    const seen = new Set<number>()
    for (let sector = first; sector <= lastSector && !seen.has(sector);) {
      seen.add(sector)
      const part = whole.subarray(Math.min(whole.length, sector * this.#miniSectorBytes), (sector + 1) * this.#miniSectorBytes)
      if (part.length === 0) break
      parts.push(part)
      sector = sector * 4 + 4 <= this.#miniTable.byteLength ? this.#miniTable.getUint32(sector * 4, true) : lastSector + 1
    }
    return new Uint8Array(Buffer.concat(parts))
  }
}

function readEntries(directory: Uint8Array): Entry[] {
  const view = viewOf(directory)
  const entries: Entry[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameBytes = Math.min(64, view.getUint16(at + 64, true)) - 2
    const type = directory[at + 66]
    if (nameBytes <= 0 || (type !== 2 && type !== 5)) continue
    const name = new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameBytes)).toLowerCase()
    entries.push({ name, first: view.getUint32(at + 116, true), bytes: view.getUint32(at + 120, true), isStream: type === 2 })
  }
  return entries
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
