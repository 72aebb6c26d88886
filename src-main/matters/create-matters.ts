import { join } from 'node:path'
import type { Matter, UnreadableMatter } from '../../src-preload/contract/index.ts'
import { type HeadKeeper, ledgerHeads } from '../ledger/head-file.ts'
import { openMatterStore } from '../store/open-matter-store.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { newId } from '../support/ids.ts'
import { createSerialQueue } from '../support/serial-queue.ts'
import { openMatterFolders } from './matter-folders.ts'
import { type MatterPorts, type OpenMatter, openMatter } from './open-matter.ts'

/** All matters of a data folder, which the process must hold the lock of. */
export interface Matters extends AsyncDisposable {
  /** By name. One that cannot be read does not keep the others from being listed; see {@link unreadable}. */
  list(): Promise<Matter[]>
  unreadable(): Promise<UnreadableMatter[]>
  create(name: string): Promise<Matter>
  rename(matterId: string, name: string): Promise<Matter>
  /** Deletes a matter for good. Errors: `invalid-request` when `confirmName` is not its name, `not-found`. */
  delete(matterId: string, confirmName: string): Promise<void>
  /** Opens a matter, once; it stays open until {@link close}. Errors: `not-found`, `not-allowed`, `store-damaged`, `store-newer-version`, `embedder-changed`. */
  open(matterId: string): Promise<OpenMatter>
  /** The matter if it is open: for answers that cannot wait. */
  opened(matterId: string): OpenMatter | null
  close(matterId: string): Promise<void>
}

export interface MattersOptions extends MatterPorts {
  readonly dataFolder: string
  readonly onMattersChanged?: () => void
  /** Told of each matter that was deleted, when nothing can bring it back. Counts only; `ledgerHead` is null where its database could not be read. */
  readonly onErased?: (erased: ErasedMatter) => void
}

/** What is left of a deleted matter: how much it held, and the last hash of its ledger, which an exported copy can be compared with. */
export interface ErasedMatter { readonly documents: number; readonly bytes: number; readonly ledgerHead: string | null }

/** Reads the matters of a data folder and finishes deletions that were interrupted. */
export async function createMatters({ dataFolder, onMattersChanged = () => undefined, onErased = () => undefined, ...ports }: MattersOptions): Promise<Matters> {
  const folders = await openMatterFolders(dataFolder)
  for (let unfinished = await folders.clean(); unfinished > 0; unfinished--) {
    try {
      onErased({ documents: 0, bytes: 0, ledgerHead: null })
    } catch {
      // The app's own ledger cannot be written; its screen says why. The matters are not kept shut for it.
    }
  }
  const headOf: (matterId: string) => HeadKeeper = ledgerHeads(join(dataFolder, 'ledger-heads'))
  const opening = new Map<string, Promise<OpenMatter>>()
  const open = new Map<string, OpenMatter>()
  // A closed matter does not change, and opening its database checks the whole file: once is enough.
  const closed = new Map<string, Matter>()
  // Creating, closing and deleting wait for each other, so that nothing opens what is going away.
  const queue = createSerialQueue()

  const openOnce = (matterId: string): Promise<OpenMatter> => {
    const known = opening.get(matterId)
    if (known) return known
    const attempt = queue.run(async () => {
      const matter = await openMatter(matterId, await folders.find(matterId), headOf(matterId), ports)
      open.set(matterId, matter)
      closed.delete(matterId)
      return matter
    })
    opening.set(matterId, attempt)
    attempt.catch(() => opening.delete(matterId))
    return attempt
  }

  const closeNow = async (matterId: string): Promise<void> => {
    const matter = open.get(matterId)
    opening.delete(matterId)
    open.delete(matterId)
    await matter?.[Symbol.asyncDispose]()
  }

  const withStore = async <T>(matterId: string, body: (store: OpenMatter['store']) => T): Promise<T> => {
    const matter = open.get(matterId)
    if (matter) return body(matter.store)
    using store = openMatterStore(await folders.find(matterId), matterId, { heads: headOf(matterId) })
    return body(store)
  }

  const summaries = async (): Promise<(Matter | UnreadableMatter)[]> => {
    const found: (Matter | UnreadableMatter)[] = []
    for (const id of await folders.ids()) {
      try {
        // A copied folder keeps the id of the original inside; its folder's name is what counts.
        const matter = closed.get(id) ?? { ...await withStore(id, (store) => store.matter.summary()), id }
        if (!open.has(id)) closed.set(id, matter)
        found.push(matter)
      } catch (error) {
        found.push({ id, failure: toFailure(error) })
      }
    }
    return found
  }

  return {
    list: async () => (await queue.run(summaries)).filter((matter) => 'name' in matter).sort((a, b) => a.name.localeCompare(b.name)),
    unreadable: async () => (await queue.run(summaries)).filter((matter) => 'failure' in matter),
    create: (name) => queue.run(async () => {
      const id = newId('m')
      await folders.create(id, async (draft) => {
        using store = openMatterStore(draft, id, { create: true, heads: headOf(id) })
        store.matter.insert({ id, name })
      })
      onMattersChanged()
      return withStore(id, (store) => store.matter.summary())
    }),
    rename: (matterId, name) => queue.run(async () => {
      closed.delete(matterId)
      const matter = await withStore(matterId, (store) => {
        store.matter.rename(name)
        return store.matter.summary()
      })
      onMattersChanged()
      return matter
    }),
    delete: (matterId, confirmName) => queue.run(async () => {
      // What can't be read has no name to ask for: its id stands in.
      const name = await withStore(matterId, (store) => store.matter.summary().name).catch((error: unknown) => {
        if (toFailure(error).code === 'store-damaged') return matterId
        throw error
      })
      if (name !== confirmName) throw new AppError('invalid-request')
      const erased = await withStore(matterId, countErased).catch((): ErasedMatter => ({ documents: 0, bytes: 0, ledgerHead: null }))
      await closeNow(matterId)
      closed.delete(matterId)
      await folders.delete(matterId)
      headOf(matterId).remove()
      onMattersChanged()
      onErased(erased)
    }),
    open: openOnce,
    opened: (matterId) => open.get(matterId) ?? null,
    close: (matterId) => queue.run(() => closeNow(matterId)),
    [Symbol.asyncDispose]: () => queue.run(async () => {
      for (const matterId of open.keys()) await closeNow(matterId)
    }),
  }
}

function countErased({ documents, ledger }: OpenMatter['store']): ErasedMatter {
  const listed = documents.list()
  return { documents: listed.length, bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0), ledgerHead: ledger.head() }
}
