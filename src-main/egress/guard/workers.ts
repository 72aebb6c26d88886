import { fileURLToPath } from 'node:url'
import workerThreads from 'node:worker_threads'
import { workerUrl } from '../../support/worker-url.ts'
import { seal } from './seal.ts'

/**
 * A worker thread has its own modules, unguarded ones. Each is started with the guard before its own code.
 * Electron's threads may not take Node's `--require`; there the product's own workers import the guard themselves, first.
 */
export function guardWorkers(): void {
  const Worker = workerThreads.Worker
  // --require and not --import: threads that run a string (`eval`) skip the latter.
  const guard = fileURLToPath(workerUrl('guard-on'))
  class GuardedWorker extends Worker {
    constructor(file: string | URL, options: workerThreads.WorkerOptions = {}) {
      // A limit of the whole process is no switch that a thread may have.
      const execArgv = options.execArgv ?? process.execArgv.filter((each) => !each.startsWith('--max-old-space-size'))
      super(file, process.versions['electron'] ? options : { ...options, execArgv: [...execArgv, '--require', guard] })
    }
  }
  seal(workerThreads, 'Worker', GuardedWorker)
}
