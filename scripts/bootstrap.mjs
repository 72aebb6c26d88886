// Installs the pinned packages when they are missing or the lock file changed. Plain JavaScript: runs on Node 20 before anything is there.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { neededNodeMajor, nodeComesWithPackages, productNode, readStamp, root, run, runScript, Stop } from './checkout.mjs'

const modules = join(root, 'node_modules')
const stampPath = join(modules, '.strongroom-install.json')

/** Does nothing when everything is as the lock file wants it. `say` gets one line when there is something to do. */
export async function bootstrap(say = (line) => process.stderr.write(`${line}\n`)) {
  checkNode()
  const wanted = { lock: lockHash(), gpu: wantedGpu(), platform: `${process.platform}-${process.arch}` }
  const stamp = readStamp(stampPath)
  if (stamp && Object.entries(wanted).every(([key, value]) => stamp[key] === value) && productNode()) return
  const started = Date.now()
  say('Installing the pinned packages (about 1 GB on disk, once) …')
  // `npm install` and not `npm ci`: see docs/decisions/0002-light-install.md.
  await npm(['install', '--no-save', '--no-progress', '--loglevel=error'])
  if (!productNode()) throw new Stop(nodeMissing())
  pruneOtherPlatforms()
  if (wanted.gpu !== 'none') await installGpuBinaries(wanted.gpu, say)
  writeFileSync(stampPath, `${JSON.stringify(wanted, null, 2)}\n`)
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new Stop(`Strongroom needs Node 20 or newer to start; this is ${process.versions.node}. Get it from https://nodejs.org.`)
  if (major < neededNodeMajor && !nodeComesWithPackages()) throw new Stop(nodeMissing())
}

function nodeMissing() {
  return `On this machine (${process.platform}-${process.arch}) Strongroom needs Node ${neededNodeMajor} or newer; this is ${process.versions.node}. Get it from https://nodejs.org and run the command again.`
}

function lockHash() {
  const hash = createHash('sha256')
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, name)))
  return hash.digest('hex')
}

/** `STRONGROOM_GPU` decides; otherwise CUDA where NVIDIA's driver is. macOS needs nothing extra. */
function wantedGpu() {
  const asked = process.env.STRONGROOM_GPU
  if (asked !== undefined && !['cuda', 'vulkan', 'none'].includes(asked)) throw new Stop('STRONGROOM_GPU is one of cuda, vulkan, none.')
  if (!['linux-x64', 'win32-x64'].includes(`${process.platform}-${process.arch}`)) return 'none'
  return asked ?? (onPath('nvidia-smi') ? 'cuda' : 'none')
}

function onPath(program) {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program]
  return (process.env.PATH ?? '').split(delimiter).some((folder) => names.some((name) => folder !== '' && existsSync(join(folder, name))))
}

/** The npm that started this script, or the one on PATH. */
async function npm(args, cwd = root) {
  const own = process.env.npm_execpath
  const { code, output } = own?.endsWith('npm-cli.js')
    ? await run(process.execPath, [own, ...args], { quiet: true, cwd, env: process.env })
    : await run('npm', args, { quiet: true, cwd, env: process.env, shell: process.platform === 'win32' })
  if (code !== 0) throw new Stop(`npm ${args[0]} failed:\n${output.trim()}`)
}

/** onnxruntime-node carries every platform's library in one package: 200 MB that this machine never loads. */
function pruneOtherPlatforms() {
  const binaries = join(modules, 'onnxruntime-node', 'bin', 'napi-v6')
  if (existsSync(binaries)) {
    for (const platform of readdirSync(binaries)) {
      if (platform !== process.platform) rmSync(join(binaries, platform), { recursive: true, force: true })
      else for (const arch of readdirSync(join(binaries, platform))) if (arch !== process.arch) rmSync(join(binaries, platform, arch), { recursive: true, force: true })
    }
  }
  for (const name of readdirSync(modules)) {
    if (/^node-(linux|win)-/.test(name)) for (const folder of ['include', 'share']) rmSync(join(modules, name, folder), { recursive: true, force: true })
  }
}

/**
 * package.json overrides the GPU builds with an empty package, so that machines without a GPU do not fetch 670 MB.
 * npm refuses to install an overridden name beside that, so they are installed in a folder of their own and moved.
 */
async function installGpuBinaries(gpu, say) {
  const { version } = JSON.parse(readFileSync(join(modules, 'node-llama-cpp', 'package.json'), 'utf8'))
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const names = gpu === 'cuda' ? [`${platform}-cuda`, `${platform}-cuda-ext`] : [`${platform}-vulkan`]
  say(`A GPU is to be used: installing llama.cpp for ${gpu} …`)
  const folder = mkdtempSync(join(modules, '.gpu-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    await npm(['install', '--no-save', '--no-progress', '--loglevel=error', '--ignore-scripts', ...names.map((name) => `@node-llama-cpp/${name}@${version}`)], folder)
    for (const name of names) {
      const target = join(modules, '@node-llama-cpp', name)
      rmSync(target, { recursive: true, force: true })
      renameSync(join(folder, 'node_modules', '@node-llama-cpp', name), target)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runScript(bootstrap)
