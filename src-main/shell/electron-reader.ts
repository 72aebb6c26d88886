import { parse } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { readerEnvironment } from '../ingest/reader/reader-environment.ts'
import { watchForMemoryEnd } from '../ingest/reader/memory-end.ts'
import type { StartReader } from '../ingest/reader/reader-child.ts'
import { workerUrl } from '../support/worker-url.ts'

/** Starts the reading process as Electron does: its own program runs no scripts for others (the fuse RunAsNode is off). */
export const startElectronReader: StartReader = ({ heapMb, totalMb }) => {
  const child = utilityProcess.fork(fileURLToPath(workerUrl('reader')), [String(Math.trunc(totalMb))], {
    execArgv: [`--max-old-space-size=${Math.trunc(heapMb)}`], env: readerEnvironment(process.env), cwd: parse(process.execPath).root,
    stdio: ['ignore', 'ignore', 'pipe'], serviceName: 'Strongroom reader',
  })
  const outOfMemory = watchForMemoryEnd(child.stderr as Readable | null)
  const ended = Promise.withResolvers<{ readonly outOfMemory: boolean }>()
  // What it wrote last arrives in the turn after its end.
  child.once('exit', () => setImmediate(() => ended.resolve({ outOfMemory: outOfMemory() })))
  // V8's own end comes as an event first; without a listener it would be an exception of ours.
  child.on('error', () => {})
  return {
    get pid() { return child.pid },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void ended.promise.then(listener),
    // Electron ends its utility processes with itself, and waits for none.
    setIdle() {},
    kill: () => void child.kill(),
  }
}
