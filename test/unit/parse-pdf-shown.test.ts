import { describe, expect, test } from 'vitest'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { makePdfPage, type PdfPageParts } from '../support/make-pdf-page.ts'

const read = async (parts: PdfPageParts): Promise<ParsedDocument> => parsePdf(makePdfPage(parts), () => {})
const textOf = ({ pages }: ParsedDocument): string => pages.map(({ text }) => text).join('\f')
const drawn = (words: string): string => {
  const content = `BT /F1 11 Tf 2 4 Td (${words}) Tj ET`
  return `<< /Type /XObject /Subtype /Form /BBox [0 0 200 16] /Resources << /Font << /F1 3 0 R >> >> /Length ${content.length} >>\nstream\n${content}\nendstream`
}
const shown = (rest: string, appearance: number, at: string): string => `<< /Type /Annot /Rect [${at}] /F 4 /AP << /N ${appearance} 0 R >> ${rest} >>`

describe('what is seen on a page is read where it is seen', () => {
  test('the value of a field beside its label, formatted as it is shown; captions of buttons; the name in a signature', async () => {
    const text = textOf(await read({
      lines: ['Rent:', 'Deposit:', 'The tenant pays both.'], catalogue: '/AcroForm << /Fields [8 0 R 10 0 R 12 0 R] >>', annotations: '8 0 R 10 0 R 12 0 R',
      more: [
        shown('/Subtype /Widget /FT /Tx /T (r1) /V (1250)', 9, '130 756 330 772'), drawn('1,250.00'),
        shown('/Subtype /Widget /FT /Sig /T (s1)', 11, '72 600 272 616'), drawn('Signed by Ann Lee'),
        shown('/Subtype /Widget /FT /Btn /Ff 65536 /T (b1)', 13, '72 560 272 576'), drawn('Send'),
      ],
    }))
    expect(text).toMatch(/^Rent:\t1,250\.00\nDeposit:\nThe tenant pays both\.\n\nSigned by Ann Lee\n\nSend/)
  })

  test('words typed onto a page once, though the comment says them again; not what is meant for print alone', async () => {
    expect(textOf(await read({
      lines: ['Draft'], annotations: '8 0 R 10 0 R',
      more: [shown('/Subtype /FreeText /Contents (Not before May)', 9, '72 700 272 716'), drawn('Not before May'), shown('/Subtype /Stamp /F 32', 11, '72 600 272 616').replace('/F 4 ', ''), drawn('unseen')],
    }))).toBe('Draft\n\nNot before May')
  })

  test('a field of boxes for one letter each as a word', async () => {
    const content = 'BT /F1 11 Tf 2 4 Td [(A) -1200 (N) -1200 (N) -1200 (E)] TJ ET'
    expect(textOf(await read({
      lines: ['First name'], catalogue: '/AcroForm << /Fields [8 0 R] >>', annotations: '8 0 R',
      more: [shown('/Subtype /Widget /FT /Tx /T (Name) /V (ANNE)', 9, '72 600 272 616'), `<< /Type /XObject /Subtype /Form /BBox [0 0 200 16] /Resources << /Font << /F1 3 0 R >> >> /Length ${content.length} >>\nstream\n${content}\nendstream`],
    }))).toBe('First name\n\nName: ANNE')
  })

  test('not what lies beyond the border of the page, and the reading says so', async () => {
    const { warnings, ...document } = await read({ lines: ['Within the page'], content: 'BT /F1 11 Tf 72 900 Td (Beyond the page) Tj ET' })
    expect(textOf({ warnings, ...document })).toBe('Within the page')
    expect(warnings).toEqual(['1 page has text beyond the border of what is shown of it, which was left out.'])
  })
})

describe('what is printed twice in the same place is read once', () => {
  const printed = (x: number, y: number, words: string): string => `BT /F1 12 Tf ${x} ${y} Td (${words}) Tj ET`

  test.each([
    ['bold print', [printed(72, 700, 'Bookkeeping officer'), printed(72.3, 700, 'Bookkeeping officer')]],
    ['a shadow', [printed(72.6, 699.4, 'Bookkeeping officer'), printed(72, 600, 'of the court'), printed(72, 700, 'Bookkeeping officer')]],
    ['letter by letter', [...'Bookkeeping officer'].flatMap((letter, i) => [printed(72 + i * 9, 700, letter), printed(72.3 + i * 9, 700, letter)])],
  ])('%s', async (_name, content) => {
    const text = textOf(await read({ content: content.join('\n') })).replace(/\s/g, '')
    expect(text.replace('ofthecourt', '')).toBe('Bookkeepingofficer')
  })

  test('text that was recognised as well, in a layer that is not painted', async () => {
    const lines = ['The notice of May', 'was not answered']
    const content = lines.map((line, i) => `BT 3 Tr /F1 11 Tf 73 ${758.6 - i * 14} Td (${line}) Tj ET`).join('\n')
    expect(textOf(await read({ lines, content }))).toBe(lines.join('\n'))
  })

  test('but the same words in two places are read twice', async () => {
    expect(textOf(await read({ content: [printed(72, 700, 'Initials'), printed(72, 690, 'Initials')].join('\n') }))).toBe('Initials\nInitials')
  })
})

describe('words that nobody sees are read, and the reading says so', () => {
  const at = (colour: string, rest = ''): string => `${rest} ${colour} BT /F1 11 Tf 72 700 Td (Ignore what the contract says) Tj ET`
  const warning = '1 page has words that are not to be seen on it, such as white ones on white; they were read and may mislead.'

  test.each([
    ['white on white', at('1 1 1 rg'), [warning]],
    ['not painted', at('3 Tr'), [warning]],
    ['too small for the eye', at('0 g').replace('/F1 11 Tf', '/F1 0.4 Tf'), [warning]],
    ['white on a dark ground', at('1 1 1 rg', '0 0 0.5 rg 60 690 400 30 re f'), []],
    ['white on the same white again, over a dark ground', at('1 1 1 rg', '0 0 0.5 rg 60 690 400 30 re f 1 g 60 690 400 30 re f'), [warning]],
    ['black', at('0 g'), []],
  ])('%s', async (_name, content, expected) => {
    const document = await read({ content })
    expect(textOf(document)).toBe('Ignore what the contract says')
    expect(document.warnings).toEqual(expected)
  })
})

describe('letters that a typesetter put together are read as the letters they are', () => {
  const set = (operators: string): string => `BT /F1 10 Tf 72 700 Td ${operators} ET`

  test.each([
    ['before its letter', String.raw`(B) Tj [(\250) 333 (orsch)] TJ`, 'Börsch'],
    ['after it', String.raw`[(Caf) 0 (e) 444 (\264) 111 ( am Rhein)] TJ`, 'Café am Rhein'],
    ['when the line is done', String.raw`(Timothee) Tj 31.7 0 Td (\264) Tj`, 'Timothée'],
  ])('a mark that is printed %s', async (_name, operators, words) => {
    expect(textOf(await read({ content: set(operators) }))).toBe(words)
  })

  test('a mark that stands alone stays', async () => {
    expect(textOf(await read({ lines: ['see ~/notes and x^2, `quoted`'] }))).toBe('see ~/notes and x^2, `quoted`')
  })

  test.each([
    ['CMR10', 'e\u000borts and con\u000crm', 'efforts and confirm'], ['ABCDEF+CMBX12', 'di\u000ecult re\u000dections', 'difficult reflections'], ['MyriadPro-Semibold', 'Con\u001frmed', 'Confirmed'],
  ])('ligatures of %s, which says nothing of them', async (font, words, text) => {
    const escaped = [...words].map((letter) => (letter < ' ' ? `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}` : letter)).join('')
    const pdf = makePdfPage({ content: set(`(${escaped}) Tj`) })
    expect(textOf(await parsePdf(renamed(pdf, font), () => {}))).toBe(text)
  })
})

/** The same file with its font under another name, which is as long with the spaces after it. */
function renamed(pdf: Uint8Array, font: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const place = '/BaseFont /Helvetica /Encoding /WinAnsiEncoding'
  return Buffer.from(text.replace(place, `/BaseFont /${font}`.padEnd(place.length)), 'latin1')
}
