// Where things are: the checkout, the Node that runs the product, the user's data.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
export const neededNodeMajor = 24

/** The Node that runs the product: this one where it is new enough, otherwise the one that is installed with the packages. Null: neither. */
export function productNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededNodeMajor) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const program = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(program) ? program : null
}

/** True where the packages include Node 24, so that an older Node is enough to start with. */
export function nodeComesWithPackages() {
  const key = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return key in optionalDependencies
}

/** The same folder as src-main/support/data-folder.ts, which cannot be read before anything is installed. */
export function dataFolder() {
  const { env, platform } = process
  if (env.STRONGROOM_HOME) return resolve(env.STRONGROOM_HOME)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Strongroom')
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Strongroom')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Strongroom')
}

export function modelsFolder() {
  return process.env.STRONGROOM_MODELS ? resolve(process.env.STRONGROOM_MODELS) : join(dataFolder(), 'models')
}

/** One hash over the contents of files and folders, given relative to the checkout. */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name))
    else hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
  }
  paths.forEach(add)
  return hash.digest('hex')
}

/** What a step wrote about its last success; null when there is nothing readable. */
export function readStamp(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** `node` means the product's Node in everything that is started here. */
export function productEnv() {
  const node = productNode()
  const folders = [join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  return { ...process.env, PATH: (node ? [join(node, '..'), ...folders] : folders).join(delimiter) }
}

/** Runs a program to its end. `output` is '' unless `quiet`, which collects what it prints instead of showing it. */
export function run(program, args, { quiet = false, env = productEnv(), cwd = root, timeoutMs, shell = false, stdout = 'inherit' } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', stdout, 'inherit'], timeout: timeoutMs })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    // Ctrl-C in a terminal reaches the child by itself; a request to end that only this process got is passed on, and nothing follows.
    let ended = false
    const passOn = (signal) => {
      ended = true
      child.kill(signal)
    }
    process.on('SIGTERM', passOn)
    const end = (result) => {
      process.off('SIGTERM', passOn)
      if (ended) fail(new Stop('', 143))
      else done(result)
    }
    child.on('error', (error) => end({ code: 127, output: error.message }))
    child.on('close', (code, signal) => end({ code: code ?? (signal === 'SIGINT' ? 130 : 1), output }))
  })
}

/** An end with a sentence for the person at the terminal, and no stack. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs a script's main function; a `Stop` is printed as its sentence. */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    if (error.message) process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}
