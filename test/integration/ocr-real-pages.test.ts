import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freeEngine } from '../../src-main/ingest/ocr/loaded-engine.ts'
import type { RecognisedPage } from '../../src-main/ingest/ocr/page-recogniser.ts'
import { recognisePage } from '../../src-main/ingest/ocr/recognise-page.ts'
import { closeSource } from '../../src-main/ingest/ocr/source/open-source.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

const docs = join(sharedData, 'docs')

function read(file: string, languages: readonly string[]): Promise<RecognisedPage> {
  return recognisePage(join(docs, file), 1, { engine: 'tesseract', languages, signal: new AbortController().signal })
}

afterAll(async () => {
  await closeSource()
  await freeEngine()
})

describe.skipIf(!hasSharedData)('real scans, without the evaluation files beside the checkout not run', () => {
  test.each([['test__phototest.tif', 0], ['test__phototest-rotated-L.png', 90], ['test__phototest-rotated-180.png', 180], ['test__phototest-rotated-R.png', 270]] as const)('%s is turned by %i degrees and read without an error', async (file, turned) => {
    const { page, rotation } = await read(`images/${file}`, ['eng'])
    expect(rotation).toBe(turned)
    expect(page.text.replace(/\n+/g, '\n')).toBe('This is a lot of 12 point text to test the\nocr code and see if it works on all types\nof file format.\nThe quick brown dog jumped over the\nlazy fox. The quick brown dog jumped\nover the lazy fox. The quick brown dog\njumped over the lazy fox. The quick\nbrown dog jumped over the lazy fox.')
    expect(page.coverage).toBe('ocr')
  })

  test('a page in another language than those that were expected is read in its own, accents and all', async () => {
    const { page } = await read('pdf-scanned/ocrmypdf__francais.pdf', ['eng', 'deu'])
    for (const words of ['Portez ce vieux whisky au juge', 'ambiguë entendue à Moÿ', 'diminue çà et là la qualité de son', 'cænogénèse']) expect(page.text).toContain(words)
    expect(page.coverage).toBe('ocr')
  })

  test('letters of no known language are said to be in doubt, and which can be fetched', async () => {
    const { page, note } = await read('images/test__hebrew.png', ['eng'])
    expect(['partly', 'failed']).toContain(page.coverage)
    expect(note).toContain('Hebrew')
  })

  test('a stamp of a page at 2,400 dots per inch is drawn larger before it is read', async () => {
    const { page } = await read('hostile/ocrmypdf__2400dpi.pdf', ['nld'])
    expect(page.text).toContain('3 liter water')
  })
})
