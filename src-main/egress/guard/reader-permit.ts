import { fileURLToPath } from 'node:url'
import { workerUrl } from '../../support/worker-url.ts'
import type { GuardPermit } from './permission.ts'

/** The capability to start the reading process, and no other program, script or switch. */
export interface ReaderPermit {
  /** `action` starts `program` with exactly `args`; the guard compares them. */
  run(memory: { readonly heapMb: number; readonly totalMb: number }, action: (program: string, args: readonly string[]) => void): void
}

/** Minted once, by the guard's installation. */
export function createReaderPermit(permit: GuardPermit): ReaderPermit {
  const script = fileURLToPath(workerUrl('reader'))
  return {
    run({ heapMb, totalMb }, action) {
      const args = [`--max-old-space-size=${Math.trunc(heapMb)}`, script, String(Math.trunc(totalMb))]
      let failure: { readonly error: unknown } | null = null
      void permit.run({ kind: 'process', program: process.execPath, args }, async () => {
        try {
          action(process.execPath, args)
        } catch (error) {
          failure = { error }
        }
      })
      // The action ran in this turn: a process is started at once or not at all.
      if (failure) throw (failure as { readonly error: unknown }).error
    },
  }
}
