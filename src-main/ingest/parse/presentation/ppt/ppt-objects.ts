import { inflateSync } from 'node:zlib'
import type { EmbeddedFiles } from '../../ooxml/embedded-files.ts'
import type { PptFile } from './ppt-file.ts'
import { childOf, childrenOf, numberIn, types, type PptRecord } from './ppt-records.ts'

/** Of one embedded file, unpacked. */
const maxBytes = 256_000_000

/** Hands on the files that were put into a presentation ([MS-PPT] 2.10.27 and 2.10.34), each in an OLE file of its own. Returns how many there are. */
export function addPptObjects(file: PptFile, files: EmbeddedFiles): number {
  const list = childOf(file.document, types.objectList)
  const embedded = list === null ? [] : [...childrenOf(list)].filter(({ type }) => type === types.embedded)
  for (const [index, each] of embedded.entries()) {
    const atom = childOf(each, types.objectAtom)
    const storage = atom === null ? null : file.object(numberIn(atom, 16, 4) ?? 0)
    files.addPart((storage?.type === types.storage ? storageBytes(storage) : null) ?? new Uint8Array(), `Embedded file ${index + 1}`)
  }
  return embedded.length
}

/** Kept as it is, or packed behind its size. Null when it cannot be unpacked. */
function storageBytes({ bytes, start, end, instance }: PptRecord): Uint8Array | null {
  if (instance === 0) return bytes.subarray(start, end)
  try {
    return new Uint8Array(inflateSync(bytes.subarray(start + 4, end), { maxOutputLength: maxBytes }))
  } catch {
    return null
  }
}
