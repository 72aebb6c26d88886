import sharp from 'sharp'
import { AppError } from '../../support/errors.ts'
import { openSource } from './source/open-source.ts'

/**
 * A PNG of one page, at most `maxPixels` on its longer side, upright as its file says. Errors: `cancelled`, `not-found`,
 * those of reading the file and of opening a PDF or a picture.
 */
export async function drawPage(path: string, page: number, options: { readonly maxPixels: number; readonly password?: string | null; readonly signal: AbortSignal }): Promise<Uint8Array> {
  const source = await openSource(path, options.password ?? null)
  if (options.signal.aborted) throw new AppError('cancelled')
  const { width, height, rgba } = await source.draw(page, Math.min(8_000, Math.max(16, Math.round(options.maxPixels))))
  return sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha().png({ compressionLevel: 6, palette: false }).toBuffer()
}
