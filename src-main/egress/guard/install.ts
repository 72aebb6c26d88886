import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { AppError } from '../../support/errors.ts'
import { guardNames } from './names.ts'
import { silenceNativeTelemetry } from './native-telemetry.ts'
import { createPermit, type GuardPermit } from './permission.ts'
import { guardInternals, guardProcesses } from './processes.ts'
import { createReaderPermit, type ReaderPermit } from './reader-permit.ts'
import { guardDatagrams, guardFetch, guardListening, guardSockets } from './sockets.ts'
import { guardWorkers } from './workers.ts'

const installedMark = Symbol.for('strongroom.guard')

/**
 * Denies every outgoing connection of this thread: sockets, TLS, http, http2, fetch, WebSocket, UDP, name lookups,
 * child processes, and listening on anything but loopback. Each refusal is an `AppError('connection-refused-by-guard')`.
 * It must run before any other import, so that nothing holds an unguarded reference.
 *
 * What it cannot see: native add-ons that open sockets themselves, and Electron's own network stack (`electron.net`,
 * the renderer). The first is shown absent by a test that traces system calls; the second is denied by `webRequest` in shell/.
 *
 * @returns false when the guard was on already: a second installation changes nothing and yields no second permit.
 */
export function installGuard(): boolean {
  if (Reflect.has(globalThis, installedMark)) return false
  Object.defineProperty(globalThis, installedMark, { value: true, writable: false, configurable: false })
  guardSockets()
  guardListening()
  guardDatagrams()
  guardFetch()
  guardNames()
  guardProcesses()
  guardInternals()
  guardWorkers()
  silenceNativeTelemetry()
  // Named ESM imports (`import { connect } from 'node:net'`) read a copy of the exports: this renews it.
  syncBuiltinESMExports()
  // Worker threads only compute: they get no permit, so that nothing in them can ever connect.
  if (isMainThread) {
    unclaimed = createPermit()
    // Electron starts its reading process in a way of its own, and its program runs no scripts.
    if (!process.versions['electron']) unclaimedReader = createReaderPermit(unclaimed)
  }
  return true
}

let unclaimed: GuardPermit | null = null
let unclaimedReader: ReaderPermit | null = null

/**
 * Hands the permit to the first caller, `transport.ts`, which every entry imports right after the guard.
 * Where no guard is on (tests of single parts), there is nothing to be permitted and the permit just runs the action.
 * @throws `not-allowed` for a second claim, and in worker threads.
 */
export function claimPermit(): GuardPermit {
  if (!Reflect.has(globalThis, installedMark)) return { run: (_permission, action) => action() }
  if (!unclaimed) throw new AppError('not-allowed')
  const permit = unclaimed
  unclaimed = null
  return permit
}

/** As {@link claimPermit}, for the one program that may be started: `start-reader.ts` is its first and only caller. */
export function claimReaderPermit(): ReaderPermit {
  if (!Reflect.has(globalThis, installedMark)) return createReaderPermit({ run: (_permission, action) => action() })
  if (!unclaimedReader) throw new AppError('not-allowed')
  const permit = unclaimedReader
  unclaimedReader = null
  return permit
}

/** For a process that needs no way out: from now on nobody in it can claim one. */
export function giveUpPermits(): void {
  unclaimed = null
  unclaimedReader = null
}
