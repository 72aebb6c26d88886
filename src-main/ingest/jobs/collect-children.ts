import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaType } from '../../../src-preload/contract/index.ts'
import { documentIdFor, documentIdForPath } from '../../store/document-id.ts'
import { newId } from '../../support/ids.ts'
import type { ChildFile } from '../parse/parsed-document.ts'
import { hashFile, storedNameFor } from './copy-original.ts'

/** A file that was found inside a document, in its place under `files/` already, unless it has no bytes. */
export interface CollectedChild {
  readonly id: string
  readonly sha256: string | null
  readonly storedName: string | null
  readonly bytes: number
  /** As the container names it. */
  readonly name: string
  /** What the table of origins calls it: the container's id and the name, which is numbered where it comes twice. */
  readonly path: string
}

/** Pictures below this are the logos, lines and spacers of mail and web pages. */
const tinyPictureBytes = 10_000
const pictureNames = /\.(?:png|jpe?g|gif|bmp|webp|svg|ico|emf|wmf)$/i
const atOnce = 8

/** A folder for the files found inside one document: gone afterwards, and removed by recovery after a crash. */
export async function openChildrenFolder(filesFolder: string): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = join(filesFolder, `.part-${newId('d')}`)
  await mkdir(path, { mode: 0o700 })
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Moves the files found inside a document to where originals are kept, under their contents' names. Repeatable. Errors: `cancelled`, `disk-full`. */
export async function collectChildren(
  containerId: string,
  { children, mediaType }: { readonly children: readonly ChildFile[]; readonly mediaType: MediaType },
  { folder, filesFolder, storedNameOf, signal }: { readonly folder: string; readonly filesFolder: string; readonly storedNameOf: (documentId: string) => string | null; readonly signal: AbortSignal },
): Promise<CollectedChild[]> {
  const wanted = named(containerId, children.filter(({ name, bytes }) => mediaType === 'archive' || bytes >= tinyPictureBytes || !pictureNames.test(name)))
  const collected: CollectedChild[] = []
  for (let first = 0; first < wanted.length; first += atOnce) {
    collected.push(...await Promise.all(wanted.slice(first, first + atOnce).map(async ({ name, path, file, bytes }) => {
      if (bytes === 0) return { id: documentIdForPath(path), sha256: null, storedName: null, bytes, name, path }
      const from = join(folder, file)
      const { sha256 } = await hashFile(from, signal)
      const id = documentIdFor(sha256)
      // The same bytes may be stored already, under another extension.
      const storedName = storedNameOf(id) ?? storedNameFor(sha256, name)
      const target = join(filesFolder, storedName)
      if ((await stat(target).catch(() => null))?.size !== bytes) await moveDurably(from, target)
      return { id, sha256, storedName, bytes, name, path }
    })))
  }
  return collected
}

/** Two files of one name inside a container are told apart by a number, the same one each time it is read. */
function named(containerId: string, children: readonly ChildFile[]): (ChildFile & { readonly path: string })[] {
  const times = new Map<string, number>()
  return children.map((child) => {
    const count = (times.get(child.name) ?? 0) + 1
    times.set(child.name, count)
    return { ...child, path: `${containerId}/${child.name}${count > 1 ? `#${count}` : ''}` }
  })
}

async function moveDurably(from: string, to: string): Promise<void> {
  await chmod(from, 0o600)
  {
    await using file = await open(from, 'r+')
    await file.sync()
  }
  await rename(from, to)
}
