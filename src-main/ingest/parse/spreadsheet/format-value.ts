import { SSF } from '@e965/xlsx'
import { withLocalNames } from './local-names.ts'

/** The part of the library's number formatting that is used; it is exported without a type. */
interface NumberFormats { format(code: string | number, value: number, options: { readonly date1904: boolean; readonly dateNF: string }): string }
const formats: NumberFormats = SSF

/** How the short date, whose order of day and month is each machine's own, is written here. */
const shortDate = 'yyyy-mm-dd'

/** A number as its cell shows it. A format that cannot be followed, or shows nothing, gives way to the plain number. */
export function formatValue(value: number, format: string | number, date1904: boolean): string {
  if (format === 'General' || format === 0) return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(15)))
  try {
    const shown = formats.format(typeof format === 'string' ? withLocalNames(format, value, date1904) : format, value, { date1904, dateNF: shortDate }).trim()
    // Formats such as ";;;" hide a value, and dates before their time are shown as hashes.
    if (shown !== '' && !/^#+$/.test(shown)) return shown
  } catch {
    // A format that the file's writer made up.
  }
  return String(value)
}
