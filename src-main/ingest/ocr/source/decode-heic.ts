import { createRequire } from 'node:module'
import { z } from 'zod'
import { AppError } from '../../../support/errors.ts'
import type { Drawing } from './page-source.ts'

/** What heic-decode's `all` gives, which comes without types: pictures whose size is known before they are decoded. */
interface HeicPictures extends ReadonlyArray<{ readonly width: number; readonly height: number; readonly decode: () => Promise<{ readonly data: Uint8ClampedArray }> }> {
  readonly dispose: () => void
}
type DecodeAll = (input: { readonly buffer: Uint8Array }) => Promise<HeicPictures>

const moduleSchema = z.custom<{ readonly all: DecodeAll }>((value) => typeof value === 'function' && 'all' in value && typeof value.all === 'function')
/** AVIF has brands of its own and is not among them. */
const heicBrands = new Set(['mif1', 'msf1', 'heic', 'heix', 'hevc', 'hevx', 'heim', 'heis'])

/** The main picture of a HEIC file, turned as it says, by libheif in WebAssembly; null for other files. Errors: `document-damaged`, `file-too-large`. */
export async function decodeHeic(bytes: Uint8Array, maxPixels: number): Promise<Drawing | null> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.byteLength)).toString('latin1')
  if (head.slice(4, 8) !== 'ftyp' || !heicBrands.has(head.slice(8, 12)) || /avi[fs]/.test(head)) return null
  // Loaded here: its WebAssembly is 1.5 MB, and few files are HEIC.
  const { all } = moduleSchema.parse(createRequire(import.meta.url)('heic-decode'))
  try {
    const pictures = await all({ buffer: bytes })
    try {
      const first = pictures[0]
      if (first === undefined) throw new AppError('document-damaged')
      if (first.width * first.height > maxPixels) throw new AppError('file-too-large', { limitPixels: maxPixels })
      const { data } = await first.decode()
      return { width: first.width, height: first.height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
    } finally {
      pictures.dispose()
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('document-damaged')
  }
}
