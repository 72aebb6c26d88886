import { open, rename, rm } from 'node:fs/promises'

/** Writes a small file whole or not at all: beside it first, flushed, then renamed over it. */
export async function replaceFile(path: string, text: string | Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.new`
  try {
    const handle = await open(beside, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
