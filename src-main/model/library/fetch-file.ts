import { createHash, type Hash } from 'node:crypto'
import { dirname } from 'node:path'
import type { ByteStream } from '../../egress/transport.ts'
import type { FailureCode } from '../../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { onDisk, type Disk } from './disk.ts'
import { hashFile } from './file-hash.ts'
import { markVerified } from './verified-marker.ts'

export type SourceName = 'folder' | 'hub' | 'package-mirror'

/** One place a file can come from. `open` errors: see Transport, and `file-missing` for a folder. */
export interface FileSource {
  readonly name: SourceName
  /** Who is asked: a host, or in words where another program chooses it. Null: nobody, it is on this machine. */
  readonly host: string | null
  /** `onReceived`: bytes of the file that came, where they do not arrive in the stream one by one. */
  open(from: number, signal: AbortSignal, onReceived: (bytes: number) => void): Promise<ByteStream>
}

export interface FetchFileOptions {
  readonly target: string
  readonly bytes: number
  readonly sha256: string
  readonly sources: readonly FileSource[]
  readonly disk: Disk
  readonly signal: AbortSignal
  /** Bytes of this file that have come: on disk, or in an archive that is about to be unpacked. */
  readonly onProgress: (bytesDone: number, source: SourceName) => void
  /** A source has done what it could, for better or worse. */
  readonly onSourceDone?: (use: SourceUse) => void
}

/** What one source gave of one file. `bytes` arrived and were kept or thrown away; `failure` is null when the file was whole and right. */
export interface SourceUse { readonly host: string | null; readonly bytes: number; readonly sha256: string; readonly failure: FailureCode | null }

/** How often in a row a source that did deliver may be cut off without a further byte before the next one is tried. */
const maxFruitlessCuts = 2
/** These end the fetch; after all others the next source is tried. */
const finalCodes = new Set(['cancelled', 'offline', 'disk-full', 'disk-read-only', 'busy'])

/**
 * Fetches one file into `<target>.part`, continuing what is there, and gives it its name only when its SHA-256 is right.
 * Sources are tried in order; they deliver the same bytes, so that one continues what another began.
 * Errors: `offline`, `host-not-allowed`, `download-interrupted` (the part is kept), `download-refused`, `model-wrong-hash`
 * (the part is deleted), `disk-full`, `disk-read-only`, `no-source-worked`, `cancelled`.
 */
export async function fetchFile(options: FetchFileOptions): Promise<void> {
  const { target, sources, disk } = options
  await onDisk(() => disk.makeFolder(dirname(target)))
  const failures: AppError[] = []
  for (const source of sources) {
    let arrived = 0
    const error = await takeFrom(source, options, (bytes) => { arrived += bytes }).then(() => null, (thrown: unknown) => ({ thrown }))
    options.onSourceDone?.({ host: source.host, bytes: arrived, sha256: options.sha256, failure: error && toFailure(error.thrown).code })
    if (!error) return
    if (!(error.thrown instanceof AppError) || finalCodes.has(error.thrown.code)) throw error.thrown
    failures.push(error.thrown)
  }
  throw summary(failures)
}

async function takeFrom(source: FileSource, options: FetchFileOptions, onArrived: (bytes: number) => void): Promise<void> {
  const { disk, target, sha256 } = options
  await receive(source, options, onArrived)
  await onDisk(() => disk.rename(partOf(target), target))
  await markVerified(target, sha256)
}

/** Takes from one source until the part file is whole and right. */
async function receive(source: FileSource, options: FetchFileOptions, onArrived: (bytes: number) => void): Promise<void> {
  const { disk, target, bytes, signal } = options
  const part = partOf(target)
  let have = (await disk.sizeOf(part)) ?? 0
  if (have > bytes) have = 0
  let hash = have > 0 ? await hashFile(part, { bytes: have, signal }) : createHash('sha256')
  const hadBefore = have
  let fruitlessCuts = 0
  let ahead = 0
  while (have < bytes) {
    const before = have
    try {
      const stream = await source.open(have, signal, (received) => {
        ahead = Math.max(ahead, received)
        options.onProgress(Math.max(have, ahead), source.name)
      })
      if (stream.startsAt !== have) {
        have = 0
        hash = createHash('sha256')
      }
      await append(stream, have, hash, source.name, { ...options, onProgress: (done, name) => { onArrived(done - have); have = done; options.onProgress(Math.max(have, ahead), name) } })
    } catch (error) {
      fruitlessCuts = have > before ? 0 : fruitlessCuts + 1
      const cutOff = error instanceof AppError && error.code === 'download-interrupted'
      if (!cutOff || have <= hadBefore || fruitlessCuts >= maxFruitlessCuts) throw error
    }
  }
  if (hash.digest('hex') !== options.sha256) {
    await disk.remove(part)
    throw new AppError('model-wrong-hash')
  }
}

async function append(stream: ByteStream, startsAt: number, hash: Hash, source: SourceName, options: FetchFileOptions): Promise<void> {
  const { disk, target, bytes, signal } = options
  const file = await onDisk(() => disk.grow(partOf(target), startsAt))
  let have = startsAt
  try {
    for await (const chunk of stream.body) {
      if (signal.aborted) throw new AppError('cancelled')
      if (have + chunk.byteLength > bytes) throw new AppError('download-refused', { reason: 'too-large' })
      await onDisk(() => file.append(chunk))
      hash.update(chunk)
      have += chunk.byteLength
      options.onProgress(have, source)
    }
    if (have < bytes) throw new AppError('download-interrupted', { bytes: have })
    await onDisk(() => file.flush())
  } finally {
    await file.close()
  }
}

/** Unfinished bytes never carry the final name. */
export function partOf(target: string): string {
  return `${target}.part`
}

/** One source: what it said. Several: a wrong hash is worth telling, otherwise that none worked. */
function summary(failures: readonly AppError[]): AppError {
  const [only] = failures
  if (only && failures.length === 1) return only
  const code = failures.find((failure) => failure.code === 'model-wrong-hash') ?? failures.find((failure) => failure.code === 'download-interrupted' && Number(failure.facts['bytes']) > 0)
  return code ?? new AppError('no-source-worked', { sources: failures.length })
}
