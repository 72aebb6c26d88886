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
  const language = languages[parseInt(/\[\$[^\]-]*-([0-9a-f]{3,8})\]/i.exec(format)?.[1] ?? '0', 16) & 0xff]
  if (language === undefined || !/m{3}|d{3}/i.test(format)) return format
  const date = new Date((value + (date1904 ? 1_462 : 0)) * millisecondsPerDay + Date.UTC(1899, 11, 30))
  if (Number.isNaN(date.getTime())) return format
  return format.replace(/"[^"]*"|\\.|m{3,4}(?!m)|d{3,4}/gi, (token) => {
    if (token.startsWith('"') || token.startsWith('\\')) return token
    const style = token.length === 3 ? 'short' : 'long'
    const isMonth = token.toLowerCase().startsWith('m')
    const name = formatterFor(language, isMonth, style).formatToParts(date).find(({ type }) => type === (isMonth ? 'month' : 'weekday'))?.value ?? ''
    return name === '' ? token : `"${name.replace(/\.$/, '').replaceAll('"', '')}"`
  })
}

/** With its day beside it, a month stands in the case that dates have: "marca", not "marzec". */
function formatterFor(language: string, isMonth: boolean, style: 'short' | 'long'): Intl.DateTimeFormat {
  const key = `${language} ${isMonth} ${style}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(language, isMonth ? { month: style, day: 'numeric', timeZone: 'UTC' } : { weekday: style, timeZone: 'UTC' })
  made.set(key, known)
  return known
}
