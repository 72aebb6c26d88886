const endOfChain = 0xffff_fffa
const noStream = 0xffff_ffff

/**
 * The names in the root storage of an OLE compound file ([MS-CFB] 2.6), in lower case; empty when its directory cannot be
 * followed. Names in storages below are left out: a Word file may hold a workbook, and is a Word file all the same.
 */
export function oleRootNames(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>()
  if (bytes.length < 512) return names
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorBytes = 2 ** Math.min(12, view.getUint16(30, true))
  if (sectorBytes < 512) return names
  const directory = readChain(view, sectorBytes, view.getUint32(48, true))
  const entries = Math.floor(directory.byteLength / 128)
  if (entries === 0) return names
  const pending = [directory.getUint32(76, true)]
  const seen = new Set<number>()
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (id === noStream || id >= entries || seen.has(id)) continue
    seen.add(id)
    names.add(nameOf(directory, id * 128).toLowerCase())
    pending.push(directory.getUint32(id * 128 + 68, true), directory.getUint32(id * 128 + 72, true))
  }
  return names
}

function nameOf(directory: DataView, at: number): string {
  const bytes = Math.min(64, directory.getUint16(at + 64, true)) - 2
  if (bytes <= 0) return ''
  return new TextDecoder('utf-16le').decode(new Uint8Array(directory.buffer, directory.byteOffset + at, bytes))
}

/** The sectors of one stream, joined. A chain that loops or leaves the file ends there. */
function readChain(view: DataView, sectorBytes: number, first: number): DataView {
  const maxSectors = 20_000
  const tables = tableSectors(view, sectorBytes)
  const perTable = sectorBytes / 4
  const parts: Uint8Array[] = []
  const seen = new Set<number>()
  for (let sector = first; sector < endOfChain && !seen.has(sector) && seen.size < maxSectors;) {
    const at = (sector + 1) * sectorBytes
    if (at + sectorBytes > view.byteLength) break
    seen.add(sector)
    parts.push(new Uint8Array(view.buffer, view.byteOffset + at, sectorBytes))
    const table = tables[Math.floor(sector / perTable)]
    const next = table === undefined ? -1 : (table + 1) * sectorBytes + (sector % perTable) * 4
    if (next < 0 || next + 4 > view.byteLength) break
    sector = view.getUint32(next, true)
  }
  const joined = new Uint8Array(Buffer.concat(parts))
  return new DataView(joined.buffer)
}

/** Where the allocation table lies: 109 of its sectors are named in the header, more in a chain of their own. */
function tableSectors(view: DataView, sectorBytes: number): number[] {
  const sectors: number[] = []
  for (let i = 0; i < 109; i++) sectors.push(view.getUint32(76 + i * 4, true))
  let next = view.getUint32(68, true)
  for (let links = 0; next < endOfChain && links < 1_000; links++) {
    const at = (next + 1) * sectorBytes
    if (at + sectorBytes > view.byteLength) break
    for (let i = 0; i + 4 < sectorBytes; i += 4) sectors.push(view.getUint32(at + i, true))
    next = view.getUint32(at + sectorBytes - 4, true)
  }
  return sectors
}
