import sharp, { type OutputInfo, type Sharp, type SharpInput, type SharpOptions } from 'sharp'
import { AppError } from '../../../support/errors.ts'
import { decodeBitmap } from './decode-bitmap.ts'
import { openHeic, type HeicPictures } from './decode-heic.ts'
import { maxRecognisedPixels, type Drawing, type PageSource, type Scan } from './page-source.ts'

/** More pixels are refused before any is decoded: an A0 sheet at 400 dots per inch has 250 million. */
const maxPicturePixels = 268_402_689
/** A file that claims more pages is no scan. */
const maxPicturePages = 5_000

type Paper = '#ffffff' | '#000000'
const [lightPaper, darkPaper] = ['#ffffff', '#000000'] as const
/** Whether a picture without a background is light is seen on a small one. */
const samplePixels = 300
/** Ink lighter than this, of 255, is not to be seen on white; a picture with less that is transparent has a background of its own. */
const lightInk = 200
const mostOpaque = 0.9

// One picture at a time and nothing kept between them: a page's pixels do not outlive its reading.
sharp.concurrency(1)
sharp.cache(false)
// libvips looks at the content, not at the name: what can point to other files or run long is not for pictures from outside.
sharp.block({ operation: ['VipsForeignLoadSvg', 'VipsForeignLoadPdf', 'VipsForeignLoadMagick'] })

/** Opens a JPEG, PNG, WebP, GIF, BMP, HEIC, AVIF or TIFF. Errors: `document-damaged`, `file-too-large`, `document-too-many-pages`, `format-unsupported`. */
export async function openPicture(bytes: Uint8Array): Promise<PageSource> {
  const bitmap = decodeBitmap(bytes, maxPicturePixels)
  if (bitmap !== null) return fromPixels(bitmap)
  const pictures = await openHeic(bytes, maxPicturePixels)
  if (pictures !== null) {
    if (pictures.count > maxPicturePages) throw new AppError('document-too-many-pages', { limit: maxPicturePages })
    // The first is decoded now: a file that cannot be is refused as a whole.
    return new HeicSource(pictures, fromPixels(await pictures.decode(0)))
  }
  try {
    const { format, pages = 1, width, height } = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
    if (width * height > maxPicturePixels) throw tooLarge()
    const pageCount = format === 'tiff' ? pages : 1
    if (pageCount > maxPicturePages) throw new AppError('document-too-many-pages', { limit: maxPicturePages })
    return new PictureSource(bytes, { limitInputPixels: maxPicturePixels }, pageCount)
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('document-damaged')
  }
}

function fromPixels({ width, height, rgba }: Drawing): PictureSource {
  return new PictureSource(rgba, { raw: { width, height, channels: 4 }, limitInputPixels: maxPicturePixels }, 1)
}

/** Several pictures, one decoded at a time. */
class HeicSource implements PageSource {
  readonly #pictures: HeicPictures
  #open: { readonly page: number; readonly source: PictureSource }

  constructor(pictures: HeicPictures, first: PictureSource) {
    this.#pictures = pictures
    this.#open = { page: 1, source: first }
  }

  get pageCount(): number {
    return this.#pictures.count
  }

  async draw(page: number, maxPixels: number): Promise<Drawing> {
    return (await this.#at(page)).draw(1, maxPixels)
  }

  async scan(page: number, magnification: number): Promise<Scan> {
    return (await this.#at(page)).scan(1, magnification)
  }

  async #at(page: number): Promise<PictureSource> {
    if (page < 1 || page > this.pageCount) throw new AppError('not-found')
    if (this.#open.page !== page) this.#open = { page, source: fromPixels(await this.#pictures.decode(page - 1)) }
    return this.#open.source
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

class PictureSource implements PageSource {
  readonly #input: SharpInput
  readonly #options: SharpOptions
  readonly pageCount: number

  constructor(input: SharpInput, options: SharpOptions, pageCount: number) {
    this.#input = input
    this.#options = options
    this.pageCount = pageCount
  }

  async draw(page: number, maxPixels: number): Promise<Drawing> {
    const paper = await this.#paper(page)
    const { data, info } = await this.#decode(page, (picture) => upright(picture, paper).toColourspace('srgb').ensureAlpha()
      .resize({ width: maxPixels, height: maxPixels, fit: 'inside', withoutEnlargement: true }))
    return { width: info.width, height: info.height, rgba: data }
  }

  async scan(page: number, magnification: number): Promise<Scan> {
    const { width, height } = await this.#size(page)
    const scale = Math.min(magnification, Math.sqrt(maxRecognisedPixels / (width * height)))
    // As wide as high: the picture may be turned on its way.
    const side = Math.max(1, Math.floor(Math.max(width, height) * scale))
    const paper = await this.#paper(page)
    const { data, info, incomplete } = await this.#decode(page, (picture) => {
      const whole = upright(picture, paper).greyscale()
      return scale !== 1 ? whole.resize({ width: side, height: side, fit: 'inside' }) : whole
    })
    return { image: { width: info.width, height: info.height, data: everyNth(data, info.channels) }, incomplete, pictureShare: 1 }
  }

  async #size(page: number): Promise<{ readonly width: number; readonly height: number }> {
    try {
      const { width, height } = await sharp(this.#input, { ...this.#at(page), limitInputPixels: false, failOn: 'none' }).metadata()
      if (width * height > maxPicturePixels) throw tooLarge()
      return { width, height }
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('document-damaged')
    }
  }

  /** Tried as a whole file first; then what there is of it. */
  async #decode(page: number, shape: (picture: Sharp) => Sharp): Promise<{ readonly data: Uint8Array; readonly info: OutputInfo; readonly incomplete: boolean }> {
    await this.#size(page)
    const attempt = (failOn: 'truncated' | 'none'): Promise<{ data: Buffer; info: OutputInfo }> =>
      shape(sharp(this.#input, { ...this.#at(page), failOn })).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    try {
      return { ...await attempt('truncated'), incomplete: false }
    } catch {
      try {
        return { ...await attempt('none'), incomplete: true }
      } catch {
        throw new AppError('document-damaged')
      }
    }
  }

  /** White, but where what is drawn on nothing is light itself, as a logo or a slide for a dark background is. */
  async #paper(page: number): Promise<Paper> {
    try {
      const picture = sharp(this.#input, { ...this.#at(page), failOn: 'none' })
      if (!(await picture.metadata()).hasAlpha) return lightPaper
      const { data, info } = await picture.resize({ width: samplePixels, height: samplePixels, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
      let [light, opaque] = [0, 0]
      for (let at = 0; at + 3 < data.length; at += info.channels) {
        const alpha = data[at + 3] ?? 0
        light += alpha * Math.min(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
        opaque += alpha
      }
      const isLight = opaque > 0 && light / opaque > lightInk && opaque < 255 * mostOpaque * (data.length / info.channels)
      return isLight ? darkPaper : lightPaper
    } catch (error) {
      if (error instanceof AppError) throw error
      return lightPaper
    }
  }

  #at(page: number): SharpOptions {
    if (page < 1 || page > this.pageCount) throw new AppError('not-found')
    return page === 1 ? this.#options : { ...this.#options, page: page - 1 }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** As its EXIF orientation says, on paper where it is transparent. */
function upright(picture: Sharp, paper: Paper): Sharp {
  return picture.autoOrient().flatten({ background: paper })
}

/** The first channel; never the Buffer that came from outside, whose `slice` shares its bytes. */
function everyNth(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const grey = new Uint8Array(data.length / channels)
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * channels] ?? 255
  return grey
}

function tooLarge(): AppError {
  return new AppError('file-too-large', { limitPixels: maxPicturePixels })
}
