import { burn } from '@kenjiuno/msgreader/lib/Burner'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader'

/** A storage: names to streams or to storages below. */
export interface OleStorage { readonly [name: string]: Uint8Array | OleStorage }

type Entry = Parameters<typeof burn>[0][number]

/** An OLE compound file ([MS-CFB]): an old Office file or an Outlook message, as far as its directory goes. */
export function makeOle(root: OleStorage): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0 }]
  const fill = (parent: Entry, storage: OleStorage): void => {
    parent.children = Object.entries(storage).map(([name, content]) => {
      const stream = content instanceof Uint8Array ? content : null
      const entry: Entry = stream === null ? { name, type: TypeEnum.DIRECTORY, length: 0 } : { name, type: TypeEnum.DOCUMENT, length: stream.length, binaryProvider: () => stream }
      const index = entries.push(entry) - 1
      if (!(content instanceof Uint8Array)) fill(entry, content)
      return index
    })
  }
  for (const entry of entries.slice(0, 1)) fill(entry, root)
  return burn(entries)
}
