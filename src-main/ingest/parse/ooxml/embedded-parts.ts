import { posix } from 'node:path'
import type { ZipArchive } from '../zip-archive.ts'
import type { EmbeddedFiles } from './embedded-files.ts'
import { partBytes } from './part-bytes.ts'
import type { Relation } from './relationships.ts'

/** Hands on, once each, the files that parts of a package refer to as put into them. */
export class EmbeddedParts {
  readonly #archive: ZipArchive
  readonly #files: EmbeddedFiles
  readonly #taken = new Set<string>()

  constructor(archive: ZipArchive, files: EmbeddedFiles) {
    this.#archive = archive
    this.#files = files
  }

  /** Returns how many files the part refers to. The workbook behind a chart belongs to the chart, and is not among them. */
  add(related: readonly Relation[]): number {
    const embedded = related.filter(({ type }) => type === 'package' || type === 'oleObject')
    for (const { target } of embedded) {
      if (this.#taken.has(target)) continue
      this.#taken.add(target)
      const bytes = partBytes(this.#archive, target)
      if (bytes !== null) this.#files.addPart(bytes, posix.basename(target))
    }
    return embedded.length
  }
}
