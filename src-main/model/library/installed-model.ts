import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelStatus } from '../../../src-preload/contract/index.ts'
import { bytesOf, type Catalogue, type CatalogueModel } from './catalogue.ts'
import type { Disk } from './disk.ts'
import { partOf } from './fetch-file.ts'
import { hashFile } from './file-hash.ts'
import { listImported, type ImportedModel } from './imported-model.ts'
import { isMarkedVerified, markVerified, removeMarker } from './verified-marker.ts'

/** What the library needs to know of a model, whether it comes from the catalogue or from the user. */
export interface KnownModel {
  readonly id: string
  readonly kind: ModelStatus['kind']
  readonly label: string
  readonly licence: string
  readonly provenance: ModelStatus['provenance']
  readonly contextTokens: number
  readonly memoryBytes: number
  readonly bytes: number
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  /** Null for imported models, which cannot be fetched. */
  readonly entry: CatalogueModel | null
}

export async function knownModels(catalogue: Catalogue, modelsFolder: string): Promise<readonly KnownModel[]> {
  return [...catalogue.models.map(fromCatalogue), ...(await listImported(modelsFolder)).map(fromImported)]
}

function fromCatalogue(entry: CatalogueModel): KnownModel {
  const { id, kind, label, licence, provenance, contextTokens, memoryBytes, files } = entry
  return { id, kind, label, licence, provenance, contextTokens, memoryBytes, bytes: bytesOf(entry), files, entry }
}

function fromImported({ id, label, contextTokens, memoryBytes, bytes, file, sha256 }: ImportedModel): KnownModel {
  return { id, kind: 'chat', label, licence: 'unknown', provenance: 'imported', contextTokens, memoryBytes, bytes, files: [{ path: file, bytes, sha256 }], entry: null }
}

export interface InstalledState { readonly state: 'absent' | 'partial' | 'ready' | 'damaged'; readonly bytesDone: number }

/** Compares a model's files with their hashes; reads only files whose marker does not vouch for them, each once per process. */
export class FileVerifier {
  readonly #verified = new Map<string, string>()

  async isVerified(file: string, sha256: string, signal?: AbortSignal): Promise<boolean> {
    const key = await identity(file, sha256)
    if (key === null) return false
    if (this.#verified.get(file) === key || await isMarkedVerified(file, sha256)) return true
    return this.readAgain(file, sha256, signal)
  }

  /** Takes the hash in any case. */
  async readAgain(file: string, sha256: string, signal?: AbortSignal, onBytes?: (bytes: number) => void): Promise<boolean> {
    const key = await identity(file, sha256)
    if (key === null) return false
    const actual = (await hashFile(file, { ...(signal ? { signal } : {}), ...(onBytes ? { onBytes } : {}) })).digest('hex')
    if (actual !== sha256) {
      this.#verified.delete(file)
      await removeMarker(file)
      return false
    }
    this.#verified.set(file, key)
    if (!(await isMarkedVerified(file, sha256))) await markVerified(file, sha256)
    return true
  }
}

async function identity(file: string, sha256: string): Promise<string | null> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? `${sha256} ${found.size} ${found.mtimeMs}` : null
}

/** What of a model is on disk. */
export async function installedState(model: KnownModel, folder: string, disk: Disk, verifier: FileVerifier, signal?: AbortSignal): Promise<InstalledState> {
  let bytesDone = 0
  let damaged = false
  let whole = 0
  for (const file of model.files) {
    const path = join(folder, file.path)
    const size = await disk.sizeOf(path)
    if (size === null) bytesDone += Math.min(file.bytes, (await disk.sizeOf(partOf(path))) ?? 0)
    else if (size === file.bytes && await verifier.isVerified(path, file.sha256, signal)) {
      bytesDone += file.bytes
      whole += 1
    } else damaged = true
  }
  if (damaged) return { state: 'damaged', bytesDone }
  if (whole === model.files.length) return { state: 'ready', bytesDone }
  return { state: bytesDone > 0 ? 'partial' : 'absent', bytesDone }
}
