import { AppError, toFailure } from '../../support/errors.ts'
import { silentLog, type Log } from '../../support/log.ts'
import { failed, type Result } from '../../support/result.ts'
import type { DocumentParser, ParseOptions } from './document-parser.ts'
import { ParseThread, type ThreadLimits } from './parse-thread.ts'
import type { ParsedDocument } from './parsed-document.ts'

const defaultLimits: ThreadLimits = { stallMs: 60_000, totalMs: 900_000, heapMb: 1_024 }

export interface ParserPoolOptions {
  /** Files read at the same time; each thread starts with its first file. */
  readonly threads: number
  readonly log?: Log
  readonly limits?: Partial<ThreadLimits>
}

/** Reads files in worker threads: a crash, a hang or an abort ends the thread of that file only, and the next file gets a new one. */
export function createParserPool({ threads, log = silentLog, limits = {} }: ParserPoolOptions): DocumentParser {
  return new ParserPool(Math.max(1, threads), log, { ...defaultLimits, ...limits })
}

class ParserPool implements DocumentParser {
  readonly #size: number
  readonly #log: Log
  readonly #limits: ThreadLimits
  readonly #idle: ParseThread[] = []
  readonly #busy = new Set<ParseThread>()
  readonly #waiting: (() => void)[] = []
  #taken = 0
  #closed = false

  constructor(size: number, log: Log, limits: ThreadLimits) {
    this.#size = size
    this.#log = log
    this.#limits = limits
  }

  async parse(path: string, options: ParseOptions): Promise<Result<ParsedDocument>> {
    await this.#turn(options.signal)
    try {
      return options.signal.aborted || this.#closed ? cancelled() : await this.#run(path, options)
    } finally {
      this.#taken--
      for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  async #run(path: string, options: ParseOptions): Promise<Result<ParsedDocument>> {
    const thread = this.#idle.pop() ?? new ParseThread(this.#limits)
    this.#busy.add(thread)
    const result = await thread.run(path, options)
    this.#busy.delete(thread)
    if (!thread.ended) this.#idle.push(thread)
    else if (!result.ok && result.error.code === 'parse-crashed') this.#log.write('worker-crashed')
    return result
  }

  /** Waits until fewer files than threads are being read. An aborted wait takes its turn too, and gives it on at once. */
  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#taken >= this.#size && !signal.aborted && !this.#closed) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
      await promise
    }
    this.#taken++
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    for (const wake of this.#waiting.splice(0)) wake()
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.end()))
  }
}

function cancelled(): Result<never> {
  return failed(toFailure(new AppError('cancelled')))
}
