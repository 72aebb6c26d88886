import { SSF } from '@e965/xlsx'
import { withLocalNames } from './local-names.ts'
import { prepareFormat } from './number-format.ts'

/** The part of the library's number formatting that is used; it is exported without a type. */
interface NumberFormats { format(code: string | number, value: number, options: { readonly date1904: boolean; readonly dateNF: string }): string }
const formats: NumberFormats = SSF

/** How the short date, whose order of day and month is each machine's own, is written here. */
const shortDate = 'yyyy-mm-dd'

/** Formats known by a number that show dates or times (ECMA-376 part 1, § 18.8.30). */
const isDateNumber = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || id >= 50
/** Programs round what they show by its 15 decimal digits, 44.275 to 44.28, though the nearest binary number is a little less. */
const roundedUp = (value: number): number => (Number.isInteger(value) ? value : value * (1 + 1e-15))

/** A number as its cell shows it. A format that cannot be followed, or shows nothing, gives way to the plain number. */
export function formatValue(value: number, format: string | number, date1904: boolean): string {
  if (format === 'General' || format === 0) return plain(value)
  try {
    const { code, isDate } = typeof format === 'string' ? prepareFormat(withLocalNames(format, value, date1904)) : { code: format, isDate: isDateNumber(format) }
    if (code === 'General') return plain(value)
    const options = { date1904, dateNF: shortDate }
    const ownNegative = value < 0 && typeof code === 'string' ? negativeGeneral(code) : null
    const shown = (ownNegative === null ? formats.format(code, isDate ? value : roundedUp(value), options) : formats.format(ownNegative, -value, options)).trim()
    // Formats such as ";;;" hide a value, and dates before their time are shown as hashes.
    if (shown !== '' && !/^#+$/.test(shown)) return shown
  } catch {
    // A format that the file's writer made up.
  }
  return plain(value)
}

/** The part for numbers below zero, which brings its own sign, where it is General: the library would write a second one. */
function negativeGeneral(code: string): string | null {
  const part = code.includes(';') && /general/i.test(code) ? code.split(';')[1] : undefined
  return part !== undefined && /general/i.test(part) ? `""${part}` : null
}

function plain(value: number): string {
  return (Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(15)))).replace('e', 'E')
}
