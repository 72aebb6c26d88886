import { Inflate, Unzip } from 'fflate'
import type { UnzipDecoder, UnzipFile } from 'fflate'
import { AppError } from '../support/errors.ts'

const stored = 0
const deflated = 8

/**
 * Streams one entry of a zip archive, found by its exact name. Nothing is written, so no entry's name can lead
 * anywhere; other entries are passed over without being inflated or kept.
 * Errors: `download-refused` when the entry is missing or the archive is damaged.
 */
export async function* unzipEntry(archive: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let found = false
  let finished = false
  const unzip = new Unzip()
  unzip.register(decoderFor(deflated, name))
  unzip.register(decoderFor(stored, name))
  unzip.onfile = (file: UnzipFile) => {
    if (file.name === name) found = true
    file.ondata = (error, data, final) => {
      if (error) throw error
      if (file.name !== name) return
      if (data.length > 0) ready.push(data)
      if (final) finished = true
    }
    file.start()
  }
  try {
    for await (const chunk of archive) {
      unzip.push(chunk)
      yield* ready.splice(0)
      if (finished) return
    }
    unzip.push(new Uint8Array(0), true)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('download-refused', { reason: 'archive-damaged' }, { cause: error })
  }
  yield* ready.splice(0)
  if (!found || !finished) throw new AppError('download-refused', { reason: found ? 'archive-cut-short' : 'entry-missing' })
}

/** fflate's own decoders would inflate, or hold in memory, the entries nobody asked for. */
function decoderFor(compression: number, wanted: string): { new (filename: string): UnzipDecoder; compression: number } {
  return class EntryDecoder implements UnzipDecoder {
    static compression = compression
    ondata: UnzipDecoder['ondata'] = () => {}
    readonly #inflate: Inflate | null
    readonly #wanted: boolean

    constructor(filename: string) {
      this.#wanted = filename === wanted
      this.#inflate = this.#wanted && compression === deflated ? new Inflate((data, final) => this.ondata(null, data, final)) : null
    }

    push(data: Uint8Array<ArrayBuffer>, final: boolean): void {
      if (this.#inflate) this.#inflate.push(data, final)
      else this.ondata(null, this.#wanted ? data : new Uint8Array(0), final)
    }
  }
}
