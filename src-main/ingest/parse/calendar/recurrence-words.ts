const units: Readonly<Record<string, readonly [string, string]>> = {
  SECONDLY: ['second', 'seconds'], MINUTELY: ['minute', 'minutes'], HOURLY: ['hour', 'hours'], DAILY: ['day', 'days'], WEEKLY: ['week', 'weeks'], MONTHLY: ['month', 'months'], YEARLY: ['year', 'years'],
}
const days: Readonly<Record<string, string>> = { MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' }
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const places: Readonly<Record<string, string>> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', '-1': 'last', '-2': 'last but one' }

/**
 * A rule of repetition (RFC 5545 3.3.10) in words, such as "every 2 weeks on Monday and Friday, 10 times"; what has no words here
 * is added as written, and a rule of another form stays as it is. `moment` puts a date and time into words.
 */
export function recurrenceWords(rule: string, moment: (value: string) => string): string {
  const parts = new Map(rule.split(';').map((part) => { const at = part.indexOf('='); return [part.slice(0, at).trim().toUpperCase(), part.slice(at + 1).trim()] as const }))
  const unit = units[parts.get('FREQ')?.toUpperCase() ?? '']
  if (unit === undefined) return rule
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const list = (name: string, word: (value: string) => string): string[] => (parts.get(name) ?? '').split(',').filter((value) => value !== '').map(word)
  const phrases = [
    interval > 1 ? `every ${interval} ${unit[1]}` : `every ${unit[0]}`,
    phrase('in', list('BYMONTH', (value) => months[Number(value) - 1] ?? value)), phrase('on', [...list('BYDAY', (value) => day(value, list('BYSETPOS', String))), ...list('BYMONTHDAY', monthDay)]),
    phrase('at hour', list('BYHOUR', String)), phrase('at minute', list('BYMINUTE', String)),
  ].filter((text) => text !== '')
  const until = parts.get('UNTIL')
  const count = parts.get('COUNT')
  const ends = [count === undefined ? '' : count === '1' ? 'once' : `${count} times`, until === undefined ? '' : `until ${moment(until)}`]
  const worded = new Set(['FREQ', 'INTERVAL', 'BYMONTH', 'BYDAY', 'BYMONTHDAY', 'BYHOUR', 'BYMINUTE', 'UNTIL', 'COUNT', 'WKST', ...(parts.has('BYDAY') ? ['BYSETPOS'] : [])])
  const others = [...parts].filter(([name, value]) => !worded.has(name) && value !== '').map(([name, value]) => `${name}=${value}`)
  return [phrases.join(' '), ...ends, ...others].filter((text) => text !== '').join(', ')
}

const phrase = (word: string, values: readonly string[]): string => (values.length === 0 ? '' : `${word} ${values.length === 1 ? values.join('') : `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`}`)

/** "2TU" is "the second Tuesday"; of days without a number the rule may say which one counts (BYSETPOS). */
function day(value: string, positions: readonly string[]): string {
  const [, number = '', name = ''] = /^([+-]?\d+)?([A-Z]{2})$/i.exec(value) ?? []
  const called = days[name.toUpperCase()] ?? value
  const place = number === '' && positions.length === 1 ? positions[0] ?? '' : number
  return place === '' ? called : `the ${places[String(Number(place))] ?? `${Number(place)}th`} ${called}`
}

function monthDay(value: string): string {
  const number = Number(value)
  if (number === -1) return 'the last day'
  return number < 0 ? `day ${-number} from the end` : `day ${number}`
}
