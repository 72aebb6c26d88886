import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { closeSource } from '../../src-main/ingest/ocr/source/open-source.ts'
import { freeEngine } from '../../src-main/ingest/ocr/loaded-engine.ts'
import { recognisePage } from '../../src-main/ingest/ocr/recognise-page.ts'
import { parseFile } from '../../src-main/ingest/parse/parse-file.ts'
import { readWholeFile } from '../../src-main/ingest/read-whole-file.ts'
import { success } from '../../src-main/support/result.ts'
import type { Page, PageWord } from '../../src-preload/contract/index.ts'
import { makeExhibitPdf, type ExhibitPage, type PlacedPicture } from '../support/make-exhibit-pdf.ts'
import { paintPage, pictureFolder } from '../support/paint-page.ts'

const folder = pictureFolder()
const exhibit = ['The landlord lets the premises at the harbour to the tenant', 'from the first of March for a term of three years.', '', 'The monthly rent is 2,450 euros and is due in advance.']
const brief = [
  'Case 4:26-cv-01187-KMW   Document 31-2   Filed 11/20/26', 'As Exhibit B shows, the parties agreed on a term of three years, which the', 'respondent now denies. The exhibit was handed over on the day of signing and',
  'has not been changed since. It is reproduced here in full, as it was received.',
]
const sentence = 'The landlord lets the premises at the harbour to the tenant\nfrom the first of March for a term of three years.'

afterAll(async () => {
  await closeSource()
  await freeEngine()
})

/** The upper quarter of a scanned A4 page, placed with its upper edge so many points from the bottom. */
async function scanned(lines: readonly string[], { top, scale = 1, rotate = 0 }: { readonly top: number; readonly scale?: number; readonly rotate?: number }): Promise<PlacedPicture> {
  const page = sharp(await paintPage(folder, lines, 200))
  const { width: across = 0, height: down = 0 } = await page.metadata()
  const cut = sharp(await page.extract({ left: 0, top: 0, width: across, height: Math.round(down / 4) }).toBuffer()).rotate(rotate)
  const { data, info: { width, height } } = await cut.toColourspace('b-w').jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true })
  const [w, h] = [(width / 200) * 72 * scale, (height / 200) * 72 * scale]
  return { jpeg: data, width, height, at: [0, top - h, w, h] }
}

let files = 0
async function read(page: ExhibitPage): Promise<{ readonly page: Page; readonly words: readonly PageWord[]; readonly asked: number }> {
  const path = join(folder, `exhibit-${files++}.pdf`)
  writeFileSync(path, makeExhibitPdf(page))
  let [asked, words]: [number, readonly PageWord[]] = [0, []]
  const signal = new AbortController().signal
  const whole = await readWholeFile(path, {
    parser: { parse: async (file) => success(await parseFile(file)) },
    recogniser: { recognise: async (file, number, options) => {
      asked++
      const read = await recognisePage(file, number, options)
      words = read.words
      return success(read)
    } },
    engine: 'tesseract', languages: ['eng'], password: null, signal,
  })
  if (!whole.ok || whole.value.pages[0] === undefined) throw new Error('not read')
  return { page: whole.value.pages[0], words, asked }
}

describe('a page of a PDF with text of its own', () => {
  test('and a scanned exhibit pasted below it has both, each once and the typed letters as they were typed', async () => {
    const { page, words } = await read({ lines: brief, pictures: [await scanned(exhibit, { top: 700 })] })
    expect(page).toMatchObject({ method: 'ocr', coverage: 'ocr', engine: 'tesseract' })
    expect(page.text.startsWith(brief.join('\n').replaceAll('   ', ' '))).toBe(true)
    expect(page.text).toContain(sentence)
    for (const once of ['4:26-cv-01187-KMW', 'respondent now denies', 'monthly rent is 2,450']) expect(page.text.split(once)).toHaveLength(2)
    // The exhibit's first line stands 82 points below its upper edge.
    expect(words[0]?.y).toBeGreaterThan((842 - 700 + 70) / 842)
    expect(words[0]?.y).toBeLessThan((842 - 700 + 95) / 842)
    expect(words[0]?.x).toBeCloseTo(72 / 595, 1)
  })

  test('typed over a scan of the whole page keeps its stamp to the letter and is read below it', async () => {
    const page = sharp(await paintPage(folder, ['', '', '', '', ...exhibit], 150))
    const { data, info: { width, height } } = await page.toColourspace('b-w').jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true })
    const stamped = await read({ lines: ['ABC0001O1-l 000123', ...brief.slice(0, 1)], pictures: [{ jpeg: data, width, height, at: [0, 0, 595, 842] }] })
    expect(stamped.page.text.startsWith('ABC0001O1-l 000123\n')).toBe(true)
    expect(stamped.page.text).toContain(sentence)
    expect(stamped.page.text.split('Document 31-2')).toHaveLength(2)
  })

  test('and a card of a few centimetres on it has the words of the card', async () => {
    const { page } = await read({ lines: brief, pictures: [await scanned(exhibit, { top: 600, scale: 0.6 })] })
    expect(page.text).toContain('landlord lets the premises')
  })

  test('and an exhibit that lies on its side has its words, and their places', async () => {
    const { page, words } = await read({ lines: brief, pictures: [await scanned(exhibit, { top: 690, rotate: 90 })] })
    expect(page.text.replace(/\s+/g, ' ')).toContain(sentence.replace('\n', ' '))
    expect(words.length).toBeGreaterThan(20)
    for (const { x, y, width, height } of words) expect(Math.min(x, y, 1 - x - width, 1 - y - height)).toBeGreaterThan(-0.01)
  })

  test('does not have twice what somebody recognised on its picture already', async () => {
    const picture = await scanned(exhibit, { top: 842 })
    const below = await scanned(['A second paper was pasted below the one that had been read.'], { top: 500 })
    const { page } = await read({ hidden: ['', '', '', ...exhibit], lines: ['', '', '', '', '', '', '', '', '', '', '', ...brief], pictures: [picture, below] })
    expect(page.text).toContain('second paper was pasted')
    expect(page.text.split('landlord')).toHaveLength(2)
  })

  test('never has what lies covered under a black box', async () => {
    const { page } = await read({ lines: brief, pictures: [await scanned(exhibit, { top: 700 })], over: '0 0 0 rg 60 600 400 30 re f' })
    expect(page.text).not.toContain('landlord')
  })

  test('and a photograph without words stays as it was, at the cost of one look', async () => {
    const grain = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).blur(6).toColourspace('b-w').jpeg().toBuffer()
    const { page, asked } = await read({ lines: brief, pictures: [{ jpeg: grain, width: 600, height: 400, at: [72, 300, 240, 160] }] })
    expect(asked).toBe(1)
    expect(page).toMatchObject({ method: 'text-layer', coverage: 'text', confidence: 1, engine: null })
    expect(page.text.split('\n')).toHaveLength(brief.length)
  })

  test('and a large picture that says nothing stays partly read: it may be handwriting', async () => {
    const line = new Uint8Array(600 * 600).fill(255)
    for (let x = 20; x < 580; x++) for (let y = 0; y < 5; y++) line[(Math.round(300 + 220 * Math.sin(x / 31)) + y) * 600 + x] = 0
    const scrawl = await sharp(line, { raw: { width: 600, height: 600, channels: 1 } }).blur(1).toColourspace('b-w').jpeg().toBuffer()
    const { page } = await read({ lines: brief, pictures: [{ jpeg: scrawl, width: 600, height: 600, at: [40, 40, 500, 500] }] })
    expect(page).toMatchObject({ method: 'text-layer', coverage: 'partly' })
  })

  test('and nothing else is not looked at', async () => {
    expect((await read({ lines: brief, pictures: [] })).asked).toBe(0)
  })
})
