import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { repositoryRoot } from './import-graph.ts'
import type { TemporaryHome } from './temporary-home.ts'

const entry = join(repositoryRoot, 'out', 'main', 'browser-shell.js')
const startMs = 60_000

export interface BuiltApp extends AsyncDisposable {
  readonly origin: string
  readonly pid: number
  /** A fresh address that opens the app once. */
  openUrl(): Promise<string>
}

/** Starts the built browser shell in a data folder of its own, as `npm start` does where Electron is missing. */
export async function startBuiltApp(home: TemporaryHome): Promise<BuiltApp> {
  ensureBuilt()
  const child = spawn(process.execPath, [entry], { env: home.env, stdio: ['pipe', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => { complaints += chunk.toString() })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextUrl = async (): Promise<string> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), startMs)
    try {
      for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
        const url = /http:\/\/127\.0\.0\.1:\d+\/open\/\S+/.exec(line.value)?.[0]
        if (url !== undefined) return url
      }
    } finally {
      clearTimeout(timer)
    }
    throw new Error(`The browser shell ended before it was ready: ${complaints}`)
  }
  let first: string | null = await nextUrl()
  return {
    origin: new URL(first).origin,
    pid: child.pid ?? 0,
    async openUrl() {
      const ready = first
      first = null
      if (ready !== null) return ready
      child.stdin.write('\n')
      return nextUrl()
    },
    [Symbol.asyncDispose]: () => stop(child),
  }
}

/** Asks it to end as the system would, so that native memory and databases are closed. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(timer)
}

/** Builds `out/` where it is missing or older than a source file, so that these tests never pass on yesterday's code. */
export function ensureBuilt(): void {
  const sources = ['src-main', 'src-preload', 'src-renderer', 'electron.vite.config.ts'].map((path) => newest(join(repositoryRoot, path)))
  const built = Math.min(...[entry, join(repositoryRoot, 'out', 'renderer', 'index.html')].map((path) => (existsSync(path) ? statSync(path).mtimeMs : 0)))
  if (built > Math.max(...sources)) return
  const build = spawnSync(process.execPath, [join(repositoryRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], { cwd: repositoryRoot, encoding: 'utf8' })
  if (build.status !== 0) throw new Error(`The build failed:\n${build.stdout}\n${build.stderr}`)
}

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}
