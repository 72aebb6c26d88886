import { type ChildProcess, spawn } from 'node:child_process'
import { parse } from 'node:path'
import { watchForMemoryEnd } from '../ingest/reader/memory-end.ts'
import { readerEnvironment } from '../ingest/reader/reader-environment.ts'
import type { ReaderChild, StartReader } from '../ingest/reader/reader-child.ts'
import { claimReaderPermit } from './guard/install.ts'

// The one file that starts the reading process. It claims the permit for it as it is loaded, so that nobody else can.
const permit = claimReaderPermit()

/** Starts the reading process with Node itself, for the browser shell and the command line. */
export const startReader: StartReader = (memory) => {
  let child: ChildProcess | null = null
  try {
    permit.run(memory, (program, args) => {
      child = spawn(program, args, {
        // Nothing of the user's environment, no folder of the user's, no terminal.
        env: readerEnvironment(process.env), cwd: parse(program).root, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced', shell: false, windowsHide: true,
        // A session of its own: Ctrl-C in the terminal is for the app to hear, which then ends this process.
        detached: process.platform !== 'win32',
      })
    })
  } catch {
    // No process could be had; it counts as one that ended.
  }
  return asReaderChild(child)
}

function asReaderChild(child: ChildProcess | null): ReaderChild {
  const outOfMemory = watchForMemoryEnd(child?.stderr ?? null)
  const ended = Promise.withResolvers<{ readonly outOfMemory: boolean }>()
  if (child) {
    child.on('error', () => { if (child.pid === undefined) ended.resolve({ outOfMemory: false }) })
    child.on('close', () => ended.resolve({ outOfMemory: outOfMemory() }))
  } else ended.resolve({ outOfMemory: false })
  // Pipes count as work of our own process until they are told not to.
  const held: readonly (unknown)[] = [child, child?.channel, child?.stderr]
  return {
    pid: child?.pid,
    post: (message) => { if (child?.connected) child.send(message as object, undefined, undefined, () => {}) },
    onMessage: (listener) => void child?.on('message', listener),
    onEnd: (listener) => void ended.promise.then(listener),
    setIdle(isIdle) {
      for (const each of held) callIfThere(each, isIdle ? 'unref' : 'ref')
    },
    kill: () => void child?.kill('SIGKILL'),
  }
}

/** Node's types do not say that the streams of a process can be let go of. */
function callIfThere(target: unknown, name: 'ref' | 'unref'): void {
  const method: unknown = typeof target === 'object' && target !== null ? Reflect.get(target, name) : null
  if (typeof method === 'function') Reflect.apply(method, target, [])
}
