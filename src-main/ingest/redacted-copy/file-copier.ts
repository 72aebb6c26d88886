import { Worker } from 'node:worker_threads'
import { AppError, fromFailure } from '../../support/errors.ts'
import { workerUrl } from '../../support/worker-url.ts'
import type { CopiedFile } from './copy-file.ts'
import { copyMessageSchema, type CopyRequest } from './copy-messages.ts'
import type { FindMasks, RecognisePages } from './redacted-copy.ts'

export interface CopyFileOptions {
  readonly keepPictures: boolean
  /** Runs in the caller's thread. */
  readonly find: FindMasks
  readonly recognise: RecognisePages
  readonly signal: AbortSignal
  /** 0 to 1; twice through, since a document is read before it is written. */
  readonly onProgress?: (done: number) => void
}

/** Writes the redacted copy of the file `from` to the new file `to`. */
export type CopyRedacted = (from: string, to: string, format: 'docx' | 'pdf', options: CopyFileOptions) => Promise<CopiedFile>

/** One page of a PDF takes a second at most; nothing heard for this long means that a file keeps the thread busy for ever. */
const stallMs = 90_000
const heapMb = 2_048

/**
 * {@link CopyRedacted} in a worker thread of its own, which ends with it: a file that crashes or hangs costs nothing else, and an abort ends
 * it at once. Errors: those of `copyFile`, `parse-crashed`, `parse-timeout`, `cancelled`, and what `find` throws.
 */
export const copyRedacted: CopyRedacted = async (from, to, format, { keepPictures, find, recognise, signal, onProgress }) => {
  if (signal.aborted) throw new AppError('cancelled')
  const worker = new Worker(workerUrl('copy-worker'), { resourceLimits: { maxOldGenerationSizeMb: heapMb }, stdout: true, stderr: true })
  // Libraries must not write to the terminal, where document text has no place.
  worker.stdout.resume()
  worker.stderr.resume()
  const outcome = Promise.withResolvers<CopiedFile>()
  const stop = (): void => outcome.reject(new AppError('cancelled'))
  let stall: NodeJS.Timeout | null = null
  const watch = (): void => {
    if (stall) clearTimeout(stall)
    stall = setTimeout(() => outcome.reject(new AppError('parse-timeout', { limitSeconds: stallMs / 1_000 })), stallMs)
  }
  const tell = (request: CopyRequest): void => worker.postMessage(request)
  const hear = async (raw: unknown): Promise<void> => {
    const message = copyMessageSchema.safeParse(raw)
    if (!message.success) throw new AppError('parse-crashed')
    watch()
    if (message.data.kind === 'progress') onProgress?.(message.data.done / message.data.total)
    else if (message.data.kind === 'copied') outcome.resolve(message.data)
    else if (message.data.kind === 'failed') throw fromFailure(message.data.error)
    else {
      // What is asked of others has time limits of its own.
      if (stall) clearTimeout(stall)
      if (message.data.kind === 'recognise') {
        const pages = await recognise(message.data.pages)
        watch()
        return tell({ kind: 'recognised', pages: pages.map((page) => page && { ...page, words: page.words.map((word) => ({ ...word })) }) })
      }
      const masks = await find(message.data.texts)
      watch()
      tell({ kind: 'masks', masks: masks.map((each) => each.map((mask) => ({ ...mask }))) })
    }
  }
  worker.on('message', (raw: unknown) => { hear(raw).catch(outcome.reject) })
  worker.once('error', () => outcome.reject(new AppError('parse-crashed')))
  worker.once('exit', () => outcome.reject(new AppError('parse-crashed')))
  signal.addEventListener('abort', stop, { once: true })
  try {
    watch()
    tell({ kind: 'copy', from, to, format, keepPictures })
    return await outcome.promise
  } finally {
    if (stall) clearTimeout(stall)
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
