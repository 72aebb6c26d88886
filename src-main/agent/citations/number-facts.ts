/** A number as written: the values it can mean. `1.000` is one or one thousand; `4.2 million` is 4,200,000. */
export interface NumberFact { readonly values: readonly number[]; readonly start: number; readonly end: number }

const scales: Readonly<Record<string, number>> = {
  hundred: 1e2, thousand: 1e3, million: 1e6, millions: 1e6, billion: 1e9, billions: 1e9, trillion: 1e12, dozen: 12, k: 1e3, m: 1e6, mn: 1e6, bn: 1e9,
  tausend: 1e3, mio: 1e6, millionen: 1e6, mrd: 1e9, milliarde: 1e9, milliarden: 1e9,
}
const units = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const tens = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
const german = 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const wordValues = new Map<string, number>([
  ...units.map((word, value) => [word, value] as const), ...tens.map((word, index) => [word, index * 10] as const),
  ...ordinals.map((word, value) => [word, value] as const), ...german.map((word, value) => [word, value] as const),
  ['twentieth', 20], ['thirtieth', 30], ['once', 1], ['twice', 2], ['half', 0.5],
])

const digits = /(?<![\p{L}\d])\d[\d.,'’\u00A0\u202F ]*\d|(?<![\p{L}\d])\d/gu
const scaleAfter = /^[\s-]{0,2}(hundred|thousand|millions?|billions?|trillion|dozen|mn|bn|k|m|tausend|mio|millionen|mrd|milliarden?)(?![\p{L}\d])/iu
const numberWord = new RegExp(`(?<!\\p{L})(?:${[...wordValues.keys(), 'hundred', 'thousand', 'million', 'billion'].join('|')})(?!\\p{L})`, 'giu')

/** All numbers of a text: in digits with any thousands separator, with a scale word, or in words. */
export function numberFacts(text: string): NumberFact[] {
  return [...digitFacts(text), ...wordFacts(text)].toSorted((a, b) => a.start - b.start)
}

function digitFacts(text: string): NumberFact[] {
  return [...text.matchAll(digits)].flatMap(({ 0: raw, index }) => splitGroups(raw, index)).map(({ raw, start }) => {
    const scale = scaleAfter.exec(text.slice(start + raw.length, start + raw.length + 14))
    const factor = scale?.[1] ? (scales[scale[1].toLowerCase()] ?? 1) : 1
    return { values: readings(raw).map((value) => value * factor), start, end: start + raw.length + (scale?.[0].length ?? 0) }
  })
}

/** A space only belongs to a number where it groups thousands; `12 2019` are two numbers. */
function splitGroups(raw: string, start: number): { raw: string; start: number }[] {
  if (/^\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d+)?$/u.test(raw)) return [{ raw, start }]
  return [...raw.matchAll(/\d(?:[\d.,'’]*\d)?/gu)].map((part) => ({ raw: part[0], start: start + part.index }))
}

function readings(raw: string): number[] {
  const compact = raw.replaceAll(/[\s'’\u00A0\u202F]/gu, '')
  const values = new Set<number>()
  const separators = [...compact].filter((char) => char === ',' || char === '.')
  const last = separators.at(-1)
  if (last === undefined) values.add(Number(compact))
  else {
    const grouped = /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/u.test(compact)
    if (grouped) values.add(Number(compact.replaceAll(/[.,]/gu, '')))
    const other = last === ',' ? '.' : ','
    if (separators.filter((char) => char === last).length === 1) values.add(Number(compact.replaceAll(other, '').replace(last, '.')))
    if (values.size === 0) for (const part of compact.split(/[.,]/u)) values.add(Number(part))
  }
  return [...values].filter((value) => Number.isFinite(value))
}

function wordFacts(text: string): NumberFact[] {
  const found = [...text.matchAll(numberWord)]
  const facts: NumberFact[] = []
  let value = 0
  let total = 0
  let start = -1
  let end = -1
  const close = (): void => {
    if (start >= 0) facts.push({ values: [total + value], start, end })
    value = 0; total = 0; start = -1
  }
  for (const match of found) {
    const word = match[0].toLowerCase()
    if (start >= 0 && !/^(?:[\s-]|\band\b)*$/iu.test(text.slice(end, match.index))) close()
    const scale = scales[word]
    // "hundred of them" without a number before it says no value that could be compared.
    if (scale !== undefined && start < 0) continue
    if (start < 0) start = match.index
    end = match.index + match[0].length
    if (scale === undefined) value += wordValues.get(word) ?? 0
    else if (scale === 100) value = Math.max(value, 1) * 100
    else { total += Math.max(value, 1) * scale; value = 0 }
  }
  close()
  return facts
}

/** Whether two numbers, as written, can mean the same. */
export function sameNumber(a: NumberFact, b: NumberFact): boolean {
  return a.values.some((x) => b.values.some((y) => Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))))
}

const percent = /^\s?(?:%|per\s?cent\b|percent\b|prozent\b|v\.\s?h\.)/iu
const span = /^[\s-]?(?:working\s|calendar\s|business\s)?(day|week|month|year|hour|minute|tag|woche|monat|jahr|stunde)/iu
const currencies: readonly (readonly [string, RegExp, RegExp])[] = [
  ['£', /(?:£|GBP)\s?$/u, /^\s?(?:£|GBP\b|pounds?\b)/iu], ['€', /(?:€|EUR)\s?$/u, /^\s?(?:€|EUR\b|euros?\b)/iu], ['$', /(?:\$|USD)\s?$/u, /^\s?(?:\$|USD\b|dollars?\b)/iu],
]

/** What a number counts: per cent, a currency, a length of time. Null where its text does not say so right beside it. */
export function unitOf(text: string, { start, end }: NumberFact): string | null {
  const [before, after] = [text.slice(Math.max(0, start - 4), start), text.slice(end, end + 24)]
  if (percent.test(after)) return '%'
  return currencies.find(([, front, behind]) => front.test(before) || behind.test(after))?.[0] ?? span.exec(after)?.[1]?.toLowerCase() ?? null
}
