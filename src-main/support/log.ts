import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FailureCode } from '../../src-preload/contract/index.ts'

/** Events are named here, so that a log line can never be built from a document, a prompt or a file name. */
export type LogEvent =
  | 'app-started' | 'app-stopped' | 'call-failed' | 'ingest-started' | 'ingest-finished' | 'document-failed'
  | 'model-loaded' | 'model-failed' | 'answer-finished' | 'answer-failed' | 'download-finished' | 'download-failed'
  | 'guard-refused' | 'worker-crashed' | 'migration-done'

/** What may stand beside the event: numbers, booleans, failure codes and generated ids. */
export type LogFields = Readonly<Record<string, number | boolean | FailureCode | `${'m' | 'd' | 'c' | 'a'}_${string}` | null>>

export interface Log { write(event: LogEvent, fields?: LogFields): void }

const maxBytes = 2_000_000

/** Appends JSON lines to `<folder>/strongroom.log`; at 2 MB the file becomes `.1` and a new one starts. Never throws. */
export function fileLog(folder: string): Log {
  const path = join(folder, 'strongroom.log')
  return {
    write(event, fields = {}) {
      try {
        mkdirSync(folder, { recursive: true })
        if (sizeOf(path) > maxBytes) renameSync(path, `${path}.1`)
        appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`, { mode: 0o600 })
      } catch {
        // A full disk must not stop the work that is being logged.
      }
    },
  }
}

export const silentLog: Log = { write() {} }

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
