import { expect, test } from 'vitest'
import { readInLanguage, type LanguageReading } from '../../src-main/ingest/ocr/read-in-language.ts'
import type { ReadWord } from '../../src-main/ingest/ocr/read-word.ts'
import type { UprightReading } from '../../src-main/ingest/ocr/read-upright.ts'
import { languageFolder, unknownLettersNote } from '../../src-main/ingest/ocr/tesseract/languages.ts'

const image = { width: 40, height: 40, data: new Uint8Array(1_600).fill(255) }
const arabic = 'تم الاتفاق بين الطرفين على دفع الإيجار في أول كل شهر مقدما وفقا للعقد'
const junk = 'lel ga 3 )_ ad pl SW al yal ol ol Slo aol oe wb Je lz dle'
let files = 0

function wordsOf(text: string, confidence: number): ReadWord[] {
  return text.split(' ').map((word, i) => ({ text: word, confidence, left: i, top: 0, right: i + 1, bottom: 1, line: 0, paragraph: 0, block: 0 }))
}

/** A page that only the data of one language read, and how often the whole page was looked at. */
async function readPage(options: { readonly readable: string; readonly text: string; readonly chosen?: readonly string[]; readonly others: readonly string[]; readonly way?: number; readonly file?: string; readonly elsewhere?: string }): Promise<LanguageReading & { readonly reads: readonly string[]; readonly strips: number }> {
  const reads: string[] = []
  let strips = 0
  const at = (language: string, rotation: number): ReadWord[] => (language === options.readable && rotation === (options.way ?? 0) ? wordsOf(options.text, 0.9) : wordsOf(options.elsewhere ?? junk, 0.2).filter(({ text }) => text !== ''))
  const upright = (language: string, rotation: number): UprightReading => {
    const words = at(language, rotation)
    return { words, confidence: words[0]?.confidence ?? 0, width: 40, height: 40, rotation }
  }
  const found = await readInLanguage({
    file: options.file ?? `file-${files++}`, languages: options.chosen ?? ['eng', 'deu'], others: options.others, image,
    read: async (language, { rotation = 0 }) => {
      reads.push(language)
      return upright(language, rotation)
    },
    // The strips of the second half are those of the page turned upside down.
    strip: async (_part, language) => {
      strips++
      return at(language, options.way === 180 && strips <= (options.chosen ?? ['eng', 'deu']).length ? 0 : options.way ?? 0)
    },
  })
  return { ...found, reads, strips }
}

test('a page in letters that nobody expected is read by the data that are here', async () => {
  const { reading, unknown, reads } = await readPage({ readable: 'ara', text: arabic, others: ['heb', 'ara', 'chi_sim'] })
  expect(reading.words.map(({ text }) => text).join(' ')).toBe(arabic)
  expect(unknown).toBe(false)
  expect(reads).toEqual(['eng', 'ara'])
})

test('the next page of the file is read by them at once', async () => {
  const page = { readable: 'ara', text: arabic, others: ['heb', 'ara'], file: 'two-pages' }
  await readPage(page)
  expect(await readPage(page)).toMatchObject({ reads: ['ara'], strips: 0 })
})

test('a page that lies upside down is read the other way up', async () => {
  const { reading } = await readPage({ readable: 'eng', text: 'the landlord lets the premises at the harbour to the tenant', others: [], way: 180 })
  expect(reading).toMatchObject({ rotation: 180, confidence: 0.9 })
})

test('a page in letters that no data here know is said to be so, and pages after it cost less', async () => {
  const page = { readable: 'kor', text: arabic, others: ['ara', 'heb', 'jpn'], file: 'unknown' }
  const first = await readPage(page)
  expect(first.unknown).toBe(true)
  const second = await readPage(page)
  expect(second.unknown).toBe(true)
  expect(second.strips).toBeLessThan(first.strips)
})

test('a picture in which hardly a letter was seen is tried in other alphabets, not in other languages of the same one', async () => {
  const photograph = { readable: 'none', text: '', chosen: ['eng', 'deu', 'fra', 'rus', 'ukr'], others: ['ara'] }
  expect(await readPage({ ...photograph, elsewhere: 'a )_' })).toMatchObject({ reads: ['eng', 'eng'], strips: 2, unknown: false })
  expect(await readPage({ ...photograph, elsewhere: '' })).toMatchObject({ reads: ['eng'], strips: 2, unknown: false })
  expect(await readPage({ ...photograph, elsewhere: 'a )_', readable: 'rus', text: 'договор аренды' })).toMatchObject({ reads: ['eng', 'rus'] })
})

test('a page in a language that is here but was not chosen is read with its accents', async () => {
  const french = 'Le bailleur donne à bail au preneur les locaux situés dans le port et le preneur les accepte pour une durée de trois ans qui est renouvelable par les parties'
  const { reads } = await readPage({ readable: 'eng', text: french, others: ['ita', 'fra'] })
  expect(reads).toEqual(['eng', 'fra'])
})

test('a person is told which letters can be fetched, and of none that are here', () => {
  const note = unknownLettersNote(['eng', 'deu', 'ara', 'ukr'])
  expect(note).toContain('English, German, Arabic, Ukrainian')
  expect(note).toMatch(/Chinese, Greek, Hebrew, Japanese, or Korean, fetch/)
  expect(unknownLettersNote(['eng', 'ara', 'chi_tra', 'rus', 'ell', 'heb', 'jpn', 'kor'])).not.toContain('fetch')
})

test('the data of a language lie in the folder of their catalogue entry', () => {
  expect(languageFolder('chi_sim')).toBe('tesseract-chi-sim')
})
