import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '../../../support/errors.ts'
import { TextCrew, type TextTask } from '../../../support/text-crew.ts'
import { startTextThread } from '../../../support/text-thread.ts'
import type { DetectedSpan, Detector } from '../redactor.ts'
import { modelFiles } from './model-files.ts'
import { type FoundNames, foundNamesSchema, type NameWorkerData } from './name-messages.ts'
import { refineNames } from './refine-names.ts'
import { windowsOf } from './windows.ts'

/** Finds people, organisations, places, nationalities, dates and amounts with a model of English. */
export type NameFinder = Detector & AsyncDisposable

export interface NameFinderOptions {
  /** Holds the files of {@link modelFiles}. */
  readonly folder: string
  /** Worker threads, each with the model in its memory (about 100 MB). */
  readonly workers?: number
  readonly readiness?: number
}

/** More would take the cores of whoever is typing. */
const mostWorkers = 2
/** Chosen on the dev parts of bench/redaction.ts: what is missed weighs more than what is masked for nothing. */
const usualReadiness = 1.5

/**
 * Opens the name finder from a folder; threads start at the first text.
 * @throws `model-not-installed` where files are missing. `detect` throws `detector-failed` where they cannot be loaded.
 */
export function createNameFinder({ folder, workers = Math.min(mostWorkers, availableParallelism()), readiness = usualReadiness }: NameFinderOptions): NameFinder {
  const path = resolve(folder)
  if (Object.values(modelFiles).some((file) => !existsSync(join(path, file)))) throw new AppError('model-not-installed')
  const data: NameWorkerData = { folder: path, threads: 1, readiness }
  return findNamesWith(new TextCrew<FoundNames>(workers, (events) => startTextThread({ worker: 'name-worker', data, result: foundNamesSchema }, events)))
}

/** The finder's promises on top of a crew of threads; apart from {@link createNameFinder} so that tests can bring their own crew. */
export function findNamesWith(crew: TextCrew<FoundNames>): NameFinder {
  let disposed = false
  return {
    name: 'names',
    async detect(text, { signal }) {
      if (disposed || signal.aborted) throw new AppError('cancelled')
      const windows = windowsOf(text)
      const { promise: stopped, reject: stop } = Promise.withResolvers<never>()
      let over = false
      const onAbort = (): void => stop(new AppError('cancelled'))
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        const { tasks, results } = ask(windows.map(({ start, end }) => text.slice(start, end)), () => over, () => disposed)
        crew.add(tasks)
        const found = await Promise.race([Promise.all(results), stopped])
        const names = found.flatMap((each, at) => each.map((name) => shifted(name, windows[at]?.start ?? 0)))
        const spans = refineNames(text, names).map((name): DetectedSpan => ({ ...name, detector: 'names' }))
        return { spans: distinct(spans), scannedTo: text.length }
      } finally {
        over = true
        signal.removeEventListener('abort', onAbort)
      }
    },
    async [Symbol.asyncDispose]() {
      disposed = true
      await crew[Symbol.asyncDispose]()
    },
  }
}

function ask(texts: readonly string[], dropped: () => boolean, disposed: () => boolean): { readonly tasks: readonly TextTask<FoundNames>[]; readonly results: readonly Promise<FoundNames>[] } {
  const asked = texts.map((text) => {
    const { promise, resolve: found, reject } = Promise.withResolvers<FoundNames>()
    const settle = (names: FoundNames | null): void => (names ? found(names) : reject(new AppError(disposed() ? 'cancelled' : 'detector-failed')))
    return { task: { text, urgent: false, dropped, settle }, promise }
  })
  return { tasks: asked.map(({ task }) => task), results: asked.map(({ promise }) => promise) }
}

function shifted(name: FoundNames[number], offset: number): FoundNames[number] {
  return { ...name, start: offset + name.start, end: offset + name.end }
}

/** Windows may overlap: what both found is one. */
function distinct(spans: readonly DetectedSpan[]): readonly DetectedSpan[] {
  const seen = new Set<string>()
  return spans.filter(({ start, end, category }) => {
    const key = `${start} ${end} ${category}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
