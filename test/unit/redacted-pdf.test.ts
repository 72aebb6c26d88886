import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { copyPdf } from '../../src-main/ingest/redacted-copy/pdf/copy-pdf.ts'
import { loadDrawingPdfium } from '../../src-main/ingest/redacted-copy/pdf/drawing-library.ts'
import { PagePixels } from '../../src-main/ingest/redacted-copy/pdf/page-pixels.ts'
import { recognisedCharacters } from '../../src-main/ingest/redacted-copy/pdf/recognised-characters.ts'
import { PdfDocument } from '../../src-main/ingest/parse/pdf/pdf-document.ts'
import type { RecognisePages } from '../../src-main/ingest/redacted-copy/redacted-copy.ts'
import { findExactly } from '../support/find-exactly.ts'
import { makePdf } from '../support/make-pdf.ts'

const values = { 'Margarethe Oldenburg': '[PERSON_1]', Oldenburg: '[PERSON_1]', 'Harbour Road 4 20457 Hamburg': '[ADDRESS_1]' }

async function copied(bytes: Uint8Array, keepPictures = false, recognise: RecognisePages = async (asked) => asked.map(() => null)) {
  const chunks: Uint8Array[] = []
  const progress: number[] = []
  const outcome = await copyPdf(bytes, (chunk) => chunks.push(chunk), { find: findExactly(values), recognise, keepPictures, onProgress: (done, total) => progress.push(done / total) })
  const copy = new Uint8Array(Buffer.concat(chunks))
  const { pages } = await parsePdf(copy, () => {})
  return { copy, outcome, progress, pages: pages.map(({ text }) => text), streams: streamsOf(copy) }
}

/** Everything that stands in a file, with its streams unpacked. */
function streamsOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf)
  const source = bytes.toString('latin1')
  const unpacked = [...source.matchAll(/\/Length (\d+) >>\nstream\n/g)].map((match) => inflateSync(bytes.subarray(match.index + match[0].length, match.index + match[0].length + Number(match[1]))).toString('latin1'))
  return [source, ...unpacked].join('\n')
}

/** A file with one page of given operators, and whatever else its catalog and page say. */
function pageOf(operators: string, { page = '', catalog = '', objects = [] as readonly string[] } = {}): Uint8Array {
  const base = Buffer.from(makePdf([['PLACE']])).toString('latin1')
  const body = base.slice(0, base.indexOf('xref'))
    .replace(/<< \/Length \d+ >>\nstream\n[^]*?endstream/, () => `<< /Length ${operators.length} >>\nstream\n${operators}\nendstream`)
    .replace('/Contents', () => `${page} /Contents`).replace('/Type /Catalog', () => `/Type /Catalog ${catalog}`)
  return new Uint8Array(Buffer.from(`${body}${objects.map((object, index) => `${6 + index} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R /Info << /Author (Oldenburg) >> >>\n%%EOF`, 'latin1'))
}

const line = (text: string, y = 700): string => `BT /F1 12 Tf 72 ${y} Td (${text}) Tj ET`

describe('a redacted PDF', () => {
  test('can be searched for the masked text and holds nothing of what was masked', async () => {
    const { pages, streams } = await copied(makePdf([['Dear Margarethe Oldenburg,', 'please pay by Friday.'], ['Oldenburg agrees.']]))
    expect(pages).toEqual(['Dear [PERSON_1],\nplease pay by Friday.', '[PERSON_1] agrees.'])
    expect(streams).not.toMatch(/Oldenburg|Margarethe/)
    // Not as hexadecimal either, which is how the text behind the pictures is written.
    expect(streams.toLowerCase()).not.toContain(Buffer.from('Oldenburg').toString('hex'))
  })

  test('a mask over two lines stands once, and both lines are painted over', async () => {
    const { pages } = await copied(makePdf([['Lives at Harbour Road 4', '20457 Hamburg since then']]))
    expect(pages[0]?.replace(/\s+/g, ' ')).toBe('Lives at [ADDRESS_1] since then')
  })

  test('the place of a masked word is black in the picture, the place of another is not', async () => {
    const { copy } = await copied(pageOf(`${line('Oldenburg')} ${line('Something', 600)}`))
    const pdfium = await loadDrawingPdfium()
    using document = new PdfDocument(pdfium, copy)
    const dark = document.withPage(0, (page) => {
      using pixels = new PagePixels(pdfium, page)
      const { data, width } = pixels.picture(true)
      const grey = inflateSync(data)
      const shareOfBlack = (y: number): number => {
        const box = pixels.boxOf({ left: 74, right: 120, bottom: y, top: y + 8 })
        let black = 0
        for (let row = box.top; row < box.bottom; row++) for (let x = box.left; x < box.right; x++) if ((grey[row * width + x] ?? 255) < 40) black++
        return black / ((box.right - box.left) * (box.bottom - box.top))
      }
      return [shareOfBlack(700), shareOfBlack(600)]
    })
    expect(dark?.[0]).toBeGreaterThan(0.6)
    expect(dark?.[1]).toBeLessThan(0.5)
  })

  test('words that are covered or have the colour of the paper do not come along', async () => {
    const { pages, streams, outcome } = await copied(pageOf(`${line('Seen')} ${line('Covered', 600)} 0 g 60 590 200 30 re f 1 g ${line('Whitened', 500)}`))
    expect(pages).toEqual(['Seen'])
    expect(streams).not.toMatch(/Covered|Whitened/)
    expect(outcome.leftOut['hidden-words']).toBe(2)
  })

  test('has no metadata, notes, attachments, scripts or outline', async () => {
    const { pages, streams, outcome } = await copied(pageOf(line('Text'), {
      page: '/Annots [6 0 R]', catalog: '/OpenAction << /S /JavaScript /JS (app.alert) >> /Outlines 7 0 R /Names << /EmbeddedFiles << /Names [(Oldenburg.txt) 9 0 R] >> >>',
      objects: ['<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Ask Oldenburg) >>', '<< /Type /Outlines /First 8 0 R /Last 8 0 R /Count 1 >>', '<< /Title (Oldenburg) /Parent 7 0 R >>', '<< /Type /Filespec /F (Oldenburg.txt) >>'],
    }))
    expect(pages).toEqual(['Text'])
    expect(streams).not.toMatch(/Oldenburg|JavaScript|Annot|Outlines|EmbeddedFiles|Info|Author/)
    expect(outcome.leftOut).toMatchObject({ annotations: 1, outline: 1, metadata: 1 })
  })

  test('what was filled into a form is text that is found and masked', async () => {
    const field = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Oldenburg) /F 4 /Rect [72 500 272 520] /AP << /N 7 0 R >> >>'
    const look = '0 g BT /F1 12 Tf 2 5 Td (Oldenburg) Tj ET'
    const { pages, streams } = await copied(pageOf(line('Name:', 530), { page: '/Annots [6 0 R]', objects: [field, `<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >> /Length ${look.length} >>\nstream\n${look}\nendstream`] }))
    expect(pages[0]).toContain('[PERSON_1]')
    expect(streams).not.toContain('Oldenburg')
  })

  const image = 'q 400 0 0 400 72 200 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q'

  test('a page that is a picture is left out and says so, unless pictures are kept', async () => {
    const left = await copied(pageOf(image))
    expect(left.outcome).toMatchObject({ pagesLeftOut: [1], leftOut: { pages: 1, pictures: 1 } })
    expect(left.pages[0]).toContain('was left out')
    expect(left.streams).not.toContain('/Subtype /Image')
    const kept = await copied(pageOf(image), true)
    expect(kept.outcome).toMatchObject({ pagesLeftOut: [], notSearched: { pictures: 1 } })
    expect(kept.streams).toContain('/Subtype /Image')
  })

  test('a picture beside text is not drawn, and the text stays', async () => {
    const { pages, outcome } = await copied(pageOf(`${image} ${line('Beside')}`))
    expect(pages).toEqual(['Beside'])
    expect(outcome.leftOut.pictures).toBe(1)
  })

  test('a picture inside another drawing is not drawn, either', async () => {
    const form = `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length ${image.length} >>\nstream\n${image}\nendstream`
    const source = Buffer.from(pageOf(`${line('Beside', 760)} /Fx Do`, { objects: [form] })).toString('latin1').replace('/Resources <<', '/Resources << /XObject << /Fx 6 0 R >>')
    const { copy, outcome } = await copied(new Uint8Array(Buffer.from(source, 'latin1')))
    expect(outcome.leftOut.pictures).toBe(1)
    const pdfium = await loadDrawingPdfium()
    using document = new PdfDocument(pdfium, copy)
    expect(document.withPage(0, (page) => {
      using pixels = new PagePixels(pdfium, page)
      return pixels.isPlain(pixels.boxOf({ left: 60, right: 500, bottom: 190, top: 640 }))
    })).toBe(true)
  })

  test('a scan with recognised words keeps its picture, and the outcome says that it is one', async () => {
    const { pages, outcome } = await copied(pageOf(`${image} BT 3 Tr /F1 40 Tf 80 380 Td (Oldenburg) Tj ET`))
    expect(pages).toEqual(['[PERSON_1]'])
    expect(outcome.notSearched).toEqual({ pictures: 1, scannedPages: 1 })
  })

  test('a page that recognition can read keeps its picture, with the found words painted over and the others behind it', async () => {
    const asked: number[] = []
    const read = { text: 'Pay Oldenburg now', rotation: 0, words: [{ start: 0, end: 3, x: 0.15, y: 0.4, width: 0.1, height: 0.03 }, { start: 4, end: 13, x: 0.3, y: 0.4, width: 0.3, height: 0.03 }, { start: 14, end: 17, x: 0.65, y: 0.4, width: 0.1, height: 0.03 }] }
    const stripes = `${image} q 1 g 0 0 595 842 re f 0 g ${Array.from({ length: 100 }, (_, index) => `${index * 6} 400 3 200 re f`).join(' ')} Q`
    const { pages, outcome } = await copied(pageOf(stripes), false, async (numbers) => { asked.push(...numbers); return [read] })
    expect(asked).toEqual([1])
    expect(pages).toEqual(['Pay [PERSON_1] now'])
    expect(outcome).toMatchObject({ pagesLeftOut: [], notSearched: { pictures: 1, scannedPages: 1 } })
  })

  test.each([[0, 60, 560], [90, 60, 60], [180, 460, 60], [270, 460, 560]])('a word that was read after turning the page by %i degrees is where it is seen', (rotation, left, bottom) => {
    // A page of 600 by 800 points; the word is near the corner that is the top left one after turning.
    const { characters: [word] } = recognisedCharacters({ text: 'word', rotation, words: [{ start: 0, end: 4, x: 0.1, y: 0.1, width: 0.1, height: 0.05 }] }, 600, 800)
    expect(word && word.box.left >= Math.min(left, 540) - 60 && word.box.left < left + 100).toBe(true)
    expect(word && word.box.bottom >= bottom - 60 && word.box.bottom < bottom + 200).toBe(true)
    expect((word?.box.right ?? 0) - (word?.box.left ?? 0)).toBeCloseTo(rotation % 180 === 0 ? 60 : 30)
  })

  test('a turned page is written as it is seen, with its text in order', async () => {
    const { pages, copy } = await copied(makePdf([['First line', 'Oldenburg here']], { rotate: 90 }))
    expect(pages[0]).toContain('[PERSON_1] here')
    expect(Buffer.from(copy).toString('latin1')).toContain('/MediaBox [0 0 842 595]')
  })

  test('letters of any script can be found in the copy', async () => {
    const { TextLayer } = await import('../../src-main/ingest/redacted-copy/pdf/text-layer.ts')
    const { PdfWriter } = await import('../../src-main/ingest/redacted-copy/pdf/pdf-writer.ts')
    const chunks: Uint8Array[] = []
    const writer = new PdfWriter((chunk) => chunks.push(chunk))
    const layer = new TextLayer()
    const words = ['Ωμέγα', 'Москва', '東京', ...Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x4e00 + index))]
    writer.addPage({ width: 595, height: 842, picture: null, operators: layer.operators(words.map((text, index) => ({ text, x: 50, y: 830 - index * 2.5, endX: 50 + text.length * 2, endY: 830 - index * 2.5, size: 2, label: false }))) })
    writer.finish(layer.writeFonts(writer))
    const { pages: [page] } = await parsePdf(new Uint8Array(Buffer.concat(chunks)), () => {})
    for (const word of words) expect(page?.text).toContain(word)
  })

  test('progress goes once through reading and once through writing', async () => {
    const { progress } = await copied(makePdf([['a'], ['b']]))
    expect(progress).toEqual([0.25, 0.5, 0.75, 1])
  })

  test('a broken file is refused', async () => {
    await expect(copied(new Uint8Array(Buffer.from('%PDF-1.7 nothing')))).rejects.toMatchObject({ code: 'document-damaged' })
  })
})
