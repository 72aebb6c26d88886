import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'

/** Numbers from here on end a chain, or stand for no sector at all ([MS-CFB] 2.1). */
export const endOfChain = 0xffff_fffa
const namedInHeader = 109

/**
 * The sectors of an OLE compound file and which of them follows which ([MS-CFB] 2.2 and 2.3). A chain is followed at most once
 * round the file and no further than its reader needs, so that one that loops or leaves the file ends there.
 * Error: `document-damaged` for a header that cannot be one.
 */
export class OleSectors {
  readonly sectorBytes: number
  readonly miniSectorBytes: number
  /** Streams below this length lie in the small sectors of another stream. */
  readonly miniLimit: number
  readonly firstOfDirectory: number
  readonly firstOfMiniTable: number
  /** The sectors in which the table itself lies. */
  readonly tableSectors: readonly number[]
  /** What follows each sector. */
  readonly table: Uint32Array
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    if (bytes.length < 512) throw new AppError('document-damaged')
    const header = viewOf(bytes)
    this.#bytes = bytes
    this.sectorBytes = 2 ** header.getUint16(30, true)
    this.miniSectorBytes = 2 ** header.getUint16(32, true)
    if (![512, 4_096].includes(this.sectorBytes) || this.miniSectorBytes < 16 || this.miniSectorBytes > this.sectorBytes) throw new AppError('document-damaged')
    this.miniLimit = header.getUint32(56, true)
    this.firstOfDirectory = header.getUint32(48, true)
    this.firstOfMiniTable = header.getUint32(60, true)
    this.tableSectors = this.#findTable(header)
    this.table = this.#readTable()
  }

  /** The sectors from `first` on, joined; no more of them than `neededBytes` take. */
  chain(first: number, neededBytes = Infinity): Uint8Array {
    const parts: Uint8Array[] = []
    const seen = new Set<number>()
    for (let sector = first; sector < endOfChain && !seen.has(sector) && seen.size * this.sectorBytes < neededBytes; sector = this.table[sector] ?? endOfChain) {
      seen.add(sector)
      const part = this.#sector(sector)
      if (part.length === 0) break
      parts.push(part)
    }
    return new Uint8Array(Buffer.concat(parts))
  }

  #sector(sector: number): Uint8Array {
    const at = (sector + 1) * this.sectorBytes
    return this.#bytes.subarray(Math.min(at, this.#bytes.length), at + this.sectorBytes)
  }

  /** The first 109 are named in the header, more in a chain of their own. */
  #findTable(header: DataView): number[] {
    const sectors: number[] = []
    for (let i = 0; i < namedInHeader; i++) sectors.push(header.getUint32(76 + i * 4, true))
    const most = Math.ceil(this.#bytes.length / this.sectorBytes)
    for (let next = header.getUint32(68, true), links = 0; next < endOfChain && links < most; links++) {
      const view = viewOf(this.#sector(next))
      for (let at = 0; at + 8 <= view.byteLength; at += 4) sectors.push(view.getUint32(at, true))
      next = view.byteLength < 4 ? endOfChain : view.getUint32(view.byteLength - 4, true)
    }
    const unused = sectors.findIndex((sector) => sector >= endOfChain)
    return sectors.slice(0, Math.min(most, unused < 0 ? sectors.length : unused))
  }

  #readTable(): Uint32Array {
    const perSector = this.sectorBytes / 4
    const table = new Uint32Array(this.tableSectors.length * perSector).fill(endOfChain)
    for (const [i, sector] of this.tableSectors.entries()) {
      const view = viewOf(this.#sector(sector))
      for (let k = 0; k * 4 + 4 <= view.byteLength; k++) table[i * perSector + k] = view.getUint32(k * 4, true)
    }
    return table
  }
}
