import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parsePresentation } from '../../src-main/ingest/parse/presentation/parse-presentation.ts'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { toFailure } from '../../src-main/support/errors.ts'
import { makeOle } from '../support/make-ole.ts'
import { makePdf } from '../support/make-pdf.ts'
import { makePpt, pptGroup, pptRecord, pptShape, pptText, wide, words, type PptOptions, type PptSlide } from '../support/make-ppt.ts'
import { mutate, seededRandom } from '../support/mutate-bytes.ts'

const readBytes = (bytes: Uint8Array, password: string | null = null): ParsedDocument => parsePresentation(bytes, { onPages: () => {}, children: countingSink(), extension: '.ppt', password })
const read = (slides: readonly PptSlide[], options: PptOptions = {}): ParsedDocument => readBytes(makePpt(slides, options))
const title = (text: string): Uint8Array => pptShape({ texts: [pptText(text, 0)], box: [0, 0, 5_000, 500], placeholder: 13 })
const box = (text: string, left: number, top: number): Uint8Array => pptShape({ texts: [pptText(text)], box: [left, top, left + 1_000, top + 300] })
const outlineReference = (index: number): Uint8Array => pptRecord(0x0f9e, words(index))

describe('slides of PowerPoint 97 to 2003', () => {
  test('are read in their order, the title as a heading, the rest as a person reads it', () => {
    const { pages, warnings } = read([{ shapes: [box('Right', 2_000, 1_000), box('Left\rtwo\vlines', 0, 1_010), box('Größe Ω', 0, 3_000), title('Plan')] }, { shapes: [title('Second')] }])
    expect(pages.map(({ text }) => text)).toEqual(['Plan\n\nLeft\ntwo\nlines\n\nRight\n\nGröße Ω', 'Second'])
    expect(pages[0]).toMatchObject({ page: 1, label: null, headings: [{ offset: 0, level: 1, text: 'Plan' }], method: 'markup', coverage: 'text' })
    expect(warnings).toEqual([])
  })

  test('texts that are kept in the outline stand where their shapes do, once, and those without a shape come last', () => {
    const outline = [pptText('Plan', 0), pptText('First point', 1), pptText('Left over', 1)]
    const { pages: [page] } = read([{ outline, shapes: [pptShape({ texts: [outlineReference(1)], box: [0, 1_000, 1_000, 2_000] }), pptShape({ texts: [outlineReference(0)], box: [0, 0, 1_000, 500] }), box('After', 0, 3_000)] }])
    expect(page?.text).toBe('Plan\n\nFirst point\n\nAfter\n\nLeft over')
  })

  test('notes and comments follow their slide and are places of their own; a hidden slide is read and said', () => {
    const comment = pptRecord(0x2ee0, [pptRecord(0x0fba, wide('Ann'), 0), pptRecord(0x0fba, wide('Too long'), 1)])
    const tags = pptRecord(0x1388, [pptRecord(0x138a, [pptRecord(0x0fba, wide('___PPT10')), pptRecord(0x138b, comment)])])
    const notes = [pptShape({ texts: [pptText('*', 4)], placeholder: 8 }), pptShape({ texts: [pptText('Say hello.', 2)] })]
    const { pages, warnings } = read([{ shapes: [title('First')] }, { shapes: [title('Plan')], notes, hidden: true, more: [tags] }])
    expect(pages.map(({ text }) => text)).toEqual(['First', 'Plan\n\nSay hello.\n\nComment by Ann: Too long'])
    expect(pages[1]?.places.map(({ name }) => name)).toEqual(['Notes', 'Comment'])
    expect(warnings).toEqual(['1 slide is hidden when presenting; it was read.'])
  })

  test('a table is read row by row, a group as one thing', () => {
    const cell = (text: string, column: number, row: number): Uint8Array => pptShape({ texts: [pptText(text)], box: [column * 100, row * 50, column * 100 + 100, row * 50 + 50], isMember: true })
    const table = pptGroup([cell('Paid', 1, 0), cell('Name', 0, 0), cell('Ann', 0, 1), cell('900', 1, 1)], [0, 1_000, 200, 1_100], true)
    const { pages: [page] } = read([{ shapes: [table, pptGroup([cell('In', 0, 0), cell('Out', 1, 0)], [0, 2_000, 200, 2_050])] }])
    expect(page?.text).toBe('Name\tPaid\nAnn\t900\n\nIn\n\nOut')
    expect(page?.tables).toHaveLength(1)
  })

  test("a slide's number and footer stand where their fields do; a page number alone is left out", () => {
    const fields = [pptText('Page * of *'), pptRecord(0x0fd8, words(5)), pptRecord(0x0ffa, words(10))]
    const footer = pptRecord(0x0fd9, [pptRecord(0x0fda, Uint8Array.from([0, 0, 0x20, 0])), pptRecord(0x0fba, wide('Contract'), 2)], 3)
    const number = pptShape({ texts: [pptText('*'), pptRecord(0x0fd8, words(0))], placeholder: 8 })
    const { pages } = read([{ shapes: [pptShape({ texts: fields }), number] }], { firstNumber: 7, document: [footer] })
    expect(pages.map(({ label, text }) => [label, text])).toEqual([['Slide 7', 'Page 7 of Contract']])
    expect(read([{ shapes: [title('Plan'), number] }], { document: [footer] }).pages[0]?.text).toBe('Plan\n\nContract')
  })

  test('pictures by their description, word art by its text; a slide of a picture alone is read in part', () => {
    const picture = (description: string): Uint8Array => pptShape({ properties: [[0x0104, 1], [0x0381, `${description}\0`]], box: [0, 0, 10, 10] })
    const { pages, warnings } = read([{ shapes: [picture('')] }, { shapes: [title('Where'), picture('A map of Bern'), pptShape({ properties: [[0x00c0, 'Swirl\0']], box: [0, 900, 10, 910] })] }])
    expect(pages.map(({ coverage, text }) => [coverage, text])).toEqual([['partly', ''], ['text', 'Where\n\nPicture: A map of Bern\n\nSwirl']])
    expect(warnings).toEqual(['2 slides have pictures; text in them was not recognised.'])
  })
})

test('files that were put onto slides become documents of their own, packed or not', () => {
  const file = makeOle({ CONTENTS: makePdf([['Inside.']]) })
  const list = pptRecord(0x0409, [3, 4].map((id) => pptRecord(0x0fcc, [pptRecord(0x0fc3, words(0, 0, 1, 0, id, 0))])))
  const objects = [pptRecord(0x1011, file), pptRecord(0x1011, Buffer.concat([words(file.length), deflateSync(file)]), 1)]
  const { children, warnings } = read([{ shapes: [title('Plan'), pptShape({ hasObject: 1 }), pptShape({ hasObject: 2 })] }], { document: [list], objects })
  expect(children.map(({ name }) => name)).toEqual(['Embedded file 1', 'Embedded file 2'])
  expect(warnings).toEqual([])
})

test('slides that are locked are read with their password, ask for one, and say when it is wrong', () => {
  const locked = makePpt([{ shapes: [title('Plan')], notes: [pptShape({ texts: [pptText('Say hello.', 2)] })] }], { password: 'sésame' })
  expect(readBytes(locked, 'sésame').pages.map(({ text }) => text)).toEqual(['Plan\n\nSay hello.'])
  expect(() => readBytes(locked)).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
  expect(() => readBytes(locked, 'sesame')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
})

describe('broken files of slides', () => {
  test('a slide that is listed and not there is a page that failed, and said', () => {
    const { pages, warnings } = read([{ shapes: [title('Here')] }, { shapes: [], isLost: true }])
    expect(pages.map(({ coverage }) => coverage)).toEqual(['text', 'failed'])
    expect(warnings).toEqual(['1 slide is missing from the file.'])
  })

  test('a directory that leads nowhere does not lose the slides', () => {
    expect(read([{ shapes: [title('One')] }, { shapes: [title('Two')] }], { breakDirectory: true }).pages.map(({ text }) => text)).toEqual(['One', 'Two'])
  })

  test('what is of PowerPoint 95, locked or no presentation is refused by name', () => {
    const codeOf = (bytes: Uint8Array): string => {
      try {
        return `read: ${readBytes(bytes).pages.length}`
      } catch (error) {
        return toFailure(error).code
      }
    }
    expect(sniffFormat(makePpt([]), '.ppt')).toBe('presentation')
    expect(codeOf(makeOle({ 'PowerPoint Document': new Uint8Array(5_000) }))).toBe('format-unsupported')
    expect(codeOf(makeOle({ 'PP40': new Uint8Array(5_000) }))).toBe('format-unsupported')
    expect(codeOf(makePpt([{ shapes: [] }], { edit: [9] }))).toBe('document-encrypted')
  })

  test('bytes changed at random end in an error of ours or in what was left', () => {
    const whole = makePpt([{ shapes: [title('Plan'), box('Text', 0, 900)], notes: [pptShape({ texts: [pptText('Say.', 2)] })] }])
    const outcomes = new Set(Array.from({ length: 400 }, (_, seed) => {
      try {
        return readBytes(mutate(whole, seededRandom(seed))).mediaType
      } catch (error) {
        return toFailure(error).code
      }
    }))
    expect([...outcomes].filter((code) => !['presentation', 'document-damaged', 'document-encrypted', 'format-unsupported'].includes(code))).toEqual([])
    expect(outcomes).toContain('presentation')
  })
})
