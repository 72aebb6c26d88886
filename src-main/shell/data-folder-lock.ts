import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../support/errors.ts'

const holderSchema = z.object({ pid: z.number().int().positive(), processStart: z.string(), writtenAtMs: z.number() })
type Holder = z.infer<typeof holderSchema>

/**
 * Takes the data folder for this process; two writers on one matter would lose rows. Dispose to give it back; a crash gives it
 * back too, because the file names its process. Errors: `data-folder-in-use`, `disk-read-only`, `disk-full`.
 */
export function lockDataFolder(folder: string): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'strongroom.lock')
  const mine: Holder = { pid: process.pid, processStart: processStart(process.pid), writtenAtMs: Date.now() }
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return { [Symbol.dispose]: () => rmSync(path, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = readHolder(path)
      if (holder && isRunning(holder)) throw new AppError('data-folder-in-use', { pid: holder.pid })
      rmSync(path, { force: true })
    }
  }
  throw new AppError('data-folder-in-use')
}

/** A lock that was cut off while being written names nobody, so it counts as left behind. */
function readHolder(path: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

/** Process numbers are used again after a crash or a restart, so the process must also have begun when the lock's did. */
function isRunning(holder: Holder): boolean {
  if (holder.writtenAtMs < Date.now() - uptime() * 1000) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return processStart(holder.pid) === holder.processStart
}

/** Start time in clock ticks since boot (proc(5), field 22); empty where the system has no /proc. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
