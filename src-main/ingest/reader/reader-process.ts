import type { z } from 'zod'
import type { Page } from '../../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { failed, type Result } from '../../support/result.ts'
import type { ReaderChild } from './reader-child.ts'
import { readerMessageSchema, type ReaderRequest } from './reader-messages.ts'

/** In milliseconds. */
export interface TimeLimits {
  /** Without a page read for this long, a file is given up. */
  readonly stallMs: number
  /** No file takes longer than this and `perPageMs` for each of its pages. */
  readonly totalMs: number
  readonly perPageMs: number
}

export interface Reading<T> {
  readonly request: ReaderRequest
  readonly value: z.ZodType<T>
  readonly signal: AbortSignal
  readonly limits: TimeLimits
  readonly onPages?: ((done: number, total: number) => void) | undefined
}

/** One process that reads files one after the other. Not reusable once `ended`. */
export class ReaderProcess {
  readonly #child: ReaderChild
  #ended = false
  #cameUp = false
  #onDeath: (outOfMemory: boolean) => void = () => {}
  #onMessage: (raw: unknown) => void = () => {}

  constructor(child: ReaderChild) {
    this.#child = child
    child.setIdle(true)
    child.onMessage((raw) => {
      this.#cameUp = true
      this.#onMessage(raw)
    })
    child.onEnd(({ outOfMemory }) => {
      this.#ended = true
      this.#onDeath(outOfMemory)
    })
  }

  get ended(): boolean {
    return this.#ended
  }

  /**
   * Has one thing read. `pages` are those that came before the value. Errors, as values: `parse-timeout`, `parse-crashed`,
   * `parse-out-of-memory`, `busy` when the process never came up, `cancelled`, which end the process, and those of the file.
   */
  async run<T>({ request, value, signal, limits, onPages }: Reading<T>): Promise<Result<{ readonly value: T; readonly pages: readonly Page[] }>> {
    if (signal.aborted) return failure('cancelled')
    if (this.#ended) return noProcess()
    const outcome = Promise.withResolvers<Result<{ readonly value: T; readonly pages: readonly Page[] }>>()
    const giveUp = (error: Result<never>): void => {
      this.end()
      outcome.resolve(error)
    }
    const startedAt = performance.now()
    const timeOut = (limitMs: number) => (): void => giveUp(failure('parse-timeout', { limitSeconds: Math.round(limitMs / 1_000) }))
    const stall = setTimeout(timeOut(limits.stallMs), limits.stallMs)
    let total = setTimeout(timeOut(limits.totalMs), limits.totalMs)
    let knownPages = 0
    const allow = (pages: number): void => {
      if (pages <= knownPages) return
      knownPages = pages
      clearTimeout(total)
      const limitMs = limits.totalMs + pages * limits.perPageMs
      total = setTimeout(timeOut(limitMs), Math.max(0, limitMs - (performance.now() - startedAt)))
    }
    const pages: Page[] = []
    this.#onDeath = (outOfMemory) => outcome.resolve(!this.#cameUp ? noProcess() : failure(outOfMemory ? 'parse-out-of-memory' : 'parse-crashed'))
    this.#onMessage = (raw) => {
      const message = readerMessageSchema.safeParse(raw).data
      if (!message) return giveUp(failure('parse-crashed'))
      stall.refresh()
      if (message.kind === 'ready') return
      if (message.kind === 'progress') {
        allow(message.total)
        return onPages?.(message.done, message.total)
      }
      if (message.kind === 'pages') return void pages.push(...message.pages)
      if (!message.reusable) this.end()
      if (!message.outcome.ok) return outcome.resolve({ ok: false, error: message.outcome.error })
      const read = value.safeParse(message.outcome.value)
      if (!read.success) return giveUp(failure('parse-crashed'))
      outcome.resolve({ ok: true, value: { value: read.data, pages } })
    }
    const onAbort = (): void => giveUp(failure('cancelled'))
    signal.addEventListener('abort', onAbort, { once: true })
    this.#child.setIdle(false)
    try {
      this.#child.post(request)
      return await outcome.promise
    } finally {
      clearTimeout(total)
      clearTimeout(stall)
      signal.removeEventListener('abort', onAbort)
      this.#onDeath = () => {}
      this.#onMessage = () => {}
      if (!this.#ended) this.#child.setIdle(true)
    }
  }

  end(): void {
    this.#ended = true
    this.#child.kill()
  }
}

/** No file did that: the next one would meet the same. */
function noProcess(): Result<never> {
  return failure('busy', { reason: 'no-process' })
}

function failure(...args: ConstructorParameters<typeof AppError>): Result<never> {
  return failed(toFailure(new AppError(...args)))
}
