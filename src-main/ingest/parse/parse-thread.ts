import { Worker } from 'node:worker_threads'
import { AppError, toFailure } from '../../support/errors.ts'
import { failed, type Result } from '../../support/result.ts'
import { workerUrl } from '../../support/worker-url.ts'
import type { ParseOptions } from './document-parser.ts'
import { parseMessageSchema } from './parse-messages.ts'
import type { ParsedDocument } from './parsed-document.ts'

export interface ThreadLimits {
  /** Without a page read for this long, a file is given up. */
  readonly stallMs: number
  /** No file takes longer than this altogether. */
  readonly totalMs: number
  /** JavaScript heap of one thread, in megabytes; WebAssembly memory comes on top. */
  readonly heapMb: number
}

/** One worker thread that reads files one after the other. Not reusable once `ended`. */
export class ParseThread {
  readonly #worker: Worker
  readonly #limits: ThreadLimits
  #ended = false

  constructor(limits: ThreadLimits) {
    this.#limits = limits
    // Libraries must not write to the terminal, where document text has no place: their output is read and dropped.
    this.#worker = new Worker(workerUrl('parse-worker'), { resourceLimits: { maxOldGenerationSizeMb: limits.heapMb }, stdout: true, stderr: true })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    this.#worker.unref()
    this.#worker.on('error', () => { this.#ended = true })
    this.#worker.on('exit', () => { this.#ended = true })
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Errors, as values: `parse-timeout`, `parse-crashed`, `cancelled`, and those of the file. All but the last end the thread. */
  async run(path: string, { signal, onPages, childrenFolder = null, password = null }: ParseOptions): Promise<Result<ParsedDocument>> {
    if (signal.aborted) return failure('cancelled')
    const outcome = Promise.withResolvers<Result<ParsedDocument>>()
    const worker = this.#worker
    const { stallMs, totalMs } = this.#limits
    const timedOut = (limitMs: number) => (): void => outcome.resolve(failure('parse-timeout', { limitSeconds: Math.round(limitMs / 1_000) }))
    const total = setTimeout(timedOut(totalMs), totalMs)
    const stall = setTimeout(timedOut(stallMs), stallMs)
    const onMessage = (raw: unknown): void => {
      const message = parseMessageSchema.safeParse(raw)
      if (!message.success) return outcome.resolve(failure('parse-crashed'))
      stall.refresh()
      if (message.data.kind === 'progress') return onPages?.(message.data.done, message.data.total)
      if (!message.data.reusable) void this.end()
      outcome.resolve(message.data.outcome)
    }
    const onDeath = (): void => outcome.resolve(failure('parse-crashed'))
    const onAbort = (): void => outcome.resolve(failure('cancelled'))
    worker.on('message', onMessage).once('error', onDeath).once('exit', onDeath)
    signal.addEventListener('abort', onAbort, { once: true })
    worker.ref()
    try {
      worker.postMessage({ path, childrenFolder, password })
      const result = await outcome.promise
      if (!result.ok && (result.error.code === 'cancelled' || result.error.code === 'parse-timeout' || result.error.code === 'parse-crashed')) await this.end()
      return result
    } finally {
      clearTimeout(total)
      clearTimeout(stall)
      worker.off('message', onMessage).off('error', onDeath).off('exit', onDeath)
      signal.removeEventListener('abort', onAbort)
      worker.unref()
    }
  }

  async end(): Promise<void> {
    this.#ended = true
    await this.#worker.terminate()
  }
}

function failure(...args: ConstructorParameters<typeof AppError>): Result<never> {
  return failed(toFailure(new AppError(...args)))
}
