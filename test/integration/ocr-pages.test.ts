import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { closeSource } from '../../src-main/ingest/ocr/source/open-source.ts'
import { freeEngine } from '../../src-main/ingest/ocr/loaded-engine.ts'
import { recognisePage } from '../../src-main/ingest/ocr/recognise-page.ts'
import type { RecognisedPage } from '../../src-main/ingest/ocr/page-recogniser.ts'
import { canonicalText } from '../../src-main/ingest/parse/canonical-text.ts'
import { makePdf } from '../support/make-pdf.ts'
import { paintPage, pictureFolder } from '../support/paint-page.ts'

const folder = pictureFolder()
const letter = [
  'The landlord lets the premises at the harbour to the tenant', 'from the first of March for a term of three years.', '',
  'The monthly rent is 2,450 euros and is due in advance.', 'Notice must reach the other party in writing.',
]
const sentence = 'The landlord lets the premises at the harbour to the tenant\nfrom the first of March for a term of three years.'

async function read(name: string, bytes: Uint8Array, options: { readonly page?: number; readonly languages?: readonly string[]; readonly signal?: AbortSignal } = {}): Promise<RecognisedPage> {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return recognisePage(path, options.page ?? 1, { engine: 'tesseract', languages: options.languages ?? ['eng'], signal: options.signal ?? new AbortController().signal })
}

afterAll(async () => {
  await closeSource()
  await freeEngine()
})

describe('a scanned page', () => {
  test('is read into lines and paragraphs, each word with its place', async () => {
    const { page, words, rotation } = await read('plain.png', await paintPage(folder, letter, 200))
    expect(page).toMatchObject({ page: 1, method: 'ocr', coverage: 'ocr', engine: 'tesseract', tables: [] })
    expect(page.text).toContain(`${sentence}\n\nThe monthly rent is 2,450 euros`)
    expect(page.confidence).toBeGreaterThan(0.9)
    expect(rotation).toBe(0)
    expect(canonicalText(page.text)).toBe(page.text)
    expect(words.map(({ start, end }) => page.text.slice(start, end))).toEqual(page.text.split(/\s+/))
    const landlord = words.find(({ start, end }) => page.text.slice(start, end) === 'landlord')
    // The text begins 72 points from the left and 760 from the bottom of a page of 595 by 842.
    expect(landlord?.x).toBeGreaterThan(72 / 595)
    expect(landlord?.x).toBeLessThan(120 / 595)
    expect(landlord?.y).toBeCloseTo((842 - 768) / 842, 1)
    for (const { x, y, width, height } of words) expect(Math.min(x, y, width, height, 1 - x - width, 1 - y - height)).toBeGreaterThanOrEqual(0)
  })

  test.each([90, 180, 270])('that lies turned by %i degrees is turned upright first', async (degrees) => {
    const turned = await sharp(await paintPage(folder, letter, 150)).rotate(degrees).png().toBuffer()
    const { page, words, rotation } = await read(`turned-${degrees}.png`, turned)
    expect(page.text).toContain(sentence)
    expect(rotation).toBe(360 - degrees)
    expect(words[0]?.y).toBeLessThan(0.15)
  })

  test('that lies askew on the glass is laid straight, and its boxes stay where the words are', async () => {
    const askew = await sharp(await paintPage(folder, letter, 150)).rotate(3, { background: '#fff' }).png().toBuffer()
    const { page, words } = await read('askew.png', askew)
    expect(page.text).toContain(sentence)
    const firstLine = words.filter(({ end }) => end <= page.text.indexOf('\n'))
    // Turned clockwise: the end of the first line lies lower than its beginning.
    expect((firstLine.at(-1)?.y ?? 0) - (firstLine[0]?.y ?? 1)).toBeGreaterThan(0.01)
  })

  test('of a fax machine, 75 dots per inch, is enlarged before it is read', async () => {
    const { page } = await read('low.png', await paintPage(folder, letter, 75))
    expect(page.text).toContain('The monthly rent is 2,450 euros')
  })

  test('of light letters on dark, as a negative or a screen shows them, is read', async () => {
    const { page } = await read('negative.png', await sharp(await paintPage(folder, letter, 150)).negate().png().toBuffer())
    expect(page).toMatchObject({ coverage: 'ocr' })
    expect(page.text).toContain(sentence)
  })

  test('with nothing on it is empty, not failed', async () => {
    const { page, words } = await read('blank.png', await sharp({ create: { width: 800, height: 1_100, channels: 3, background: '#fdfdf8' } }).png().toBuffer())
    expect(page).toMatchObject({ text: '', coverage: 'empty', confidence: 0, method: 'ocr' })
    expect(words).toEqual([])
  })

  test('with ink but no words has failed: nobody is told that it was read', async () => {
    const picture = await sharp(blots(900), { raw: { width: 900, height: 900, channels: 1 } }).png().toBuffer()
    const { page } = await read('blots.png', picture)
    expect(['failed', 'partly']).toContain(page.coverage)
  })

  test('whose file ends early is read as far as it goes and said to be partly read', async () => {
    const whole = await sharp(await paintPage(folder, letter, 150)).jpeg({ quality: 90 }).toBuffer()
    const { page } = await read('cut.jpg', whole.subarray(0, Math.floor(whole.length * 0.8)))
    expect(page.text).toContain('The landlord lets the premises')
    expect(page.coverage).toBe('partly')
  })
})

describe('a page of a PDF', () => {
  test('is drawn and read, whatever its text layer says', async () => {
    const { page } = await read('two.pdf', makePdf([['First page'], letter]), { page: 2 })
    expect(page.page).toBe(2)
    expect(page.text).toContain(sentence)
  })

  test('that is not there is refused', async () => {
    await expect(read('one.pdf', makePdf([['Only page']]), { page: 2 })).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('reading stops between its steps when it is called off', async () => {
  const controller = new AbortController()
  controller.abort()
  await expect(read('aborted.png', await paintPage(folder, letter, 100), { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' })
})

test('languages that are not installed are left out', async () => {
  const { page } = await read('language.png', await paintPage(folder, letter, 150), { languages: ['tlh', 'eng'] })
  expect(page.text).toContain(sentence)
})

test('the second engine is refused where its weights are absent', async () => {
  const path = join(folder, 'second.png')
  writeFileSync(path, await paintPage(folder, letter, 100))
  await expect(recognisePage(path, 1, { engine: 'pp-ocr', languages: ['eng'], modelsFolder: folder, signal: new AbortController().signal })).rejects.toMatchObject({ code: 'model-not-installed' })
})

/** Discs on white, one byte a pixel. */
function blots(side: number): Uint8Array {
  const pixels = new Uint8Array(side * side).fill(255)
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) if (((x % 230) - 115) ** 2 + ((y % 230) - 115) ** 2 < 90 ** 2) pixels[y * side + x] = 0
  return pixels
}
