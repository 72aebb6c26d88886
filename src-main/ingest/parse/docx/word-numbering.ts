/** `style`: the paragraph style that stands for the level; `isLegal`: shows the numbers of all levels in digits. */
export interface ListLevel { start: number; format: string; template: string; style?: string; isLegal?: boolean }
/** `abstractId` is shared by lists that go on counting together; `restarts`: levels that begin anew with this list, and their numbers. */
export interface List { readonly levels: Map<number, ListLevel>; readonly abstractId: string; readonly restarts?: Map<number, number> }

/**
 * Computes the numbers that Word shows and does not store, such as `2.1` or `(a)`: contracts are cited by them
 * (ECMA-376 part 1, § 17.9). Bullets become `•`. Templates name levels by `%1` to `%9`.
 */
export class WordNumbering {
  readonly #lists: ReadonlyMap<string, List>
  readonly #counters = new Map<string, number[]>()
  readonly #begun = new Set<string>()

  constructor(lists: ReadonlyMap<string, List>) {
    this.#lists = lists
  }

  /** The level at which a style numbers its paragraphs in a list, where it does not say so itself. */
  levelOfStyle(listId: string, styleId: string): number {
    return [...this.#lists.get(listId)?.levels ?? []].find(([, { style }]) => style === styleId)?.[0] ?? 0
  }

  /** The label of the next paragraph in that list and level (0 topmost); '' when the list shows none. */
  next(listId: string, level: number): string {
    const list = this.#lists.get(listId)
    const definition = list?.levels.get(level)
    if (list === undefined || definition === undefined) return ''
    // Lists that share an abstract definition go on counting together; one that restarts does so where it begins.
    const counters = this.#counters.get(list.abstractId) ?? []
    this.#counters.set(list.abstractId, counters)
    const restart = list.restarts?.get(level)
    const isBegun = this.#begun.has(`${listId} ${level}`)
    if (!isBegun) this.#begun.add(`${listId} ${level}`)
    counters[level] = !isBegun && restart !== undefined ? restart : (counters[level] ?? definition.start - 1) + 1
    counters.length = level + 1
    if (definition.format === 'none') return ''
    if (definition.format === 'bullet') return '•'
    return definition.template.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const shown = list.levels.get(at)
      return formatNumber(counters[at] ?? shown?.start ?? 1, definition.isLegal === true ? 'decimal' : shown?.format ?? 'decimal')
    })
  }
}

export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter': return letters(value)
    case 'upperLetter': return letters(value).toUpperCase()
    case 'lowerRoman': return roman(value).toLowerCase()
    case 'upperRoman': return roman(value)
    case 'decimalZero': return String(value).padStart(2, '0')
    case 'ordinal': return `${value}${value % 100 > 10 && value % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`
    case 'decimalEnclosedCircle': return value > 0 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value)
    case 'russianLower': return alphabetic(value, 'абвгдежзиклмнопрстуфхцчшщэюя')
    case 'russianUpper': return alphabetic(value, 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ')
    case 'hebrew2': return alphabetic(value, 'אבגדהוזחטיכלמנסעפצקרשת')
    case 'arabicAlpha': return alphabetic(value, 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي')
    default: return String(value)
  }
}

/** a … z, aa, bb, … as Word does it. */
function letters(value: number): string {
  return alphabetic(value, 'abcdefghijklmnopqrstuvwxyz')
}

function alphabetic(value: number, alphabet: string): string {
  if (value < 1) return String(value)
  return (alphabet[(value - 1) % alphabet.length] ?? '').repeat(Math.min(20, Math.ceil(value / alphabet.length)))
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
]

function roman(value: number): string {
  if (value < 1 || value > 3_999) return String(value)
  let rest = value
  let text = ''
  for (const [amount, sign] of romans) {
    while (rest >= amount) {
      text += sign
      rest -= amount
    }
  }
  return text
}
