/** Languages by the low part of the number that formats give them ([MS-LCID]); the high part is the country. */
const languages: Readonly<Record<number, string>> = {
  0x04: 'zh', 0x05: 'cs', 0x06: 'da', 0x07: 'de', 0x08: 'el', 0x0a: 'es', 0x0b: 'fi', 0x0c: 'fr', 0x0e: 'hu', 0x10: 'it', 0x11: 'ja', 0x12: 'ko', 0x13: 'nl', 0x14: 'nb',
  0x15: 'pl', 0x16: 'pt', 0x18: 'ro', 0x19: 'ru', 0x1b: 'sk', 0x1d: 'sv', 0x1f: 'tr', 0x22: 'uk', 0x24: 'sl',
}
const millisecondsPerDay = 86_400_000
/** Making one takes longer than a thousand uses of it. */
const made = new Map<string, Intl.DateTimeFormat>()

/**
 * A format whose names of months and days are those of the language that it asks for: "[$-407]mmmm" shows "März", whatever
 * the language of the machine. Formats that ask for none, or for an unknown one, stay as they are.
 */
export function withLocalNames(format: string, value: number, date1904: boolean): string {
  const language = languageOf(format)
  if (language === undefined || !/m{3}|d{3}|g/i.test(format)) return format
  const date = new Date((value + (date1904 ? 1_462 : 0)) * millisecondsPerDay + Date.UTC(1899, 11, 30))
  if (Number.isNaN(date.getTime())) return format
  const hasEra = language === 'ja' && format.includes('g')
  return format.replace(/"[^"]*"|\\.|\[[^\]]*\]|General|m{3,4}(?!m)|d{3,4}|g+|e+/gi, (token) => {
    if (/^["\\[G]/.test(token)) return token
    if (/^[ge]/i.test(token)) return hasEra ? `"${eraPart(date, token.startsWith('g') ? 'era' : 'year')}"` : token
    const style = token.length === 3 ? 'short' : 'long'
    const isMonth = token.toLowerCase().startsWith('m')
    const name = formatterFor(language, isMonth, style).formatToParts(date).find(({ type }) => type === (isMonth ? 'month' : 'weekday'))?.value ?? ''
    return name === '' ? token : `"${name.replace(/\.$/, '').replaceAll('"', '')}"`
  })
}

/** By the number that Excel gives a language, or by its name, as newer programs write it: "[$-de-DE]". */
function languageOf(format: string): string | undefined {
  if (!format.includes('[$')) return undefined
  const [, number, name] = /\[\$[^\]-]*-(?:([0-9a-f]{3,8})|([a-z]{2})(?:-[a-z0-9]+)*)\]/i.exec(format) ?? []
  if (number !== undefined) return languages[parseInt(number, 16) & 0xff]
  const language = name?.toLowerCase()
  return language === 'en' ? undefined : Object.values(languages).find((each) => each === language)
}

/** "令和" and "6": years are counted from an emperor's first. */
function eraPart(date: Date, part: 'era' | 'year'): string {
  const key = 'ja era'
  const formatter = made.get(key) ?? new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'short', year: 'numeric', timeZone: 'UTC' })
  made.set(key, formatter)
  return formatter.formatToParts(date).find(({ type }) => type === part)?.value ?? ''
}

/** With its day beside it, a month stands in the case that dates have: "marca", not "marzec". */
function formatterFor(language: string, isMonth: boolean, style: 'short' | 'long'): Intl.DateTimeFormat {
  const key = `${language} ${isMonth} ${style}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(language, isMonth ? { month: style, day: 'numeric', timeZone: 'UTC' } : { weekday: style, timeZone: 'UTC' })
  made.set(key, known)
  return known
}
