import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { kvBytesPerToken, leastNeededBytes, type ModelShape } from '../llama/memory-fit.ts'
import type { Catalogue } from './catalogue.ts'
import type { Disk } from './disk.ts'
import { onDisk } from './disk.ts'
import { fetchFile, partOf } from './fetch-file.ts'
import { hashFile } from './file-hash.ts'
import { checkGgufMagic, idFromFileName, listImported, writeImported } from './imported-model.ts'

export interface ImportOptions {
  readonly path: string
  readonly modelsFolder: string
  readonly catalogue: Catalogue
  readonly disk: Disk
  readonly readShape: (file: string, signal: AbortSignal) => Promise<ModelShape>
  readonly signal: AbortSignal
}

/**
 * Copies a GGUF into the models folder under a name of its own and records its SHA-256.
 * A file that is one of the catalogue's takes that model's place. The original is only read.
 * @returns the model's id. Errors: `file-missing`, `file-unreadable`, `model-not-gguf`, `model-load-failed`, `disk-full`, `disk-read-only`, `cancelled`.
 */
export async function importGguf(options: ImportOptions): Promise<string> {
  const { path, modelsFolder, catalogue, disk, signal } = options
  await checkGgufMagic(path)
  const { size: bytes } = await stat(path)
  const sha256 = (await hashFile(path, { signal })).digest('hex')
  const known = catalogue.models.flatMap((model) => model.files.map((file) => ({ id: model.id, file }))).find(({ file }) => file.sha256 === sha256)
  const imported = await listImported(modelsFolder)
  const again = imported.find((model) => model.sha256 === sha256)
  const id = known?.id ?? again?.id ?? idFromFileName(path, new Set([...catalogue.models, ...imported].map((model) => model.id)))
  const folder = join(modelsFolder, id)
  const file = known?.file.path ?? `${id}.gguf`
  // Read before the copy: a header that llama.cpp cannot use is refused while there is nothing to undo.
  const shape = await options.readShape(path, signal)
  // The part of another file under this name must not be continued.
  await onDisk(() => disk.remove(partOf(join(folder, file))))
  await fetchFile({
    target: join(folder, file), bytes, sha256, disk, signal, onProgress: () => {},
    sources: [{ name: 'folder', host: null, open: async (from) => ({ startsAt: from, body: createReadStream(path, { start: from, highWaterMark: 1 << 20 }) }) }],
  })
  if (!known) {
    const label = basename(path).replace(/\.gguf$/i, '').slice(0, 80)
    await onDisk(() => writeImported(folder, { version: 1, id, label, file, bytes, sha256, contextTokens: shape.trainContextTokens, memoryBytes: memoryBytesOf(shape) }))
  }
  return id
}

/** Weights, working memory and the cache of 4096 tokens, as in the catalogue. */
function memoryBytesOf(shape: ModelShape): number {
  const least = Math.min(1024, shape.trainContextTokens)
  return Math.round(leastNeededBytes(shape) + kvBytesPerToken(shape) * (Math.min(4096, shape.trainContextTokens) - least))
}
