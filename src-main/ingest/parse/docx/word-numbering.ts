import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

export interface ListLevel { start: number; format: string; template: string }
/** `abstractId` is shared by lists that go on counting together. */
export interface List { readonly levels: Map<number, ListLevel>; readonly abstractId: string }

/**
 * Computes the numbers that Word shows and does not store, such as `2.1` or `(a)`: contracts are cited by them
 * (ECMA-376 part 1, § 17.9). Bullets become `•`. Templates name levels by `%1` to `%9`.
 */
export class WordNumbering {
  readonly #lists: ReadonlyMap<string, List>
  readonly #counters = new Map<string, number[]>()

  constructor(lists: ReadonlyMap<string, List>) {
    this.#lists = lists
  }

  /** The label of the next paragraph in that list and level (0 topmost); '' when the list shows none. */
  next(listId: string, level: number): string {
    const list = this.#lists.get(listId)
    const definition = list?.levels.get(level)
    if (list === undefined || definition === undefined) return ''
    // Lists that share an abstract definition go on counting together unless they restart, which Word does by overrides.
    const counters = this.#counters.get(list.abstractId) ?? []
    this.#counters.set(list.abstractId, counters)
    counters[level] = (counters[level] ?? definition.start - 1) + 1
    counters.length = level + 1
    if (definition.format === 'none') return ''
    if (definition.format === 'bullet') return '•'
    return definition.template.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const shown = list.levels.get(at)
      return formatNumber(counters[at] ?? shown?.start ?? 1, shown?.format ?? 'decimal')
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
    default: return String(value)
  }
}

/** a … z, aa, bb, … as Word does it. */
function letters(value: number): string {
  if (value < 1) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(20, Math.ceil(value / 26)))
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

/** The lists of a numbering part by their ids; none when there is no such part. */
export function readWordLists(archive: ZipArchive, part: string | null): Map<string, List> {
  const abstracts = new Map<string, Map<number, ListLevel>>()
  const lists = new Map<string, List>()
  let levels: Map<number, ListLevel> | null = null
  let level: ListLevel | null = null
  if (part === null) return lists
  let listId = ''
  let override: number | null = null
  readXmlPart(archive, part, {
    open(name, attributes) {
      const value = attributes['val'] ?? ''
      if (name === 'abstractNum') abstracts.set(attributes['abstractNumId'] ?? '', levels = new Map())
      else if (name === 'num') { listId = attributes['numId'] ?? ''; levels = null }
      else if (name === 'abstractNumId') lists.set(listId, { abstractId: value, levels: new Map(abstracts.get(value)) })
      else if (name === 'lvlOverride') override = Number(attributes['ilvl'])
      else if (name === 'startOverride') restart(lists, listId, override ?? 0, Number(value))
      else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', template: '' }
        const target = override === null ? levels : lists.get(listId)?.levels
        target?.set(Number(attributes['ilvl']), level)
      }
      else if (level !== null && name === 'start') level.start = Number(value)
      else if (level !== null && name === 'numFmt') level.format = value
      else if (level !== null && name === 'lvlText') level.template = value
    },
    close(name) {
      if (name === 'lvl') level = null
      if (name === 'lvlOverride') override = null
      if (name === 'abstractNum') levels = null
    },
  })
  return lists
}

/** A list with its own start counts for itself. */
function restart(lists: Map<string, List>, listId: string, at: number, start: number): void {
  const list = lists.get(listId)
  if (list === undefined) return
  const levels = new Map(list.levels)
  const old = levels.get(at)
  if (old !== undefined) levels.set(at, { ...old, start })
  lists.set(listId, { abstractId: `${list.abstractId}/${listId}`, levels })
}
