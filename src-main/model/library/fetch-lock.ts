import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../support/errors.ts'

/**
 * Keeps two processes (the app and the command line) from writing one part file. A lock whose process is gone is taken over.
 * Errors: `busy`.
 */
export function lockFetch(folder: string): Disposable {
  const path = join(folder, '.fetching')
  if (!claim(path)) {
    if (isAlive(ownerOf(path))) throw new AppError('busy')
    rmSync(path, { force: true })
    if (!claim(path)) throw new AppError('busy')
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) }
}

function claim(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function ownerOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
