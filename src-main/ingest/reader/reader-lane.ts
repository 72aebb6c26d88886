import type { Page } from '../../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import type { Log } from '../../support/log.ts'
import { failed, type Result } from '../../support/result.ts'
import type { ReaderChild } from './reader-child.ts'
import { ReaderProcess, type Reading } from './reader-process.ts'

/** What a person waits for goes first, and is not cut off once begun: it is short, and starting another process would take longer. */
export interface Turn { readonly urgent?: boolean }

interface Waiting { readonly urgent: boolean; readonly wake: () => void }
const never = new AbortController().signal

export interface LaneOptions {
  readonly start: () => ReaderChild
  readonly log: Log
  /** An idle process is ended after this long; its memory is worth more than the time to start another. */
  readonly idleMs: number
}

/** Work for one reading process: in turn, urgent things first, with a new process where the last one ended. */
export class ReaderLane {
  readonly #options: LaneOptions
  #process: ReaderProcess | null = null
  #waiting: Waiting[] = []
  #isTaken = false
  #isClosed = false
  #idle: NodeJS.Timeout | null = null

  constructor(options: LaneOptions) {
    this.#options = options
  }

  /** Errors as {@link ReaderProcess.run}. */
  async run<T>(reading: Reading<T>, { urgent = false }: Turn = {}): Promise<Result<{ readonly value: T; readonly pages: readonly Page[] }>> {
    if (!await this.#turn(reading.signal, urgent)) return failed(toFailure(new AppError('cancelled')))
    try {
      // Closed between the turn and now: nobody would end a process that starts after that.
      if (this.#isClosed) return failed(toFailure(new AppError('cancelled')))
      if (this.#idle) clearTimeout(this.#idle)
      const wanted = urgent ? { ...reading, signal: never } : reading
      let result = await this.#begin().run(wanted)
      // Ended by somebody as it started, perhaps; one that does not come up twice is a matter of the machine.
      if (!result.ok && result.error.code === 'busy' && !this.#isClosed) result = await this.#begin().run(wanted)
      if (this.#isClosed) return failed(toFailure(new AppError('cancelled')))
      if (!result.ok && (result.error.code === 'parse-crashed' || result.error.code === 'parse-out-of-memory')) this.#options.log.write('worker-crashed', { code: result.error.code })
      return result
    } finally {
      this.#isTaken = false
      this.#rest()
      this.#waiting.shift()?.wake()
    }
  }

  #begin(): ReaderProcess {
    if (!this.#process || this.#process.ended) this.#process = new ReaderProcess(this.#options.start())
    return this.#process
  }

  /** False when it was stopped while it waited. */
  async #turn(signal: AbortSignal, urgent: boolean): Promise<boolean> {
    while (this.#isTaken && !signal.aborted && !this.#isClosed) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiting: Waiting = { urgent, wake: resolve }
      const before = urgent ? this.#waiting.findIndex((each) => !each.urgent) : -1
      this.#waiting.splice(before < 0 ? this.#waiting.length : before, 0, waiting)
      signal.addEventListener('abort', () => resolve(), { once: true })
      await promise
      this.#waiting = this.#waiting.filter((each) => each !== waiting)
    }
    if (signal.aborted || this.#isClosed) {
      // Its turn may have been given to it in the same moment.
      if (!this.#isTaken) this.#waiting.shift()?.wake()
      return false
    }
    this.#isTaken = true
    return true
  }

  #rest(): void {
    const idle = this.#process
    if (!idle || idle.ended || this.#isClosed) return
    this.#idle = setTimeout(() => {
      if (!this.#isTaken) idle.end()
    }, this.#options.idleMs).unref()
  }

  close(): void {
    this.#isClosed = true
    if (this.#idle) clearTimeout(this.#idle)
    this.#process?.end()
    for (const { wake } of this.#waiting.splice(0)) wake()
  }
}
