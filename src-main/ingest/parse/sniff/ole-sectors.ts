export const endOfChain = 0xffff_fffa
export const noStream = 0xffff_ffff

/** The sectors of one stream, joined. A chain that loops or leaves the file ends there. */
export function readChain(view: DataView, sectorBytes: number, first: number): DataView {
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
export function tableSectors(view: DataView, sectorBytes: number): number[] {
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
