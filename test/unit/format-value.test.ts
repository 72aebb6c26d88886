import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatValue } from '../../src-main/ingest/parse/spreadsheet/format-value.ts'

/** The fifth of March 2024. */
const day = 45_356

describe('a number is read as its cell shows it', () => {
  test.each([
    ['dd.mm.yyyy', day, '05.03.2024'], ['d. mmmm yyyy', day, '5. March 2024'], ['dd.mm.yy;@', day, '05.03.24'], ['dd.mm.yyyy hh:mm', day + 0.5, '05.03.2024 12:00'],
    ['yyyy-mm-ddThh:mm:ss', day + 0.25, '2024-03-05T06:00:00'], ['yyyy年m月d日', day, '2024年3月5日'], ['ss.0', 5.55 / 86_400, '05.5'], ['hh:mm:ss.000', 0.5, '12:00:00.000'],
    ['£#,##0.00', 1234.5, '£1,234.50'], ['#,##0.00 zł', 3.5, '3.50 zł'], ['0.0°C', 21.5, '21.5°C'],
  ])('%s, whose points and signs another program than Excel wrote without a mark', (format, value, shown) => {
    expect(formatValue(value, format, false)).toBe(shown)
  })

  test.each([
    ['[$-1010409]0.000%', 0.0311, '3.110%'], ['[$-1010409]General', 28, '28'], ['[$-1010409]m/d/yyyy', day, '3/5/2024'], ['#,##0.00 [$€-407]', 5, '5.00 €'], ['[$Kč-405]0', 3, 'Kč3'],
    ['[$-de-DE]dddd, d. mmm yyyy', day, 'Dienstag, 5. März 2024'], ['[$-fr-FR]d mmmm', day, '5 mars'], ['[$-411]ggge"年"m"月"', day, '令和6年3月'],
  ])('%s, whose first part names a language and not always a currency', (format, value, shown) => {
    expect(formatValue(value, format, false)).toBe(shown)
  })

  test.each([['General" kg"', 5.5, '5.5 kg'], [String.raw`General\ "km"`, 12, '12 km'], ['General;-General;"-"', 0, '-'], ['General;-General;"-"', -3, '-3']])('%s, which is more than General', (format, value, shown) => {
    expect(formatValue(value, format, false)).toBe(shown)
  })

  test.each([['0.00', 44.275, '44.28'], ['#,##0.00', -44.275, '-44.28'], ['0.0000', 1.268_05, '1.2681'], ['0.00%', 0.123_45, '12.35%'], [2, 1.005, '1.01']])('%s rounds %f by its decimal digits', (format, value, shown) => {
    expect(formatValue(value, format, false)).toBe(shown)
  })

  test('a format that nobody can follow leaves the number', () => {
    fc.assert(fc.property(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 60_000 }), (format, value) => {
      expect(formatValue(value, format, false)).not.toBe('')
    }))
  })
})
