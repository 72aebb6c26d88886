import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'
import { endOfChain, OleSectors } from './ole-sectors.ts'

const noEntry = 0xffff_ffff

/**
 * Refuses an OLE compound file whose chains of sectors or whose directory run in circles or out of the file: libraries that
 * follow them do not come back. Error: `document-damaged`.
 */
export function assertSoundOle(bytes: Uint8Array): void {
  const sectors = new OleSectors(bytes)
  const { sectorBytes, table } = sectors
  if (new Set(sectors.tableSectors).size !== sectors.tableSectors.length) throw new AppError('document-damaged')
  const directory = viewOf(sectors.chain(sectors.firstOfDirectory))
  const entries = Math.floor(directory.byteLength / 128)
  const cutoff = sectors.miniLimit
  if (entries === 0 || cutoff !== 4_096) throw new AppError('document-damaged')
  const mini = sectors.chain(sectors.firstOfMiniTable)
  const miniTable = new Uint32Array(mini.buffer, mini.byteOffset, Math.floor(mini.byteLength / 4))
  assertTree(directory, entries)
  for (let id = 0; id < entries; id++) {
    const type = directory.getUint8(id * 128 + 66)
    if (type !== 2 && type !== 5) continue
    const size = directory.getUint32(id * 128 + 120, true)
    const isMini = type === 2 && size < cutoff
    assertChain(isMini ? miniTable : table, directory.getUint32(id * 128 + 116, true), size, isMini ? 64 : sectorBytes)
  }
  assertChain(table, sectors.firstOfDirectory, 0, sectorBytes)
  assertChain(table, sectors.firstOfMiniTable, 0, sectorBytes)
}

/** A chain ends, meets no sector twice, and is as long as the stream says (0: as long as it likes). */
function assertChain(table: Uint32Array, first: number, size: number, sectorBytes: number): void {
  const seen = new Set<number>()
  let sector = first
  for (; sector < endOfChain; sector = table[sector] ?? endOfChain) {
    if (seen.has(sector) || sector >= table.length) throw new AppError('document-damaged')
    seen.add(sector)
  }
  if (size > seen.size * sectorBytes) throw new AppError('document-damaged')
}

/** Every entry hangs at one place of the tree at most. */
function assertTree(directory: DataView, entries: number): void {
  const seen = new Set<number>()
  const pending = [0]
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (id === noEntry) continue
    if (id >= entries || seen.has(id)) throw new AppError('document-damaged')
    seen.add(id)
    for (const field of [68, 72, 76]) pending.push(directory.getUint32(id * 128 + field, true))
  }
}
