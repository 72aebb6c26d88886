import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { providerSchema } from '../../../src-preload/contract/index.ts'
import { replaceFile } from '../../support/replace-file.ts'
import { checkAddress } from './provider-endpoint.ts'

/** A provider as it is kept: whether its key is set is known to the key store alone. */
const storedProviderSchema = providerSchema.omit({ keyState: true }).refine((provider) => {
  try {
    checkAddress(provider)
    return true
  } catch {
    return false
  }
})
export type StoredProvider = z.infer<typeof storedProviderSchema>

const fileSchema = z.object({ version: z.literal(1), providers: z.array(storedProviderSchema).max(500) })

/**
 * What `providers.json` holds; nothing when there is none. A file that is no such file is kept aside as
 * `providers.damaged-<time>.json`. Errors: the disk's own, when it cannot be read.
 */
export async function readProviders(path: string): Promise<readonly StoredProvider[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  const stored = fileSchema.safeParse(jsonOf(text))
  if (stored.success) return stored.data.providers
  await rename(path, path.replace(/\.json$/, `.damaged-${Date.now()}.json`))
  return []
}

/** Whole or not at all; for the owner's eyes only. */
export async function writeProviders(path: string, providers: readonly StoredProvider[]): Promise<void> {
  await replaceFile(path, `${JSON.stringify({ version: 1, providers }, null, 2)}\n`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
