// What low resolution, turning and a telephone's camera do to recognition: the same known pages, made worse, per engine.
// With --pages also pages in other languages (NAME-KIND.png or .jpg beside NAME.txt, NAME being Tesseract's name of the language).
// node bench/ocr-variants.ts [--engine tesseract|pp-ocr] [--pages FOLDER] [--no-scans] [--json FILE]
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import sharp, { type Sharp } from 'sharp'
import { drawPage } from '../src-main/ingest/ocr/draw-page.ts'
import { recognisePage } from '../src-main/ingest/ocr/recognise-page.ts'
import { ocrEngineSchema } from '../src-preload/contract/index.ts'
import { knownPages } from './ocr-pages.ts'
import { characterErrorRate } from './ocr-scores.ts'

const { values } = parseArgs({ options: { engine: { type: 'string', default: 'tesseract' }, pages: { type: 'string' }, 'no-scans': { type: 'boolean', default: false }, json: { type: 'string' } } })
const engine = ocrEngineSchema.parse(values.engine)
const docs = fileURLToPath(new URL('../../shared/data/docs', import.meta.url))
const modelsFolder = process.env['STRONGROOM_TEST_MODELS'] ?? fileURLToPath(new URL('../models/weights', import.meta.url))
const signal = new AbortController().signal

/** A few large lines, a page of two columns in small print, and part of a page in five languages; with the longer side in inches. */
const scans: readonly (readonly [file: string, page: number, inches: number])[] = [['pdf-scanned/docling__ocr_test.pdf', 1, 11.7], ['pdf-scanned/ocrmypdf__linn.pdf', 1, 11.7], ['images/test__eurotext.tif', 1, 3.4]]

type Change = readonly [name: string, dotsPerInch: number, change: (picture: Sharp) => Sharp]
const turned = (degrees: number) => (picture: Sharp): Sharp => picture.rotate(degrees, { background: '#ffffff' })
const same = (picture: Sharp): Sharp => picture
const changes: readonly Change[] = [
  ['300 dpi', 300, same], ['150 dpi', 150, same], ['100 dpi', 100, same], ['75 dpi', 75, same], ['60 dpi', 60, same], ['50 dpi', 50, same],
  ['turned by 90', 200, turned(90)], ['turned by 180', 200, turned(180)], ['turned by 270', 200, turned(270)],
  ['askew by 2', 200, turned(2)], ['askew by 7', 200, turned(7)],
  // A camera: a little blurred, darker, with less contrast, packed hard.
  ['photograph', 150, (picture) => picture.rotate(1.3, { background: '#ffffff' }).blur(0.8).linear(0.6, 30)],
]

interface Row { readonly page: string; readonly kind: string; readonly cer: number; readonly cerWithoutSpaces: number; readonly confidence: number; readonly coverage: string; readonly rotation: number; readonly processorSeconds: number }
const rows: Row[] = []

async function measure(path: string, page: string, kind: string, known: string, languages: readonly string[]): Promise<void> {
  const before = process.cpuUsage()
  const { page: read, rotation } = await recognisePage(path, 1, { engine, languages, modelsFolder, signal })
  const { user, system } = process.cpuUsage(before)
  const packed = (text: string): string => text.replace(/\s+/g, '')
  const row = {
    page, kind, cer: characterErrorRate(known, read.text), cerWithoutSpaces: characterErrorRate(packed(known), packed(read.text)),
    confidence: read.confidence, coverage: read.coverage, rotation, processorSeconds: (user + system) / 1_000_000,
  }
  rows.push(row)
  console.log(`${engine} ${page.slice(-34).padEnd(34)} ${kind.padEnd(14)} cer ${row.cer.toFixed(3)} ${row.cerWithoutSpaces.toFixed(3)} conf ${row.confidence.toFixed(2)} ${row.coverage.padEnd(13)} turned ${rotation} ${row.processorSeconds.toFixed(1)} s of a core`)
}

if (!values['no-scans'] && existsSync(docs)) {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-variants-'))
  const known = await knownPages(docs)
  for (const [file, page, inches] of scans) {
    const text = known.find((each) => each.file === file && each.page === page)
    if (!text?.known) continue
    for (const [kind, dotsPerInch, change] of changes) {
      const png = await drawPage(join(docs, file), page, { maxPixels: Math.round(inches * dotsPerInch), signal })
      const path = join(folder, `${rows.length}.jpg`)
      writeFileSync(path, await change(sharp(png).greyscale()).jpeg({ quality: kind === 'photograph' ? 55 : 90 }).toBuffer())
      await measure(path, basename(file), kind, text.known, text.languages)
    }
  }
  rmSync(folder, { recursive: true })
}
// As a person has it who chose nothing: English and German are expected, and other languages' data are on the machine.
if (values.pages !== undefined) {
  for (const name of readdirSync(values.pages).filter((name) => /\.(?:png|jpg)$/.test(name)).toSorted()) {
    const [language = '', kind = ''] = basename(name, extname(name)).split('-')
    await measure(join(values.pages, name), language, kind, readFileSync(join(values.pages, `${language}.txt`), 'utf8'), ['eng', 'deu'])
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ engine, rows }, null, 2)}\n`)
