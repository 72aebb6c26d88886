import { join } from 'node:path'
import type { Failure, ModelProgress, ModelStatus } from '../../../src-preload/contract/index.ts'
import type { DownloadPolicy } from '../../egress/model-download.ts'
import type { Transport } from '../../egress/transport.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import type { ChatModelFile } from '../chat-model-slot.ts'
import type { ModelShape } from '../llama/memory-fit.ts'
import type { Catalogue } from './catalogue.ts'
import { onDisk, realDisk, type Disk } from './disk.ts'
import type { SourceUse } from './fetch-file.ts'
import { fetchModel } from './fetch-model.ts'
import { importGguf } from './import-gguf.ts'
import { FileVerifier, installedState, knownModels, type KnownModel } from './installed-model.ts'
import { hubOrigin, policyOf } from './sources.ts'

/** The weights on this machine: `<models folder>/<id>/<file>`. A file has its final name only after its SHA-256 was right. */
export interface ModelLibrary {
  list(): Promise<ModelStatus[]>
  /** Errors: `not-found`. */
  status(id: string): Promise<ModelStatus>
  /**
   * Fetches what is missing of a model; a second call for the same model joins the first.
   * Errors: `not-found`, `not-allowed` (imported), `busy`, and those of fetchFile.
   */
  fetch(id: string, signal?: AbortSignal): Promise<ModelStatus>
  /** Stops a fetch; what came is kept and continued next time. */
  cancelFetch(id: string): void
  /** Reads every byte again; a file that is not what it should be is deleted. Errors: `not-found`, `model-wrong-hash`, `cancelled`. */
  verify(id: string, signal?: AbortSignal): Promise<ModelStatus>
  /** Errors: see importGguf. */
  importGguf(path: string, signal?: AbortSignal): Promise<ModelStatus>
  /** Deletes a model's files, cancelling its fetch. Errors: `not-found`. */
  remove(id: string): Promise<void>
  /** Folder of a verified model; null while it is not on this machine. */
  folderOf(id: string): Promise<string | null>
  /** The chat model to load: the chosen one if it is here, otherwise the default, otherwise any that is here. */
  chatFile(chosenId: string | null): Promise<ChatModelFile | null>
}

export interface ModelLibraryOptions {
  readonly modelsFolder: string
  readonly catalogue: Catalogue
  readonly transport: Transport
  readonly isOffline: () => boolean
  readonly chosenChatModelId: () => string | null
  readonly memoryBytes: number
  readonly onProgress?: (progress: ModelProgress) => void
  readonly onChanged?: () => void
  /** For each source that was asked for a file, when it is done: what the app's ledger keeps of a fetch. */
  readonly onSourceDone?: (modelId: string, use: SourceUse) => void
  /** Reads a GGUF's header; the llama room has the reader. */
  readonly readShape: (file: string, signal?: AbortSignal) => Promise<ModelShape>
  /** Folders to look in before the network: a USB drive, `STRONGROOM_WEIGHTS_FOLDER`. */
  readonly weightsFolders?: readonly string[]
  readonly disk?: Disk
  /** Tests put a loopback server in the hub's place. */
  readonly testOrigin?: string
}

interface Fetching { readonly done: Promise<void>; readonly controller: AbortController; bytesDone: number }

export function createModelLibrary(options: ModelLibraryOptions): ModelLibrary {
  const { modelsFolder, catalogue, memoryBytes } = options
  const disk = options.disk ?? realDisk
  const policy: DownloadPolicy = { ...policyOf(catalogue, options.isOffline), ...(options.testOrigin === undefined ? {} : { loopbackTestOrigin: options.testOrigin }) }
  const verifier = new FileVerifier()
  const running = new Map<string, Fetching>()
  const failures = new Map<string, Failure>()
  const unreachable = new Map<string, number>()

  const known = async (id: string): Promise<KnownModel> => {
    const model = (await knownModels(catalogue, modelsFolder)).find((each) => each.id === id)
    if (!model) throw new AppError('not-found')
    return model
  }
  const folder = (id: string): string => join(modelsFolder, id)

  const describe = async (model: KnownModel): Promise<ModelStatus> => {
    const { id, kind, label, licence, provenance, contextTokens, bytes } = model
    const fetching = running.get(id)
    const installed = fetching ? { state: 'fetching' as const, bytesDone: fetching.bytesDone } : await installedState(model, folder(id), disk, verifier)
    const chosen = options.chosenChatModelId()
    return {
      id, kind, label, licence, provenance, bytes, contextTokens, memoryBytes: model.memoryBytes,
      state: installed.state, bytesDone: installed.bytesDone,
      selected: kind === 'chat' ? (chosen === null ? model.entry?.isDefault === true : chosen === id) : model.entry?.isDefault === true,
      fitsMemory: model.memoryBytes <= memoryBytes * 0.8,
      failure: failures.get(id) ?? null,
    }
  }

  const start = (model: KnownModel): Fetching => {
    const controller = new AbortController()
    const run = async (): Promise<void> => {
      failures.delete(model.id)
      try {
        if (!model.entry) throw new AppError('not-allowed')
        await fetchModel({
          model: model.entry, folder: folder(model.id), disk, verifier, signal: controller.signal,
          sources: { weightsFolders: options.weightsFolders ?? [], transport: options.transport, policy, origin: options.testOrigin ?? hubOrigin, unreachable },
          onSourceDone: (use) => options.onSourceDone?.(model.id, use),
          onProgress(progress) {
            fetching.bytesDone = progress.bytesDone
            options.onProgress?.(progress)
          },
        })
      } catch (error) {
        const failure = toFailure(error)
        if (failure.code !== 'cancelled') failures.set(model.id, failure)
        throw error
      } finally {
        running.delete(model.id)
        options.onChanged?.()
      }
    }
    const fetching: Fetching = { controller, bytesDone: 0, done: Promise.resolve().then(run) }
    running.set(model.id, fetching)
    options.onChanged?.()
    return fetching
  }

  const library: ModelLibrary = {
    list: async () => Promise.all((await knownModels(catalogue, modelsFolder)).map(describe)),
    status: async (id) => describe(await known(id)),
    async fetch(id, signal) {
      const model = await known(id)
      const fetching = running.get(id) ?? start(model)
      const stop = (): void => fetching.controller.abort()
      signal?.addEventListener('abort', stop, { once: true })
      if (signal?.aborted) stop()
      try {
        await fetching.done
      } finally {
        signal?.removeEventListener('abort', stop)
      }
      return describe(model)
    },
    cancelFetch: (id) => running.get(id)?.controller.abort(),
    async verify(id, signal) {
      const model = await known(id)
      for (const file of model.files) {
        const path = join(folder(id), file.path)
        if ((await disk.sizeOf(path)) === null || await verifier.readAgain(path, file.sha256, signal)) continue
        await onDisk(() => disk.remove(path))
        failures.set(id, toFailure(new AppError('model-wrong-hash')))
        options.onChanged?.()
        throw new AppError('model-wrong-hash')
      }
      failures.delete(id)
      return describe(model)
    },
    async importGguf(path, signal = new AbortController().signal) {
      const id = await importGguf({ path, modelsFolder, catalogue, disk, signal, readShape: options.readShape })
      failures.delete(id)
      options.onChanged?.()
      return library.status(id)
    },
    async remove(id) {
      await known(id)
      const fetching = running.get(id)
      fetching?.controller.abort()
      await fetching?.done.catch(() => {})
      await onDisk(() => disk.remove(folder(id)))
      failures.delete(id)
      options.onChanged?.()
    },
    async folderOf(id) {
      const { state } = await installedState(await known(id), folder(id), disk, verifier)
      return state === 'ready' ? folder(id) : null
    },
    async chatFile(chosenId) {
      const chats = (await knownModels(catalogue, modelsFolder)).filter((model) => model.kind === 'chat')
      const rank = (model: KnownModel): number => (model.id === chosenId ? 0 : model.entry?.isDefault ? 1 : 2)
      for (const model of chats.toSorted((a, b) => rank(a) - rank(b))) {
        const [file] = model.files
        if (file && await library.folderOf(model.id)) return { id: model.id, file: join(folder(model.id), file.path) }
      }
      return null
    },
  }
  return library
}
