import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Llama, LlamaLogLevel } from 'node-llama-cpp'
import { z } from 'zod'
import { AppError } from '../../support/errors.ts'

const requireModule = createRequire(import.meta.url)

/** What `getLlama` passes to `Llama._create` for a prebuilt binary (node-llama-cpp 3.22.1, pinned). */
interface CreateOptions {
  readonly bindings: unknown
  readonly bindingPath: string
  readonly extBackendsPath?: string
  readonly buildType: 'prebuilt'
  readonly buildMetadata: unknown
  readonly logLevel: LlamaLogLevel
  readonly logger: () => void
  readonly vramPadding: number
  readonly ramPadding: number
  readonly debug: boolean
  readonly numa: boolean
  readonly tempDir: false
}
interface RuntimeFactory { readonly _create: (options: CreateOptions) => Promise<Llama> }

const binsSchema = z.object({ getBinsDir: z.function() })
const binsDirSchema = z.union([z.string(), z.object({ binsDir: z.string(), extBinsDir: z.string().optional() })])
const buildMetadataSchema = z.looseObject({ buildOptions: z.looseObject({ llamaCpp: z.looseObject({}) }) })

/**
 * Loads llama.cpp from the installed prebuilt package, GPU builds first.
 * Not through `getLlama`: on Linux that forks a child process to try every prebuilt binary first, which the guard
 * refuses (and which costs 0.3 s at each start). A build whose driver is missing fails to load and the next is tried.
 * Errors: `model-load-failed`.
 */
export async function loadRuntime(): Promise<Llama> {
  for (const name of candidatePackages(process.platform, process.arch)) {
    const runtime = await tryPackage(name)
    if (runtime) return runtime
  }
  throw new AppError('model-load-failed', { reason: 'no-runtime-for-this-machine' })
}

/** Names of the prebuilt packages for a machine, best first. */
export function candidatePackages(platform: NodeJS.Platform, arch: string): readonly string[] {
  if (platform === 'darwin') return arch === 'arm64' ? ['mac-arm64-metal'] : ['mac-x64']
  const system = platform === 'win32' ? 'win' : 'linux'
  if (arch === 'x64') return [`${system}-x64-cuda`, `${system}-x64-vulkan`, `${system}-x64`]
  return [`${system}-${arch === 'arm' ? 'armv7l' : arch}`]
}

async function tryPackage(name: string): Promise<Llama | null> {
  try {
    const bins = await locateBins(name)
    if (!bins) return null
    const bindingPath = unpacked(join(bins.folder, 'llama-addon.node'))
    const buildMetadata = buildMetadataSchema.parse(JSON.parse(readFileSync(join(bins.folder, '_nlcBuildMetadata.json'), 'utf8')))
    const factory = Llama as unknown as RuntimeFactory
    return await factory._create({
      bindings: freshBinding(bindingPath), bindingPath, buildType: 'prebuilt', buildMetadata,
      ...(bins.extensions ? { extBackendsPath: unpacked(bins.extensions) } : {}),
      // llama.cpp's own log can hold prompt text: it is switched off, not redirected.
      logLevel: LlamaLogLevel.disabled, logger: () => {},
      vramPadding: 0, ramPadding: 0, debug: false, numa: false, tempDir: false,
    })
  } catch {
    return null
  }
}

async function locateBins(name: string): Promise<{ folder: string; extensions: string | null } | null> {
  let entry: string
  try {
    entry = createRequire(requireModule.resolve('node-llama-cpp')).resolve(`@node-llama-cpp/${name}`)
  } catch {
    return null
  }
  // The empty package that stands in for the large GPU builds exports no `getBinsDir`.
  const parsed = binsSchema.safeParse(await import(pathToFileURL(entry).href))
  if (!parsed.success) return null
  const bins = binsDirSchema.parse(parsed.data.getBinsDir())
  const root = typeof bins === 'string' ? bins : bins.binsDir
  const extensions = typeof bins === 'string' ? null : (bins.extBinsDir ?? null)
  return { folder: join(root, name), extensions: extensions ? join(extensions, name) : null }
}

/** Every runtime has its own logger and backends, so the addon must not come from the module cache. */
function freshBinding(path: string): unknown {
  delete requireModule.cache[path]
  try {
    return requireModule(path)
  } finally {
    delete requireModule.cache[path]
  }
}

/** Electron keeps native files beside its archive, not in it. */
function unpacked(path: string): string {
  return dirname(path).includes(`.asar${sep}`) ? path.replace(`.asar${sep}`, `.asar.unpacked${sep}`) : path
}
