import { lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { matterIdSchema } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import { newId } from '../support/ids.ts'

const unfinished = /^\.(creating|deleting)-/

/** The folders under `<data>/matters`, each one matter. No path leaves that folder, whatever the id says. */
export interface MatterFolders {
  /** Ids of the matters that are there. Links and names that are not ids are left alone. */
  ids(): Promise<string[]>
  /** The folder of an existing matter. Errors: `not-found`; `not-allowed` for a link. */
  find(matterId: string): Promise<string>
  /** Makes a matter's folder in one step: it appears when `fill` is done, or not at all. */
  create(matterId: string, fill: (folder: string) => Promise<void>): Promise<string>
  /** Deletes a matter's folder; interrupted, it is no matter any more and the rest goes at the next start. */
  delete(matterId: string): Promise<void>
  /** Deletes what interrupted creations and deletions left; how many deletions it finished. */
  clean(): Promise<number>
}

/** Makes `<data>/matters` where needed. Errors: `disk-full`, `disk-read-only`, as the system says them. */
export async function openMatterFolders(dataFolder: string): Promise<MatterFolders> {
  await mkdir(join(dataFolder, 'matters'), { recursive: true, mode: 0o700 })
  const root = await realpath(join(dataFolder, 'matters'))

  const find = async (matterId: string): Promise<string> => {
    if (!matterIdSchema.safeParse(matterId).success) throw new AppError('not-found')
    const folder = join(root, matterId)
    const stats = await lstat(folder).catch(() => null)
    if (!stats) throw new AppError('not-found')
    // A link would put one matter's data where another program, or another matter, says.
    if (!stats.isDirectory() || (await realpath(folder)) !== folder) throw new AppError('not-allowed')
    return folder
  }

  return {
    find,
    async ids() {
      const entries = await readdir(root, { withFileTypes: true })
      return entries.filter((entry) => entry.isDirectory() && matterIdSchema.safeParse(entry.name).success).map(({ name }) => name).sort()
    },
    async create(matterId, fill) {
      const folder = join(root, matterIdSchema.parse(matterId))
      const draft = join(root, `.creating-${matterId}`)
      try {
        await mkdir(join(draft, 'files'), { recursive: true, mode: 0o700 })
        await fill(draft)
        await rename(draft, folder)
      } catch (error) {
        await rm(draft, { recursive: true, force: true })
        throw error
      }
      return folder
    },
    async delete(matterId) {
      const doomed = join(root, `.deleting-${newId('m')}`)
      await rename(await find(matterId), doomed)
      await rm(doomed, { recursive: true, force: true, maxRetries: 3 })
    },
    async clean() {
      const left = (await readdir(root)).filter((name) => unfinished.test(name))
      for (const name of left) await rm(join(root, name), { recursive: true, force: true, maxRetries: 3 })
      return left.filter((name) => name.startsWith('.deleting-')).length
    },
  }
}
