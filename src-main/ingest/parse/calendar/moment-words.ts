import type { ContentLine } from '../content-lines.ts'

/** "20240411T080000Z" as "2024-04-11 08:00 UTC", a period ("A/B") as from when until when; what has another form is kept as written. */
export function momentWords({ value, parameters }: Pick<ContentLine, 'value' | 'parameters'>): string {
  const [from = '', until] = value.split('/', 2)
  if (until !== undefined && /^\s*\d{8}T/.test(from)) return `${momentWords({ value: from, parameters })}${/^\s*\+?P/.test(until) ? `, for ${durationWords(until)}` : ` – ${momentWords({ value: until, parameters })}`}`
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/.exec(value.trim())
  if (match === null) return value.trim()
  const [, year, month, day, hour, minute, , zulu] = match
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  const zone = zulu === undefined ? parameters.get('TZID') ?? '' : 'UTC'
  return `${date} ${hour}:${minute}${zone === '' ? '' : ` ${zone}`}`
}

/** From when until when. The end of an event of whole days is the day after its last one (RFC 5545 3.6.1); here the last day is named. */
export function spanWords(start: ContentLine | undefined, end: ContentLine | undefined, duration: string): string {
  const from = start === undefined ? '' : momentWords(start)
  if (end === undefined) return duration === '' ? from : `${from}, for ${durationWords(duration)}`
  const last = lastDay(end)
  if (last === null) return `${from} – ${momentWords(end)}`
  return last <= from ? from : `${from} – ${last}`
}

function lastDay({ value }: ContentLine): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(value.trim())
  if (match === null) return null
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]) - 1))
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}

/** "PT1H30M" as "1 hour 30 minutes" (RFC 5545 3.3.6); what has another form is kept as written. */
export function durationWords(value: string): string {
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value.trim())
  if (match === null) return value
  const words = ['week', 'day', 'hour', 'minute', 'second'].flatMap((unit, i) => {
    const count = Number(match[i + 1] ?? 0)
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`]
  })
  return words.length === 0 ? value : words.join(' ')
}
