import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../support/errors.ts'
import type { ChildFile, ChildSink } from './parsed-document.ts'

/** Of one container. A mailbox of years has some thousand attachments; a bomb has more. */
const limits = { files: 10_000, bytes: 2_000_000_000 }

/** Writes the files found inside a container into a folder, under names of its own. */
export class ChildFolder implements ChildSink {
  readonly #folder: string | null
  readonly #files: ChildFile[] = []
  #bytes = 0

  constructor(folder: string | null) {
    this.#folder = folder
  }

  get files(): readonly ChildFile[] {
    return this.#files
  }

  add(name: string, bytes: Uint8Array): void {
    if (this.#files.length >= limits.files) throw new AppError('document-too-many-parts', { limit: limits.files })
    this.#bytes += bytes.length
    if (this.#bytes > limits.bytes) throw new AppError('archive-expands-too-far', { limitBytes: limits.bytes })
    const extension = /\.[a-z0-9]{1,10}$/.exec(name.toLowerCase())?.[0] ?? ''
    const file = `child-${String(this.#files.length + 1).padStart(5, '0')}${extension}`
    if (this.#folder !== null) writeFileSync(join(this.#folder, file), bytes, { flag: 'wx', mode: 0o600 })
    this.#files.push({ name: name.slice(0, 1_000), bytes: bytes.length, file })
  }
}

/** Counts and drops what it is given: for readers whose caller wants the container alone. */
export const countingSink = (): ChildSink => new ChildFolder(null)
