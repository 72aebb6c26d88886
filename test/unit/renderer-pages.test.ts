import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page, PageWord } from '../../src-preload/contract/index.ts'
import { provideBridge } from '../../src-renderer/client/bridge.ts'
import { pageBlocks, rowWindow } from '../../src-renderer/features/evidence/page-blocks.ts'
import { cellsOnly, placeName } from '../../src-renderer/features/evidence/places.ts'
import { asLine, whereabouts } from '../../src-renderer/features/evidence/quotes.ts'
import { begin, redo, undo, write } from '../../src-renderer/features/evidence/text-history.ts'
import { readCoverage } from '../../src-renderer/features/evidence/use-coverage.ts'
import { spanBoxes } from '../../src-renderer/features/evidence/word-boxes.ts'
import { createFakeBridge } from '../support/fake-bridge/fake-bridge.ts'
import { matterId } from '../support/fake-bridge/sample-data.ts'
import { scanId } from '../support/fake-bridge/sample-mixed.ts'
import { aPage } from '../support/page-defaults.ts'

const word = (start: number, x: number, y: number, length = 5): PageWord => ({ start, end: start + length, x, y, width: 0.1, height: 0.02 })

describe('quoted words on a scan', () => {
  it('are one box for each line, and only of the words that are quoted', () => {
    const words = [word(0, 0.1, 0.1), word(6, 0.22, 0.101), word(12, 0.34, 0.1), word(18, 0.1, 0.14), word(24, 0.22, 0.14)]
    const boxes = spanBoxes(words, { start: 7, end: 20 })
    expect(boxes).toHaveLength(2)
    expect(boxes[0]).toMatchObject({ x: 0.22, y: 0.1 })
    expect(boxes[0]?.width).toBeCloseTo(0.22)
    expect(boxes[1]).toMatchObject({ x: 0.1, y: 0.14 })
  })

  it('in two columns are not joined across the space between', () => {
    expect(spanBoxes([word(0, 0.05, 0.1), word(6, 0.7, 0.1)], { start: 0, end: 20 })).toHaveLength(2)
  })

  it('never lie outside of the page, and every quoted word lies in one of them', () => {
    const anyWord = fc.record({ x: fc.double({ min: -0.2, max: 1.1, noNaN: true }), y: fc.double({ min: -0.2, max: 1.1, noNaN: true }), width: fc.double({ min: 0.001, max: 0.3, noNaN: true }), height: fc.double({ min: 0.001, max: 0.1, noNaN: true }) })
    fc.assert(fc.property(fc.array(anyWord, { maxLength: 12 }), fc.nat({ max: 70 }), fc.nat({ max: 70 }), (shapes, a, b) => {
      const words = shapes.map((shape, index) => ({ ...shape, start: index * 6, end: index * 6 + 5 }))
      const span = { start: Math.min(a, b), end: Math.max(a, b) }
      const boxes = spanBoxes(words, span)
      for (const box of boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(1 + 1e-9)
        expect(box.y + box.height).toBeLessThanOrEqual(1 + 1e-9)
      }
      for (const each of words.filter((one) => one.start < span.end && one.end > span.start)) {
        const centre = { x: each.x + each.width / 2, y: each.y + each.height / 2 }
        if (centre.x <= 0 || centre.x >= 1 || centre.y <= 0 || centre.y >= 1) continue
        expect(boxes.some((box) => centre.x >= box.x - 1e-9 && centre.x <= box.x + box.width + 1e-9 && centre.y >= box.y - 1e-9 && centre.y <= box.y + box.height + 1e-9)).toBe(true)
      }
    }))
  })

  it('of a page without boxes have none', () => {
    expect(spanBoxes([], { start: 0, end: 10 })).toEqual([])
  })
})

describe('the place of a quote', () => {
  const places = [{ start: 0, end: 10, name: 'Q3!A1:F1' }, { start: 11, end: 20, name: 'Q3!A2:F2' }, { start: 21, end: 30, name: 'Q3!A3:F3' }, { start: 40, end: 50, name: 'Notes' }]
  it('names sheet and cells, and several rows as one range', () => {
    expect(placeName(places, { start: 12, end: 15 })).toBe('Q3!A2:F2')
    expect(placeName(places, { start: 5, end: 22 })).toBe('Q3!A1:F3')
    expect(placeName(places, { start: 25, end: 45 })).toBe('Q3!A3:F3, Notes')
    expect(placeName(places, { start: 31, end: 39 })).toBeNull()
  })

  it('beside its own sheet is said without it', () => {
    expect([cellsOnly('Q3!A2:F2'), cellsOnly('It’s!2024!B7'), cellsOnly('Notes')]).toEqual(['A2:F2', 'B7', 'Notes'])
  })

  it('is said with its slide, and cells by their sheet alone', () => {
    expect(whereabouts({ place: 'Notes', pageLabel: 'Slide 4', page: 4 })).toBe('Slide 4, Notes')
    expect(whereabouts({ place: 'Q3!A12:F12', pageLabel: 'Sheet “Q3”', page: 1 })).toBe('Q3!A12:F12')
    expect(whereabouts({ place: null, pageLabel: null, page: 7 })).toBe('page 7')
  })

  it('keeps cells apart where a row is shown as one line', () => {
    expect(asLine('2022\t£476\t\t£600')).toBe('2022 · £476 · £600')
    expect(asLine('rests.\n\n3.4\tWithin 30 days\nof the end\n(b)\tin writing')).toBe('rests.\n\n3.4 Within 30 days\nof the end\n(b) in writing')
    expect(asLine('1\tAnn\t12')).toBe('1 · Ann · 12')
  })
})

function withTable(lines: readonly string[], before: string, after: string, suspect = false): Page {
  const body = lines.join('\n')
  const start = before === '' ? 0 : before.length + 1
  return aPage([before, body, after].filter((part) => part !== '').join('\n'), { tables: [{ start, end: start + body.length, rows: lines.length, columns: 2, suspect }] })
}

describe('a page with a table', () => {
  it('shows its rows as cells between the paragraphs, the quoted row marked', () => {
    const page = withTable(['Year\tTotal', '2022\t£2429', '2023\t£2582'], 'Charges', 'See overleaf.', true)
    const start = page.text.indexOf('2022')
    const blocks = pageBlocks(page, { start, end: start + 10 })
    expect(blocks.map((block) => block.kind)).toEqual(['text', 'table', 'text'])
    const table = blocks[1]
    if (table?.kind !== 'table') throw new Error('no table')
    expect(table.suspect).toBe(true)
    expect(table.rows.map((row) => row.marked)).toEqual([false, true, false])
    expect(table.rows[1]?.cells.map((cell) => cell.parts)).toEqual([[{ text: '2022', marked: true }], [{ text: '£2429', marked: true }]])
  })

  it('loses no character of any cell, wherever the mark is', () => {
    const cell = fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[\t\n\r]/g, ' '))
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat({ max: 20 }), (rows, from, length) => {
      const page = withTable(rows.map((row) => row.join('\t')), 'Before', 'After')
      const start = from % page.text.length
      const end = Math.min(page.text.length, start + length)
      const shown = pageBlocks(page, { start, end }).flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => row.cells.map((each) => each.parts.map((part) => part.text).join('')).join('\t')) : block.kind === 'text' ? [block.block.parts.map((part) => part.text).join('')] : []))
      expect(shown).toEqual(page.text.split('\n').filter((line) => line.trim() !== ''))
    }))
  })

  it('calls each row by its cells, and notes by their name', () => {
    const page = aPage('a\tb\nc\td\nRemember.', { tables: [{ start: 0, end: 7, rows: 2, columns: 2, suspect: false }], places: [{ start: 0, end: 3, name: 'S!A1:B1' }, { start: 4, end: 7, name: 'S!A2:B2' }, { start: 8, end: 17, name: 'Notes' }] })
    const blocks = pageBlocks(page, null)
    expect(blocks[0]).toMatchObject({ kind: 'table', rows: [{ place: 'A1:B1' }, { place: 'A2:B2' }] })
    expect(blocks.slice(1)).toMatchObject([{ kind: 'place', name: 'Notes' }, { kind: 'text' }])
  })

  it('of ten thousand rows begins around the quoted one', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ offset: index, place: null, marked: index === 9_990, cells: [] }))
    const { from, to } = rowWindow(rows, 300)
    expect(to - from).toBe(300)
    expect(from <= 9_990 && to > 9_990 && to <= 10_000).toBe(true)
    expect(rowWindow(rows.slice(0, 50), 300)).toEqual({ from: 0, to: 50 })
  })
})

describe('typing a page', () => {
  it('takes back what was typed in one go, step by step, and brings it again', () => {
    let history = begin('one')
    history = write(history, 'one t', 0)
    history = write(history, 'one two', 300)
    history = write(history, 'one two three', 5_000)
    expect(undo(history).text).toBe('one two')
    expect(undo(undo(history)).text).toBe('one')
    expect(redo(undo(history)).text).toBe('one two three')
    expect(undo(begin('one'))).toEqual(begin('one'))
  })

  it('always leads back to what was there before anything was typed', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.tuple(fc.string(), fc.nat({ max: 2_000 })), { maxLength: 40 }), (first, changes) => {
      let now = 0
      let history = begin(first)
      for (const [text, wait] of changes) history = write(history, text, now += wait)
      const steps = history.past.length
      const last = history.text
      for (let step = 0; step < steps; step += 1) history = undo(history)
      expect(history.text).toBe(first)
      for (let step = 0; step < steps; step += 1) history = redo(history)
      expect(history.text).toBe(last)
    }))
  })
})

describe('how a document was read', () => {
  it('names every page that is unread or in doubt', async () => {
    provideBridge(createFakeBridge({ scenario: 'mixed' }).bridge)
    const coverage = await readCoverage(matterId, scanId)
    expect(coverage?.gaps.map((gap) => [gap.page, gap.coverage])).toEqual([[3, 'partly'], [4, 'waiting'], [6, 'failed']])
    expect(coverage).toMatchObject({ pages: 6, counts: { ocr: 3, partly: 1, waiting: 1, failed: 1 } })
  })

  it('changes when a page is typed in: it is read then, and by a person', async () => {
    const fake = createFakeBridge({ scenario: 'mixed' })
    provideBridge(fake.bridge)
    await fake.bridge.call('documents.typePage', { matterId, documentId: scanId, page: 6, text: 'Yours faithfully' })
    expect((await readCoverage(matterId, scanId))?.gaps.map((gap) => gap.page)).toEqual([3, 4])
    expect(await fake.bridge.call('documents.page', { matterId, documentId: scanId, page: 6 })).toMatchObject({ ok: true, value: { method: 'typed', text: 'Yours faithfully', confidence: 1 } })
  })
})
