import { totalmem } from 'node:os'
import { silentLog, type Log } from '../../support/log.ts'
import type { Result } from '../../support/result.ts'
import type { PageRecogniser } from '../ocr/page-recogniser.ts'
import type { DocumentParser } from '../parse/document-parser.ts'
import type { ReaderMemory, StartReader } from './reader-child.ts'
import { ReaderLane } from './reader-lane.ts'
import { drawnSchema, parsedSchema, recognisedSchema } from './reader-messages.ts'
import type { TimeLimits } from './reader-process.ts'

/** Reads files, and pages by what they look like, in two processes of their own. */
export type Readers = DocumentParser & PageRecogniser

export interface ReaderLimits {
  readonly parse: TimeLimits
  /** One page, the loading of what recognises it, and on a busy machine its waiting. */
  readonly look: TimeLimits
  readonly memory: ReaderMemory
  readonly idleMs: number
}

const defaultLimits: ReaderLimits = {
  parse: { stallMs: 60_000, totalMs: 300_000, perPageMs: 3_000 },
  look: { stallMs: 300_000, totalMs: 300_000, perPageMs: 0 },
  // The largest files of the development set stay under 700 MB; the rest is for the machine and the models.
  memory: { heapMb: 1_024, totalMb: Math.max(512, Math.min(2_048, Math.floor(totalmem() / 1e6 / 2))) },
  idleMs: 60_000,
}

export interface ReadersOptions {
  readonly start: StartReader
  /** Where weights of recognition lie that are not part of the program. */
  readonly modelsFolder?: string | null
  readonly log?: Log
  readonly limits?: Partial<ReaderLimits>
}

/**
 * Each thing is read in a child process that can die alone: a crash, a hang, or too much memory ends that process and costs
 * that one thing; the next one gets a new process. Parsing has one and looking at pages has the other, so that a page that
 * takes long to recognise never holds up a file. They start with their first work and end when there was none for a minute.
 */
export function createReaders({ start, modelsFolder = null, log = silentLog, limits: given = {} }: ReadersOptions): Readers {
  const limits = { ...defaultLimits, ...given }
  const lane = (): ReaderLane => new ReaderLane({ start: () => start(limits.memory), log, idleMs: limits.idleMs })
  const parsing = lane()
  const looking = lane()

  return {
    async parse(path, { signal, onPages, childrenFolder = null, password = null }) {
      const read = await parsing.run({ request: { kind: 'parse', path, password, childrenFolder }, value: parsedSchema, signal, limits: limits.parse, onPages })
      return read.ok ? { ok: true, value: { ...read.value.value, pages: read.value.pages } } : read
    },
    async recognise(path, page, { engine, languages, what = 'page', password = null, signal }) {
      return valueOf(await looking.run({ request: { kind: 'recognise', path, page, what, engine, languages, modelsFolder, password }, value: recognisedSchema, signal, limits: limits.look }))
    },
    async draw(path, page, { maxPixels, password = null, signal }) {
      // Somebody is looking at the screen.
      return valueOf(await looking.run({ request: { kind: 'draw', path, page, maxPixels, password }, value: drawnSchema, signal, limits: limits.look }, { urgent: true }))
    },
    async [Symbol.asyncDispose]() {
      parsing.close()
      looking.close()
    },
  }
}

function valueOf<T>(read: Result<{ readonly value: T }>): Result<T> {
  return read.ok ? { ok: true, value: read.value.value } : read
}
