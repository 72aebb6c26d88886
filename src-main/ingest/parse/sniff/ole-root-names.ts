import { noStream, readChain } from './ole-sectors.ts'

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
