import { AppError } from '../../../support/errors.ts'
import { endOfChain, noStream, readChain, tableSectors } from './ole-sectors.ts'

/**
 * Refuses an OLE compound file whose chains of sectors or whose directory run in circles or out of the file: libraries that
 * follow them do not come back. Error: `document-damaged`.
 */
export function assertSoundOle(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorBytes = bytes.length < 512 ? 0 : 2 ** view.getUint16(30, true)
  if (sectorBytes !== 512 && sectorBytes !== 4_096) throw new AppError('document-damaged')
  const table = allocationTable(view, sectorBytes)
  const directory = readChain(view, sectorBytes, view.getUint32(48, true))
  const entries = Math.floor(directory.byteLength / 128)
  const cutoff = view.getUint32(56, true)
  if (entries === 0 || cutoff !== 4_096) throw new AppError('document-damaged')
  const mini = readChain(view, sectorBytes, view.getUint32(60, true))
  const miniTable = new Uint32Array(mini.buffer)
  assertTree(directory, entries)
  for (let id = 0; id < entries; id++) {
    const type = directory.getUint8(id * 128 + 66)
    if (type !== 2 && type !== 5) continue
    const size = directory.getUint32(id * 128 + 120, true)
    const isMini = type === 2 && size < cutoff
    assertChain(isMini ? miniTable : table, directory.getUint32(id * 128 + 116, true), size, isMini ? 64 : sectorBytes)
  }
  assertChain(table, view.getUint32(48, true), 0, sectorBytes)
  assertChain(table, view.getUint32(60, true), 0, sectorBytes)
}

function allocationTable(view: DataView, sectorBytes: number): Uint32Array {
  const sectors = tableSectors(view, sectorBytes).filter((sector) => sector < endOfChain)
  if (new Set(sectors).size !== sectors.length) throw new AppError('document-damaged')
  const table = new Uint32Array((sectors.length * sectorBytes) / 4).fill(noStream)
  for (const [i, sector] of sectors.entries()) {
    const at = (sector + 1) * sectorBytes
    for (let k = 0; k < sectorBytes / 4 && at + k * 4 + 4 <= view.byteLength; k++) table[(i * sectorBytes) / 4 + k] = view.getUint32(at + k * 4, true)
  }
  return table
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
    if (id === noStream) continue
    if (id >= entries || seen.has(id)) throw new AppError('document-damaged')
    seen.add(id)
    for (const field of [68, 72, 76]) pending.push(directory.getUint32(id * 128 + field, true))
  }
}
