import { describe, expect, test } from 'vitest'
import type { Page } from '../../src-preload/contract/index.ts'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { collectChildren } from '../support/collect-children.ts'
import { makePdfPage, pictureOf, type PdfPageParts } from '../support/make-pdf-page.ts'

const page = async (parts: PdfPageParts): Promise<Page> => {
  const [first] = (await parsePdf(makePdfPage(parts), () => {})).pages
  if (first === undefined) throw new Error('no page')
  return first
}

const prose = ['The landlord may end the lease with three months notice if the rent', 'has not been paid for two months in a row, and the tenant was warned', 'in writing. The notice must name the reason and reach the tenant before', 'the third working day of the month.']
/** What a font without a map makes of text: every letter 13 places further, so that it looks like letters and says nothing. */
const shifted = prose.map((line) => line.replace(/[a-z]/gi, (letter) => String.fromCharCode(((letter.toLowerCase().charCodeAt(0) - 97 + 13) % 26) + 97)))
const outlines = Array.from({ length: 300 }, (_, i) => `${i} ${i} m ${i + 1} ${i} l ${i + 1} ${i + 2} l f`).join('\n')

describe('every page says how far it was read', () => {
  test.each<[string, Page['coverage'], PdfPageParts]>([
    ['text', 'text', { lines: prose }],
    ['nothing', 'empty', {}],
    ['a line under an empty head', 'empty', { content: '72 800 m 500 800 l S' }],
    ['a scan', 'waiting', { content: pictureOf(1) }],
    ['a scan with a number stamped on it', 'waiting', { content: pictureOf(1), lines: ['ABC 000123'] }],
    ['letters turned into outlines', 'waiting', { content: outlines }],
    ['text and a large picture below it', 'partly', { content: pictureOf(0.45), lines: prose }],
    ['text and a picture as large as an identity card', 'partly', { content: pictureOf(0.08), lines: prose }],
    ['text and a logo', 'text', { content: pictureOf(0.03), lines: prose }],
    ['a scan that was cut into a hundred strips', 'waiting', { content: Array.from({ length: 100 }, (_, i) => `q 595 0 0 8.42 0 ${i * 8.42} cm /Im Do Q`).join('\n') }],
    ['text on a background too coarse to hold words', 'text', { content: pictureOf(1), picture: [40, 60], lines: prose }],
    ['text whose font does not say its letters', 'waiting', { lines: shifted }],
    ['a scan under text that somebody recognised', 'text', { content: pictureOf(1), lines: prose, hidden: true }],
    ['a scan under a recognition that failed', 'waiting', { content: pictureOf(1), lines: shifted, hidden: true }],
  ])('%s: %s', async (_name, coverage, parts) => {
    expect((await page(parts)).coverage).toBe(coverage)
  })

  test('text of an unseen layer is trusted less than text that is seen, and junk hardly at all', async () => {
    expect((await page({ lines: prose })).confidence).toBe(1)
    expect((await page({ lines: prose, hidden: true, content: pictureOf(1) })).confidence).toBe(0.8)
    expect((await page({ lines: shifted })).confidence).toBe(0.1)
  })
})

describe('what stands on a page beside its text is read with it', () => {
  const widget = (rest: string): string => `<< /Type /Annot /Subtype /Widget /Rect [0 0 10 10] ${rest} >>`

  test('filled-in fields with their labels, also where the value belongs to the field above; not empty, hidden or unticked ones', async () => {
    const { text } = await page({
      lines: ['Application'], catalogue: '/AcroForm << /Fields [8 0 R 9 0 R 11 0 R 12 0 R 13 0 R] >>', annotations: '8 0 R 10 0 R 11 0 R 12 0 R 13 0 R',
      more: [
        widget('/FT /Tx /T (surname) /TU (Family name) /V (Lee)'), '<< /FT /Tx /T (Given name) /V (Ann) /Kids [10 0 R] >>', widget('/Parent 9 0 R'), widget('/FT /Tx /T (Empty)'),
        widget('/FT /Btn /T (Agreed) /V /Yes /AS /Yes /AP << /N << /Yes 14 0 R /Off 14 0 R >> >>'), widget('/FT /Tx /T (Secret) /V (unseen) /F 2'),
        '<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream',
      ],
    })
    expect(text).toBe('Application\n\nFamily name: Lee\nGiven name: Ann\nAgreed ☒')
  })

  test('comments', async () => {
    expect((await page({ lines: ['Draft'], annotations: '8 0 R', more: ['<< /Type /Annot /Subtype /Text /Rect [0 0 10 10] /Contents (Please check this sum.) >>'] })).text).toBe('Draft\n\nNote: Please check this sum.')
  })

  test('files that are attached or pinned to a page become files of their own', async () => {
    const children = collectChildren()
    const { warnings } = await parsePdf(makePdfPage({
      lines: ['See the annex.'], catalogue: '/Names << /EmbeddedFiles << /Names [(annex.txt) 8 0 R (film.mp4) 9 0 R] >> >>', annotations: '10 0 R',
      more: [
        '<< /Type /Filespec /F (annex.txt) /UF (annex.txt) /EF << /F 11 0 R >> >>', '<< /Type /Filespec /F (film.mp4) /UF (film.mp4) /EF << /F 12 0 R >> >>',
        '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 10 10] /FS << /Type /Filespec /F (pinned.txt) /UF (pinned.txt) /EF << /F 11 0 R >> >> >>',
        '<< /Type /EmbeddedFile /Length 9 >>\nstream\nThe annex\nendstream', '<< /Type /EmbeddedFile /Length 12 >>\nstream\n\0\0\0\x18ftypisom\nendstream',
      ],
    }), () => {}, { children })
    expect(children.files.map(({ name, bytes }) => [name, bytes])).toEqual([['pinned.txt', 9], ['annex.txt', 9]])
    expect(warnings).toEqual(['1 attached file is of a kind that cannot be read.'])
  })
})
