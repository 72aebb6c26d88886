import { createRequire } from 'node:module'
import { z } from 'zod'
import { AppError } from '../../../support/errors.ts'
import { latin1 } from '../../parse/bytes.ts'
import type { Drawing } from './page-source.ts'

/** What heic-decode's `all` gives, which comes without types: pictures whose size is known before they are decoded. */
interface Pictures extends ReadonlyArray<{ readonly width: number; readonly height: number; readonly decode: () => Promise<{ readonly data: Uint8ClampedArray }> }> {
  readonly dispose: () => void
}
type DecodeAll = (input: { readonly buffer: Uint8Array }) => Promise<Pictures>

const moduleSchema = z.custom<{ readonly all: DecodeAll }>((value) => typeof value === 'function' && 'all' in value && typeof value.all === 'function')
/** AVIF has brands of its own and is not among them. */
const heicBrands = new Set(['mif1', 'msf1', 'mif2', 'heic', 'heix', 'hevc', 'hevx', 'heim', 'heis'])
/** heic-decode looks at the main brand, and knows fewer of them than libheif reads. */
const knownBrand = 'heic'
/** Items of the kinds that this libheif has no decoder for: uncompressed, H.264, JPEG, JPEG 2000, H.266 (ISO/IEC 23008-12, `infe`). */
const foreignItem = /infe[\s\S]{8}(?:[\s\S]{2})?(?:unci|avc1|jpeg|j2k1|vvc1)/

/** The pictures of a HEIC file, each a page, turned as the file says. */
export interface HeicPictures {
  readonly count: number
  /** From 0. Errors: `document-damaged`, `file-too-large`, `format-unsupported`. */
  decode(index: number): Promise<Drawing>
}

/** Opens a HEIC file with libheif in WebAssembly; null for other files. Errors: `document-damaged`, `format-unsupported` for a picture packed in a way that is not read here. */
export async function openHeic(bytes: Uint8Array, maxPixels: number): Promise<HeicPictures | null> {
  const head = latin1(bytes.subarray(0, 64))
  if (head.slice(4, 8) !== 'ftyp' || !heicBrands.has(head.slice(8, 12)) || /avi[fs]/.test(head)) return null
  const known = new Uint8Array(bytes)
  known.set(Buffer.from(knownBrand, 'latin1'), 8)
  const decode = async (index: number): Promise<Drawing> => withPictures(known, async (pictures) => {
    const picture = pictures[index]
    if (picture === undefined) throw new AppError('document-damaged')
    if (picture.width * picture.height > maxPixels) throw new AppError('file-too-large', { limitPixels: maxPixels })
    const { data } = await picture.decode()
    return { width: picture.width, height: picture.height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
  })
  return { count: await withPictures(known, async ({ length }) => length), decode }
}

async function withPictures<T>(bytes: Uint8Array, use: (pictures: Pictures) => Promise<T>): Promise<T> {
  // Loaded here: its WebAssembly is 1.5 MB, and few files are HEIC.
  const { all } = moduleSchema.parse(createRequire(import.meta.url)('heic-decode'))
  try {
    const pictures = await all({ buffer: bytes })
    try {
      return await use(pictures)
    } finally {
      pictures.dispose()
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(foreignItem.test(latin1(bytes.subarray(0, 65_536))) ? 'format-unsupported' : 'document-damaged')
  }
}
