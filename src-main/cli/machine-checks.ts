import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, totalmem } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { dataFolder } from '../support/data-folder.ts'
import type { DoctorOutput } from './output-schemas.ts'

type Check = DoctorOutput['checks'][number]

const requireModule = createRequire(import.meta.url)
/** The default chat model with its context and the search model need about this much; see models/catalogue.json. */
const neededMemoryBytes = 2.5e9
/** Both default models, and room for a matter. */
const neededDiskBytes = 2e9
const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** What can be told without opening any data. Looks only: no process is started and nothing is loaded. */
export async function checkMachine(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const folder = dataFolder(env)
  return [checkNode(), checkLlama(), checkOnnx(), checkFolder(folder), await checkDisk(folder), checkMemory(), checkElectron(), checkPython(env)]
}

function checkNode(): Check {
  const major = Number(process.versions.node.split('.')[0])
  return { name: 'node', state: major >= 24 ? 'ok' : 'missing', detail: major >= 24 ? process.version : `${process.version} is too old to run Strongroom itself; \`npm start\` and \`npm run strongroom\` bring Node 24 along` }
}

function checkLlama(): Check {
  const platform = { darwin: 'mac', linux: 'linux', win32: 'win' }[process.platform as 'darwin' | 'linux' | 'win32'] ?? process.platform
  const names = [`${platform}-${process.arch}`, `${platform}-${process.arch}-metal`]
  const found = names.find((name) => packageFolder(`@node-llama-cpp/${name}`) !== null)
  return found
    ? { name: 'llama.cpp', state: 'ok', detail: `built for ${found}` }
    : { name: 'llama.cpp', state: 'missing', detail: `no build for ${platform}-${process.arch} is installed; run the installation again` }
}

function checkOnnx(): Check {
  const folder = packageFolder('onnxruntime-node')
  const library = folder && join(folder, 'bin', 'napi-v6', process.platform, process.arch)
  return library && existsSync(library)
    ? { name: 'onnxruntime', state: 'ok', detail: `built for ${process.platform}-${process.arch}` }
    : { name: 'onnxruntime', state: 'missing', detail: `no build for ${process.platform}-${process.arch} is installed` }
}

function checkFolder(folder: string): Check {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '', { flag: 'wx' })
    rmSync(probe)
    return { name: 'data folder', state: 'ok', detail: folder }
  } catch {
    return { name: 'data folder', state: 'missing', detail: `${folder} cannot be written to; set STRONGROOM_HOME to another folder` }
  }
}

async function checkDisk(folder: string): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    return { name: 'free disk', state: free >= neededDiskBytes ? 'ok' : 'limited', detail: `${gigabytes(free)}${free >= neededDiskBytes ? '' : `; the default models need ${gigabytes(neededDiskBytes)}`}` }
  } catch {
    return { name: 'free disk', state: 'limited', detail: 'not known' }
  }
}

function checkMemory(): Check {
  const free = process.availableMemory()
  return { name: 'memory', state: free >= neededMemoryBytes ? 'ok' : 'limited', detail: `${gigabytes(free)} free of ${gigabytes(totalmem())}, ${availableParallelism()} cores${free >= neededMemoryBytes ? '' : '; close other programs, or choose a smaller model'}` }
}

/** electron downloads itself when it is imported without its binary, so its folder is looked at instead. */
function checkElectron(): Check {
  if (process.versions['electron']) return { name: 'electron', state: 'ok', detail: process.versions['electron'] }
  const folder = packageFolder('electron')
  const binary = folder && readText(join(folder, 'path.txt'))
  return folder && binary && existsSync(join(folder, 'dist', binary))
    ? { name: 'electron', state: 'ok', detail: 'installed' }
    : { name: 'electron', state: 'missing', detail: 'not installed: `npm start` and `strongroom serve` use this machine’s browser instead' }
}

function checkPython(env: NodeJS.ProcessEnv): Check {
  const names = process.platform === 'win32' ? ['python3.exe', 'python.exe'] : ['python3']
  const found = (env['PATH'] ?? '').split(delimiter).some((folder) => names.some((name) => isProgram(join(folder, name))))
  return found
    ? { name: 'python for the mirror', state: 'ok', detail: 'found' }
    : { name: 'python for the mirror', state: 'missing', detail: 'models come from the hub, or from a file that you import' }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function packageFolder(name: string): string | null {
  for (const folder of requireModule.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return dirname(join(folder, name, 'package.json'))
  }
  return null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}
