import { viewOf } from '../bytes.ts'
import { endOfChain, OleSectors } from '../sniff/ole-sectors.ts'

const noEntry = 0xffff_ffff
const streamType = 2
const rootType = 5

interface Entry { readonly name: string; readonly type: number; readonly first: number; readonly bytes: number; readonly left: number; readonly right: number; readonly below: number }

/** What lies in one storage of a compound file: streams, and storages below. Names are in lower case. */
export interface OleStorage {
  readonly name: string
  readonly names: readonly string[]
  /** The content of a stream in this storage; null when there is none of that name. */
  stream(name: string): Uint8Array | null
  storages(): readonly OleStorage[]
}

/**
 * An OLE compound file ([MS-CFB]). A name is looked up in its storage alone: a Word file may hold other Word files, each with
 * streams of the same names. Nothing is followed twice. Error: `document-damaged`.
 */
export class CompoundFile implements OleStorage {
  readonly #sectors: OleSectors
  readonly #entries: readonly Entry[]
  readonly #root: OleStorage
  #miniTable: DataView | null = null
  #miniStream: Uint8Array | null = null
  readonly name = ''

  constructor(bytes: Uint8Array) {
    this.#sectors = new OleSectors(bytes)
    this.#entries = readEntries(this.#sectors.chain(this.#sectors.firstOfDirectory))
    this.#root = this.#storage(0, new Set([0]))
  }

  get names(): readonly string[] {
    return this.#root.names
  }

  stream(name: string): Uint8Array | null {
    return this.#root.stream(name)
  }

  storages(): readonly OleStorage[] {
    return this.#root.storages()
  }

  /** `seen`: entries that hang somewhere above, so that a storage that holds itself ends. */
  #storage(id: number, seen: ReadonlySet<number>): OleStorage {
    const inside = this.#entriesBelow(id, seen)
    const entryOf = (each: number): Entry | undefined => this.#entries[each]
    return {
      name: entryOf(id)?.name ?? '',
      names: inside.map((each) => entryOf(each)?.name ?? ''),
      stream: (name) => {
        const entry = inside.map(entryOf).find((each) => each?.type === streamType && each.name === name.toLowerCase())
        return entry === undefined ? null : this.#content(entry)
      },
      storages: () => inside.filter((each) => entryOf(each)?.type === 1).map((each) => this.#storage(each, new Set([...seen, ...inside]))),
    }
  }

  /** The entries of one storage are a tree of their own, in which each has a left and a right neighbour. */
  #entriesBelow(id: number, seen: ReadonlySet<number>): number[] {
    const found = new Set<number>()
    const pending = [this.#entries[id]?.below ?? noEntry]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const entry = this.#entries[next]
      if (entry === undefined || entry.type === 0 || seen.has(next) || found.has(next)) continue
      found.add(next)
      pending.push(entry.right, entry.left)
    }
    // In the order in which they were written.
    return [...found].toSorted((a, b) => a - b)
  }

  #content({ first, bytes }: Entry): Uint8Array {
    return (bytes < this.#sectors.miniLimit ? this.#miniChain(first, bytes) : this.#sectors.chain(first, bytes)).subarray(0, bytes)
  }

  #miniChain(first: number, bytes: number): Uint8Array {
    const { miniSectorBytes } = this.#sectors
    const root = this.#entries.find(({ type }) => type === rootType)
    const whole = this.#miniStream ??= root === undefined ? new Uint8Array() : this.#sectors.chain(root.first, root.bytes)
    const table = this.#miniTable ??= viewOf(this.#sectors.chain(this.#sectors.firstOfMiniTable))
    const parts: Uint8Array[] = []
    const seen = new Set<number>()
    for (let sector = first; sector < endOfChain && !seen.has(sector) && seen.size * miniSectorBytes < bytes;) {
      seen.add(sector)
      const part = whole.subarray(Math.min(whole.length, sector * miniSectorBytes), (sector + 1) * miniSectorBytes)
      if (part.length === 0) break
      parts.push(part)
      sector = sector * 4 + 4 <= table.byteLength ? table.getUint32(sector * 4, true) : endOfChain
    }
    return new Uint8Array(Buffer.concat(parts))
  }
}

function readEntries(directory: Uint8Array): Entry[] {
  const view = viewOf(directory)
  const entries: Entry[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameBytes = Math.max(0, Math.min(64, view.getUint16(at + 64, true)) - 2)
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + nameBytes)).toLowerCase(), type: view.getUint8(at + 66),
      left: view.getUint32(at + 68, true), right: view.getUint32(at + 72, true), below: view.getUint32(at + 76, true),
      first: view.getUint32(at + 116, true), bytes: view.getUint32(at + 120, true),
    })
  }
  return entries
}
