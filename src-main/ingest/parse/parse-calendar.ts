import { contentLines, unescapeValue, type ContentLine } from './content-lines.ts'
import { decodeText, decodingWarning } from './decode-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

const components = new Set(['VEVENT', 'VTODO', 'VJOURNAL'])

/**
 * Events, tasks and journal entries of a calendar (iCalendar, RFC 5545), each under its summary as a heading, with when,
 * where, who and the description. Rules of repetition are kept as written.
 */
export function parseCalendar(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeText(bytes)
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  const open: string[] = []
  let fields: ContentLine[] = []
  for (const line of contentLines(decoded.text)) {
    const component = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN') {
      open.push(component)
      if (components.has(component)) fields = []
    } else if (line.name === 'END') {
      if (components.has(component)) writeEntry(fields, pages)
      if (components.has(component)) fields = []
      open.pop()
    } else if (components.has(open.at(-1) ?? '')) fields.push(line)
    else if (line.name === 'X-WR-CALNAME') pages.heading(1, unescapeValue(line.value))
  }
  writeEntry(fields, pages)
  const warning = decodingWarning(decoded)
  return { mediaType: 'calendar', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

function writeEntry(fields: readonly ContentLine[], pages: SectionPages): void {
  if (fields.length === 0) return
  const all = (name: string): readonly ContentLine[] => fields.filter((field) => field.name === name)
  const text = (name: string): string => all(name).map(({ value }) => unescapeValue(value).trim()).filter((value) => value !== '').join(', ')
  const lines: [string, string][] = [
    ['When', when(all('DTSTART')[0], all('DTEND')[0], text('DURATION'))], ['Due', when(all('DUE')[0], undefined, '')], ['Where', text('LOCATION')],
    ['Organiser', all('ORGANIZER').map(person).join(', ')], ['Attendees', all('ATTENDEE').map(person).join(', ')],
    ['Status', text('STATUS')], ['Repeats', text('RRULE')], ['Categories', text('CATEGORIES')], ['Web', text('URL')],
    ['Attached', all('ATTACH').filter(({ parameters }) => !parameters.has('ENCODING')).map(({ value }) => value).join(', ')],
  ]
  const summary = text('SUMMARY')
  pages.heading(3, summary === '' ? 'Entry without a title' : summary)
  pages.block(lines.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])).join('\n'))
  pages.block(text('DESCRIPTION'))
  pages.block(text('COMMENT'))
}

function when(start: ContentLine | undefined, end: ContentLine | undefined, duration: string): string {
  const from = start === undefined ? '' : moment(start)
  if (end !== undefined) return `${from} – ${moment(end)}`
  return duration === '' ? from : `${from}, for ${duration}`
}

/** "20240411T080000Z" as "2024-04-11 08:00 UTC"; what has another form is kept as written. */
function moment({ value, parameters }: ContentLine): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/.exec(value.trim())
  if (match === null) return value.trim()
  const [, year, month, day, hour, minute, , zulu] = match
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  const zone = zulu === undefined ? parameters.get('TZID') ?? '' : 'UTC'
  return `${date} ${hour}:${minute}${zone === '' ? '' : ` ${zone}`}`
}

function person({ value, parameters }: ContentLine): string {
  const address = value.replace(/^mailto:/i, '').trim()
  const name = parameters.get('CN') ?? ''
  const answer = parameters.get('PARTSTAT')?.toLowerCase() ?? ''
  const called = name === '' || name === address ? address : `${name} <${address}>`
  return answer === '' || answer === 'needs-action' ? called : `${called} (${answer})`
}
