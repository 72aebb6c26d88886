import { join } from 'node:path'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import sharp from 'sharp'
import { drawPage } from '../../src-main/ingest/ocr/draw-page.ts'
import { makePdf } from './make-pdf.ts'

/** A folder for the pictures of one test file. */
export function pictureFolder(): string {
  return mkdtempSync(join(tmpdir(), 'strongroom-ocr-'))
}

/** A4 with the lines at the top in Helvetica of 11 points, as a scanner of so many dots per inch sees it. */
export async function paintPage(folder: string, lines: readonly string[], dotsPerInch: number): Promise<Buffer> {
  const path = join(folder, `painted-${lines.length}-${dotsPerInch}.pdf`)
  writeFileSync(path, makePdf([lines]))
  const png = await drawPage(path, 1, { maxPixels: Math.round((842 / 72) * dotsPerInch), signal: new AbortController().signal })
  return sharp(png).greyscale().png().toBuffer()
}
