import { deflateSync, crc32 } from 'node:zlib'
import type { ZipArchive } from '../../parse/zip-archive.ts'
import { pictureTypes } from './part-rules.ts'

/** The pictures of a copy: one white one in the place of all, or each as it is, under a name of our own. */
export class Pictures {
  readonly #archive: ZipArchive
  readonly #keep: boolean
  readonly #names = new Map<string, string>()
  readonly entries: Record<string, Uint8Array> = {}

  constructor(archive: ZipArchive, keep: boolean) {
    this.#archive = archive
    this.#keep = keep
  }

  /** How many different pictures the document shows. */
  get count(): number {
    return this.#names.size
  }

  /** Extension and content type of all that are there. */
  get types(): readonly (readonly [string, string])[] {
    const extensions = new Set(Object.keys(this.entries).map(extensionOf))
    return [...extensions].map((extension) => [extension, pictureTypes[extension] ?? 'application/octet-stream'])
  }

  /** The name in the copy of the picture that the original has under `source`. */
  nameOf(source: string): string {
    const known = this.#names.get(source)
    if (known !== undefined) return known
    const extension = extensionOf(source)
    const bytes = this.#keep && pictureTypes[extension] !== undefined ? this.#read(source) : null
    const name = bytes === null ? 'word/media/blank.png' : `word/media/image${this.#names.size + 1}.${extension}`
    this.entries[name] = bytes ?? blankPicture()
    this.#names.set(source, name)
    return name
  }

  #read(source: string): Uint8Array | null {
    const chunks: Uint8Array[] = []
    return this.#archive.read(source, (chunk) => chunks.push(chunk.slice())) ? Buffer.concat(chunks) : null
  }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** A light grey PNG of one pixel (PNG specification, § 11). */
function blankPicture(): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from([0, 0xe6]))), chunk('IEND', Buffer.alloc(0))])
}
