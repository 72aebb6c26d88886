import { open, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { modelIdSchema } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { replaceFile } from '../../support/replace-file.ts'

const recordName = 'imported.json'
const recordSchema = z.object({
  version: z.literal(1),
  id: modelIdSchema,
  label: z.string(),
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.number().int().positive(),
  /** Taken when the file was imported: later changes to it are noticed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  contextTokens: z.number().int().positive(),
  memoryBytes: z.number().int().positive(),
})
/** A GGUF the user added, as kept in `<models>/<id>/imported.json`. */
export type ImportedModel = z.infer<typeof recordSchema>

export async function writeImported(folder: string, model: ImportedModel): Promise<void> {
  await replaceFile(join(folder, recordName), `${JSON.stringify(model, null, 2)}\n`)
}

/** All imported models of a models folder; a damaged record is left out, its file stays. */
export async function listImported(modelsFolder: string): Promise<readonly ImportedModel[]> {
  const names = await readdir(modelsFolder).catch(() => [])
  const found = await Promise.all(names.map(async (name) => {
    try {
      const record = recordSchema.parse(JSON.parse(await readFile(join(modelsFolder, name, recordName), 'utf8')))
      return record.id === name ? [record] : []
    } catch {
      return []
    }
  }))
  return found.flat()
}

/** Errors: `file-missing`, `file-unreadable`, `model-not-gguf`. */
export async function checkGgufMagic(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new AppError(missing ? 'file-missing' : 'file-unreadable', {}, { cause: error })
  })
  try {
    if (!(await handle.stat()).isFile()) throw new AppError('model-not-gguf')
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    // "GGUF" and a little-endian version; 1 is no longer read by llama.cpp (specification: ggml/docs/gguf.md).
    const version = buffer.readUInt32LE(4)
    if (bytesRead < 8 || buffer.toString('latin1', 0, 4) !== 'GGUF' || version < 2 || version > 3) throw new AppError('model-not-gguf')
  } finally {
    await handle.close()
  }
}

/** A folder name and id from a file name: `My Model.Q4_K_M.gguf` → `my-model.q4_k_m`. */
export function idFromFileName(path: string, taken: ReadonlySet<string>): string {
  const plain = basename(path).replace(/\.gguf$/i, '').normalize('NFKD').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '').slice(0, 70)
  const base = plain === '' ? 'model' : plain
  let id = base
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`
  return id
}
