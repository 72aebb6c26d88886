import childProcess from 'node:child_process'
import inspector from 'node:inspector'
import { mayStart, refusal } from './permission.ts'
import { functionOf, seal } from './seal.ts'

/** A child process is outside the guard and could reach anything, so starting one is a connection as far as the guard is concerned. */
export function guardProcesses(): void {
  // spawn, exec, execFile, fork and cluster all end here, also where code kept an earlier reference to them.
  const spawn = functionOf(childProcess.ChildProcess.prototype, 'spawn')
  seal(childProcess.ChildProcess.prototype, 'spawn', function guardedSpawn(this: unknown, options: unknown): unknown {
    const program: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'file') : null
    const args: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'args') : null
    if (spawn && typeof program === 'string' && mayStart(program, Array.isArray(args) ? args.slice(1) : [])) return Reflect.apply(spawn, this, [options])
    throw refusal('process')
  })
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) seal(childProcess, name, () => { throw refusal('process') })
  if (functionOf(process, 'execve')) seal(process, 'execve', () => { throw refusal('process') })
}

/** Node's bare bindings and its debugger port lead around everything above. */
export function guardInternals(): void {
  const deniedBindings = new Set(['tcp_wrap', 'pipe_wrap', 'udp_wrap', 'tls_wrap', 'cares_wrap', 'process_wrap', 'spawn_sync', 'js_stream'])
  const binding = functionOf(process, 'binding')
  seal(process, 'binding', (name: unknown): unknown => {
    if (!binding || typeof name !== 'string' || deniedBindings.has(name)) throw refusal('binding')
    return Reflect.apply(binding, process, [name])
  })
  seal(inspector, 'open', () => { throw refusal('inspector') })
}
