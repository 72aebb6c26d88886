/** A calendar date as written; parts that it does not name are null. Ambiguous forms (03/04/2020) give two. */
export interface DateFact { readonly year: number | null; readonly month: number; readonly day: number | null }

export interface DateMention { readonly readings: readonly DateFact[]; readonly start: number; readonly end: number }

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner'], ['february', 'feb', 'februar'], ['march', 'mar', 'märz'], ['april', 'apr'], ['may', 'mai'], ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'], ['august', 'aug'], ['september', 'sep', 'sept'], ['october', 'oct', 'oktober', 'okt'], ['november', 'nov'], ['december', 'dec', 'dezember', 'dez'],
]
const monthOf = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))
const month = `(?<month>${[...monthOf.keys()].toSorted((a, b) => b.length - a.length).join('|')})\\.?`
const year = '(?<year>[12]\\d{3})'
const day = '(?<day>[0-3]?\\d)(?:st|nd|rd|th|\\.)?'
const edge = { before: '(?<![\\p{L}\\d])', after: '(?![\\p{L}\\d])' }
const pattern = (body: string): RegExp => new RegExp(edge.before + body + edge.after, 'giu')

const written = [
  pattern(`${day}(?:\\s+day)?(?:\\s+of)?[\\s-]+${month}(?:,?[\\s-]+${year})?`),
  pattern(`${month}\\s+(?:the\\s+)?${day}(?:,?\\s+${year})?`),
  pattern(`${month},?\\s+(?:of\\s+)?${year}`),
]
const isoDate = pattern('(?<year>[12]\\d{3})-(?<month>\\d{2})-(?<day>\\d{2})')
const numericDate = pattern('(?<first>\\d{1,2})(?<mark>[./-])(?<second>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})')

/** All dates of a text in the forms that English and German documents use. */
export function dateMentions(text: string): DateMention[] {
  const found: DateMention[] = []
  const add = (match: RegExpExecArray, readings: readonly DateFact[]): void => {
    const valid = readings.filter((date) => date.month >= 1 && date.month <= 12 && (date.day === null || (date.day >= 1 && date.day <= 31)))
    const end = match.index + match[0].length
    if (valid.length > 0 && !found.some((other) => other.start < end && match.index < other.end)) found.push({ readings: valid, start: match.index, end })
  }
  for (const match of text.matchAll(isoDate)) add(match, [{ year: number(match, 'year'), month: number(match, 'month') ?? 0, day: number(match, 'day') }])
  for (const match of text.matchAll(numericDate)) add(match, numericReadings(match))
  for (const form of written) {
    for (const match of text.matchAll(form)) {
      add(match, [{ year: number(match, 'year'), month: monthOf.get(match.groups?.['month']?.toLowerCase() ?? '') ?? 0, day: number(match, 'day') }])
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

function number(match: RegExpExecArray, group: string): number | null {
  const raw = match.groups?.[group]
  return raw === undefined ? null : Number(raw)
}

/** Points mean day first; slashes and dashes are day first or month first, depending on the country. */
function numericReadings(match: RegExpExecArray): DateFact[] {
  const [first, second, short] = [number(match, 'first') ?? 0, number(match, 'second') ?? 0, number(match, 'year') ?? 0]
  const years = short >= 100 ? [short] : [2000 + short, 1900 + short]
  return years.flatMap((year) => [
    { year, month: second, day: first },
    ...(match.groups?.['mark'] === '.' ? [] : [{ year, month: first, day: second }]),
  ])
}

/** Whether a date in an answer is borne out by one in a passage: every part that the answer names must be equal. */
export function dateSupports(passage: DateMention, answer: DateMention): boolean {
  return answer.readings.some((said) => passage.readings.some((read) =>
    said.month === read.month && (said.year === null || said.year === read.year) && (said.day === null || said.day === read.day)))
}
