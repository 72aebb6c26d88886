import { describe, expect, test } from 'vitest'
import type { Page } from '../../src-preload/contract/index.ts'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { makePdfPage } from '../support/make-pdf-page.ts'

/** Rows of text set at given places across the page, 14 points apart. */
async function pageOf(rows: readonly (readonly (readonly [number, string])[])[], turned = false): Promise<Page> {
  const place = (x: number, y: number): string => (turned ? `0 1 -1 0 ${842 - y} ${x} Tm` : `1 0 0 1 ${x} ${y} Tm`)
  const content = rows.flatMap((cells, row) => cells.map(([x, text]) => `BT /F1 10 Tf ${place(x, 780 - row * 14)} (${text}) Tj ET`)).join('\n')
  const [page] = (await parsePdf(makePdfPage({ content }), () => {})).pages
  if (page === undefined) throw new Error('no page')
  return page
}

const rent = [
  [[60, 'Month'], [200, 'Rent'], [300, 'Heating'], [400, 'Paid on']], [[60, 'January'], [200, '900'], [300, '120'], [400, '2024-01-03']],
  [[60, 'February'], [200, '900'], [400, '2024-02-05']], [[60, 'March'], [200, '950'], [300, '110']],
] as const

describe('a table of a PDF keeps which cell belongs to which', () => {
  test.each([['upright', false], ['turned', true]])('by the white between its columns, cells that are empty included (%s)', async (_name, turned) => {
    const { text, tables, coverage } = await pageOf([[[60, 'What was paid']], [], ...rent, [], [[60, 'Checked in May.']]], turned)
    const [table] = tables
    expect(text.slice(table?.start, table?.end)).toBe('Month\tRent\tHeating\tPaid on\nJanuary\t900\t120\t2024-01-03\nFebruary\t900\t\t2024-02-05\nMarch\t950\t110')
    expect([tables.map(({ rows, columns, suspect }) => [rows, columns, suspect]), coverage]).toEqual([[[4, 4, false]], 'text'])
  })

  test('also where its cells stand close together, as long as the white runs down', async () => {
    const { text } = await pageOf([2007, 2008, 2009, 2010].map((year, i) => [[60, `Class ${'ABCD'[i]}`], [130, String(year)], [162, `${i + 1},505`], [197, `${i + 2},580`]]))
    expect(text).toBe('Class A\t2007\t1,505\t2,580\nClass B\t2008\t2,505\t3,580\nClass C\t2009\t3,505\t4,580\nClass D\t2010\t4,505\t5,580')
  })

  test('and says so where its columns do not line up', async () => {
    const { tables, coverage } = await pageOf(Array.from({ length: 6 }, (_, i) => [[60, 'Item'], [110 + i * 23, '12'], [150 + i * 43, 'at 40'], [490, 'EUR']]))
    expect([tables.map(({ suspect }) => suspect), coverage]).toEqual([[true], 'suspect-table'])
  })

  test.each([
    ['a paragraph', Array.from({ length: 6 }, (_, i) => [[60, `The tenant in flat ${i} has to give the keys back at the end of the lease.`]])],
    ['a list', Array.from({ length: 6 }, (_, i) => [[60, `${i}.`], [90, 'The keys are to be given back.']])],
    ['a table of contents', Array.from({ length: 6 }, (_, i) => [[60, `Chapter ${i} . . . . . . . . . . . .`], [400, `${i * 7}`]])],
  ] as [string, [number, string][][]][])('%s is none', async (_name, rows) => {
    expect((await pageOf(rows)).tables).toEqual([])
  })
})

test('columns of a newspaper that were written line by line across are read one after the other', async () => {
  const left = ['The court held that the notice', 'had been given too late, since', 'it reached the tenant only on', 'the fourth working day of the', 'month. The claim of the owner', 'was dismissed for this reason']
  const right = ['In a second case the rent had', 'not been paid for two months', 'in a row. Here the court held', 'that no warning was needed as', 'the tenant had said that none', 'of the rent would ever come.']
  const { text, tables } = await pageOf(left.map((line, i) => [[60, line], [300, right[i] ?? '']]))
  expect(text).toBe([...left, ...right].join('\n'))
  expect(tables).toEqual([])
})
