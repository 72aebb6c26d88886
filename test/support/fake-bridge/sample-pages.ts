import type { Document, Page, PageCoverage, PageTable, PageWord, Place } from '../../../src-preload/contract/index.ts'
import { aPage } from '../page-defaults.ts'
import { agreementId, letterId } from './sample-data.ts'
import { photographId, scanId, scanPages, slidesId, workbookId } from './sample-mixed.ts'
import { agreementPages, letterPages } from './sample-texts.ts'

const scanText = [
  'HARCOURT & FIELD, SURVEYORS\n3 Wharf Lane, Castle Brinley\n12 May 1987\nDear Mr Oldenburg,\nFlat 4, 17 Wexcombe Row\nWe inspected the north wall on 4 May 1987. The damp reaches a height of 140 cm\nand comes from the gutter above the stair. The plaster is sound elsewhere.\nWe advise that the gutter be renewed before the autumn, at a cost of about £310.\nYours sincerely,\nP. Harcourt',
  'The second inspection was made on 2 June 1987.\nThe gutter had been renewed. The wall was drying and\nshowed 18 per cent moisture at the skirting board.',
  'Schedule of works\nGutter, 6 m, cast iron .......... £184\nLabour, two d4ys ......... £1?6\nScaff0ld, one week ....... £8O',
]

const boldWords = new Set(['HARCOURT', '&', 'FIELD,', 'SURVEYORS'])

/** How each page of a document was read: the scan as written, any other by its counts in order. */
export function coveragesOf(document: Document): PageCoverage[] {
  if (document.id === scanId) return [...scanPages]
  const order: readonly PageCoverage[] = ['text', 'ocr', 'waiting', 'partly', 'suspect-table', 'failed', 'empty']
  const listed = order.flatMap((coverage) => Array.from({ length: document.coverage[coverage] }, () => coverage))
  return listed.length >= document.pageCount ? listed : [...listed, ...Array.from({ length: document.pageCount - listed.length }, (): PageCoverage => 'text')]
}

/** Rows of a sheet with the cells they come from, joined as a page's text. */
function sheet(name: string, rows: readonly (readonly string[])[], suspect: boolean): Partial<Page> & { text: string } {
  const lines = rows.map((row) => row.join('\t'))
  const columns = rows[0]?.length ?? 1
  const places: Place[] = []
  let offset = 0
  lines.forEach((line, index) => {
    places.push({ start: offset, end: offset + line.length, name: `${name}!A${index + 1}:${String.fromCharCode(64 + columns)}${index + 1}` })
    offset += line.length + 1
  })
  const text = lines.join('\n')
  const tables: PageTable[] = [{ start: 0, end: text.length, rows: rows.length, columns, suspect }]
  return { text, label: `Sheet “${name}”`, places, tables }
}

const charges = sheet('Charges', [
  ['Year', 'Cleaning', 'Insurance', 'Lift', 'Reserve', 'Total'],
  ...[2019, 2020, 2021, 2022, 2023, 2024].map((year, index) => [String(year), `£${410 + index * 22}`, `£${960 + index * 41}`, index < 2 ? '' : `£${1200 + index * 90}`, '£600', `£${1970 + index * 153}`]),
], false)
const arrears = sheet('Arrears', [['Flat', 'Tenant', 'Owed', 'Since'], ['1', 'Pryce', '£0', ''], ['2', 'Adeyemi', '£1,240', 'March 2024'], ['4', 'Oldenburg', '£685', 'February 2025']], true)

function slide(page: number): Partial<Page> & { text: string } {
  const body = `Slide title ${page}\nThe roof is to be renewed in 2026.\nEach flat pays £1,150.`
  const notes = 'Ask the owners of flat 2 whether they agree before the vote.'
  return { text: `${body}\n${notes}`, label: `Slide ${page}`, headings: [{ offset: 0, level: 2, text: `Slide title ${page}` }], places: [{ start: body.length + 1, end: body.length + 1 + notes.length, name: 'Notes' }] }
}

const heading = /^(?:\d\. .+|Parties|Particulars|The deposit|What we ask for|Letter before action|Tenancy agreement|Schedule of works)$/gm

function written(document: Document, page: number, coverage: PageCoverage): Partial<Page> & { text: string } {
  if (coverage === 'waiting' || coverage === 'failed' || coverage === 'empty') return { text: '' }
  if (document.id === workbookId) return page === 1 ? charges : arrears
  if (document.id === slidesId) return slide(page)
  if (document.id === photographId) return { text: 'Stain on the north wall, 140 cm high.\nPhotographed on 4 May 2024.' }
  if (coverage === 'ocr' || coverage === 'partly') return { text: scanText[(page - 1) % scanText.length] ?? '' }
  if (document.id === letterId) return { text: letterPages[page - 1] ?? '' }
  return { text: agreementPages[document.id === agreementId ? page - 1 : (page - 1) % agreementPages.length] ?? '' }
}

/** A page as the main process would have stored it. */
export function samplePage(document: Document, page: number, coverage: PageCoverage): Page {
  const base = written(document, page, coverage)
  const recognised = coverage === 'ocr' || coverage === 'partly'
  const headings = base.headings ?? [...base.text.matchAll(heading)].map((match) => ({ offset: match.index, level: 2, text: match[0] }))
  return aPage(base.text, {
    ...base, headings, page, coverage, method: base.text === '' ? 'none' : recognised ? 'ocr' : 'text-layer', engine: recognised ? 'tesseract' : null,
    confidence: base.text === '' ? 0 : coverage === 'partly' ? 0.54 : recognised ? 0.93 - (page % 5) / 100 : 0.99,
  })
}

/** Where the words of a recognised page stand, as if it had been typed on A4. */
export function sampleWords(page: Page): PageWord[] {
  if (page.method !== 'ocr') return []
  const words: PageWord[] = []
  let offset = 0
  page.text.split('\n').forEach((line, row) => {
    for (const match of line.matchAll(/\S+/g)) {
      const start = offset + match.index
      words.push({ start, end: start + match[0].length, x: 0.1 + match.index * 0.0098, y: 0.09 + row * 0.034, width: match[0].length * 0.0098, height: 0.019 })
    }
    offset += line.length + 1
  })
  return words
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The picture that the words were recognised on: typewriter letters on yellowed paper. */
export function samplePicture(page: Page): string {
  const [width, height] = [1000, 1414]
  const drawn = sampleWords({ ...page, method: 'ocr' }).map((word) => {
    const text = page.text.slice(word.start, word.end)
    return `<text x="${word.x * width}" y="${(word.y + word.height * 0.8) * height}" font-size="${word.height * height * 0.72}" textLength="${word.width * width * 0.96}" lengthAdjust="spacingAndGlyphs"${boldWords.has(text) ? ' font-weight="bold"' : ''}>${escapeXml(text)}</text>`
  })
  const smudge = page.text === '' ? `<g stroke="#8d8470" stroke-width="3" fill="none">${Array.from({ length: 16 }, (_, row) => `<path d="M110 ${180 + row * 52}q40 -14 90 0t120 0t160 4t190 -8"/>`).join('')}</g>` : ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#f4eedd"/><g font-family="Courier New, Liberation Mono, monospace" fill="#2c2820">${drawn.join('')}</g>${smudge}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
