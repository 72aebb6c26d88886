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

describe('a table with ruled cells keeps what stands in a cell together', () => {
  const word = (x: number, y: number, text: string): string => `BT /F1 9 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
  /** Lines at these places, as far as the outermost, in points. */
  const grid = (xs: readonly number[], ys: readonly number[]): string => [
    ...xs.map((x) => `${x} ${Math.min(...ys)} m ${x} ${Math.max(...ys)} l S`), ...ys.map((y) => `${Math.min(...xs)} ${y} m ${Math.max(...xs)} ${y} l S`),
  ].join('\n')
  const tableOf = async (content: readonly string[]): Promise<string[]> => {
    const [page] = (await parsePdf(makePdfPage({ content: content.join('\n') }), () => {})).pages
    return (page?.tables ?? []).map(({ start, end }) => page?.text.slice(start, end) ?? '')
  }

  test('over several lines of it, whatever order the cells were written in; words parted at its border are whole, compounds stay', async () => {
    expect(await tableOf([
      grid([60, 200, 300, 400], [700, 680, 640, 600]), word(60, 740, 'A risk register, by digital means and signature.'),
      word(64, 688, 'Risk'), word(204, 688, 'Measure'), word(304, 688, 'Due'),
      word(64, 668, 'Loss of data when'), word(64, 656, 'a server fails'), word(204, 668, 'Back up and'), word(204, 656, 'docu-'), word(204, 644, 'ment it'), word(304, 662, '2024-03-01'),
      word(64, 628, 'Forged letters'), word(204, 628, 'Use a digital-'), word(204, 616, 'signature'),
    ])).toEqual(['Risk\tMeasure\tDue\nLoss of data when a server fails\tBack up and document it\t2024-03-01\nForged letters\tUse a digital-signature'])
  })

  test('and a cell over several columns or rows stands in the first of them', async () => {
    expect(await tableOf([
      grid([60, 160, 230, 300], [640, 620, 600]), '60 680 m 300 680 l S', '60 640 m 60 680 l S', '160 640 m 160 680 l S', '300 640 m 300 680 l S', '160 660 m 300 660 l S', '230 640 m 230 660 l S',
      word(64, 656, 'Region'), word(200, 666, '2023'), word(164, 646, 'plan'), word(234, 646, 'actual'), word(64, 626, 'North'), word(164, 626, '10'), word(234, 626, '20'), word(64, 606, 'South'), word(234, 606, '6'),
    ])).toEqual(['Region\t2023\n\tplan\tactual\nNorth\t10\t20\nSouth\t\t6'])
  })

  test('rows without a line between them are rows, also where only their numbers are ruled', async () => {
    const years = [2021, 2022, 2023, 2024].map((year, i) => [word(64, 668 - i * 12, `In ${year}`), word(164, 668 - i * 12, `${i}1.5`), word(234, 668 - i * 12, `${i}2.5`)])
    const rows = 'Year\tPlan\tActual\nIn 2021\t01.5\t02.5\nIn 2022\t11.5\t12.5\nIn 2023\t21.5\t22.5\nIn 2024\t31.5\t32.5'
    const header = [word(64, 686, 'Year'), word(164, 686, 'Plan'), word(234, 686, 'Actual')]
    expect(await tableOf([grid([60, 160, 230, 300], [700, 680, 628]), ...header, ...years.flat()])).toEqual([rows])
    expect(await tableOf([grid([60, 160, 230, 300], [700, 680]), grid([160, 230, 300], [680, 664, 652, 640, 628]), '60 628 m 60 680 l S', '60 628 m 160 628 l S', ...header, ...years.flat()])).toEqual([rows])
  })

  test('a page laid out in boxes is none, nor is a frame around paragraphs', async () => {
    const prose = Array.from({ length: 20 }, (_, i) => [word(64, 690 - i * 12, `The tenant of flat ${i} gives back the keys`), word(304, 690 - i * 12, `and the owner of house ${i} returns the deposit`)])
    expect(await tableOf([grid([60, 300, 540], [720, 705, 440]), ...prose.flat()])).toEqual([])
  })
})
