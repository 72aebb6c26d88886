import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageDownload, packageKey, type DownloadPolicy } from '../../egress/model-download.ts'
import type { Transport } from '../../egress/transport.ts'
import { AppError } from '../../support/errors.ts'
import type { PackagePart } from './catalogue.ts'
import { onDisk } from './disk.ts'

export interface ArchiveRequest {
  readonly part: PackagePart
  readonly pythonVersion: string | null
  readonly signal: AbortSignal
  /** Bytes that have come of this part so far, by the size of the files that pip or npm writes. */
  readonly onBytes: (bytes: number) => void
}

interface Archive { readonly folder: string; readonly file: string }

const folderPrefix = '.download-'
const lookEveryMs = 400

/** Packages on disk while they are unpacked: the current one and, being fetched meanwhile, the next. */
export class PackageArchives implements AsyncDisposable {
  readonly #transport: Transport
  readonly #policy: DownloadPolicy
  readonly #folder: string
  readonly #archives = new Map<string, Promise<Archive>>()
  readonly #closing = new AbortController()

  constructor(options: { readonly transport: Transport; readonly policy: DownloadPolicy; readonly folder: string }) {
    this.#transport = options.transport
    this.#policy = options.policy
    this.#folder = options.folder
  }

  /** The path of the wheel or tarball; fetched once. Errors: those of Transport.downloadPackage, `offline`, `host-not-allowed`. */
  async get(request: ArchiveRequest): Promise<string> {
    const key = keyOf(request.part)
    const known = this.#archives.get(key)
    if (known) return (await known).file
    const archive = this.#download(request)
    this.#archives.set(key, archive)
    try {
      return (await archive).file
    } catch (error) {
      this.#archives.delete(key)
      throw error
    }
  }

  /** Deletes all but these. */
  async keepOnly(parts: readonly PackagePart[]): Promise<void> {
    const kept = new Set(parts.map(keyOf))
    for (const [key, archive] of this.#archives) {
      if (kept.has(key)) continue
      this.#archives.delete(key)
      const settled = await archive.catch(() => null)
      if (settled) await rm(settled.folder, { recursive: true, force: true })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort()
    await this.keepOnly([])
  }

  async #download({ part, pythonVersion, signal, onBytes }: ArchiveRequest): Promise<Archive> {
    const download = PackageDownload.approve(this.#policy, part.package, part.version, pythonVersion, part.registry)
    const folder = await onDisk(() => mkdtemp(join(this.#folder, folderPrefix)))
    const look = setInterval(() => { void sizeBelow(folder).then((bytes) => onBytes(Math.min(bytes, part.bytes))) }, lookEveryMs)
    try {
      await this.#transport.downloadPackage(download, { intoFolder: folder, signal: AbortSignal.any([signal, this.#closing.signal]) })
      const name = (await readdir(folder)).find((each) => /\.(?:whl|tgz)$/.test(each))
      if (name === undefined) throw new AppError('download-refused', { reason: 'package-mirror' })
      onBytes(part.bytes)
      return { folder, file: join(folder, name) }
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    } finally {
      clearInterval(look)
    }
  }
}

/** Removes what a killed fetch left behind. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (name.startsWith(folderPrefix)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

const keyOf = (part: PackagePart): string => packageKey(part.registry ?? 'python', part.package, part.version)

/** pip and npm move their files about while this looks at them. */
async function sizeBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size, () => 0)))
  return sizes.reduce((sum, size) => sum + size, 0)
}
