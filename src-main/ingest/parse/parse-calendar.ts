import { CalendarEntries, type CalendarEntry } from './calendar/calendar-entries.ts'
import { momentWords, spanWords } from './calendar/moment-words.ts'
import { partLine } from './calendar/reminder-words.ts'
import { recurrenceWords } from './calendar/recurrence-words.ts'
import { contentLines, decodeContent, unescapeValue, type ContentLine } from './content-lines.ts'
import { decodingWarning } from './decode-text.ts'
import { attachmentName } from './mail/mail-message.ts'
import { offerChild } from './offer-child.ts'
import { readHtml } from './parse-html.ts'
import type { ParseContext, ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

const methods: Readonly<Record<string, string>> = { CANCEL: 'cancelled', REQUEST: 'invitation', REPLY: 'reply', COUNTER: 'other proposal', DECLINECOUNTER: 'proposal declined', REFRESH: 'asked for again' }

/**
 * Events, tasks, journal entries and busy times of a calendar (iCalendar, RFC 5545), each under its summary as a heading, with
 * when, where, who and the description; files in it are children. Of a file with time zones alone, these are named.
 */
export function parseCalendar(bytes: Uint8Array, { children }: Pick<ParseContext, 'children'>): ParsedDocument {
  const decoded = decodeContent(bytes)
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  let entries = 0
  const zones: string[] = []
  const collected = new CalendarEntries((entry) => {
    entries++
    writeEntry(entry, pages)
    for (const line of entry.fields) for (const file of line.name === 'ATTACH' ? attachedFile(line) : []) offerChild(children, file.name, file.bytes)
  }, (line, inside) => {
    const component = line.value.trim().toUpperCase()
    if (line.name === 'X-WR-CALNAME' || (line.name === 'NAME' && inside === 'VCALENDAR')) pages.heading(1, unescapeValue(line.value))
    else if (inside === 'VCALENDAR' && (line.name === 'X-WR-CALDESC' || line.name === 'DESCRIPTION')) pages.block(unescapeValue(line.value))
    else if (line.name === 'METHOD' && methods[component] !== undefined) pages.block(`Message: ${methods[component]}`)
    else if (line.name === 'TZID' && inside === 'VTIMEZONE') zones.push(`Time zone: ${line.value}`)
    else if (['TZNAME', 'TZOFFSETTO'].includes(line.name) && (inside === 'STANDARD' || inside === 'DAYLIGHT')) zones.push(`${inside.toLowerCase()}: ${line.value}`)
  })
  for (const line of contentLines(decoded.text)) collected.add(line)
  collected.end()
  if (entries === 0) pages.block([...new Set(zones)].join('\n'))
  const warning = decodingWarning(decoded)
  return { mediaType: 'calendar', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: children.files, language: null, thread: null }
}

function writeEntry({ fields, parts }: CalendarEntry, pages: SectionPages): void {
  const all = (name: string): readonly ContentLine[] => fields.filter((field) => field.name === name)
  const text = (name: string): string => all(name).map(({ value }) => unescapeValue(value).trim()).filter((value) => value !== '').join(', ')
  const moments = (name: string): string => all(name).flatMap(({ value, parameters }) => value.split(',').map((one) => momentWords({ value: one, parameters }))).join(', ')
  const busy = (free: boolean): string => all('FREEBUSY').filter(({ parameters }) => (parameters.get('FBTYPE')?.toUpperCase() === 'FREE') === free).flatMap(({ value, parameters }) => value.split(',').map((one) => momentWords({ value: one, parameters }))).join('; ')
  const rules = (name: string): string => all(name).map(({ value, parameters }) => recurrenceWords(value, (until) => momentWords({ value: until, parameters }))).join('; ')
  const lines: [string, string][] = [
    ['When', spanWords(all('DTSTART')[0], all('DTEND')[0], text('DURATION'))], ['Due', moments('DUE')], ['Where', text('LOCATION')],
    ['Organiser', all('ORGANIZER').map(person).join(', ')], ['Attendees', all('ATTENDEE').map(person).join(', ')], ['Contact', text('CONTACT')], ['Resources', text('RESOURCES')],
    ['Status', text('STATUS')], ['Answer of the system', text('REQUEST-STATUS')], ['Completed', moments('COMPLETED')], ['Per cent done', text('PERCENT-COMPLETE')], ['Priority', text('PRIORITY') === '0' ? '' : text('PRIORITY')],
    ['Repeats', rules('RRULE')], ['Also on', moments('RDATE')], ['Not on', moments('EXDATE')], ['Never', rules('EXRULE')], ['In place of', moments('RECURRENCE-ID')], ['Busy', busy(false)], ['Free', busy(true)],
    ['Categories', text('CATEGORIES')], ['Confidentiality', text('CLASS') === 'PUBLIC' ? '' : text('CLASS')], ['Web', text('URL')], ['Conference', text('CONFERENCE')], ['Position', text('GEO')],
    ['Attached', all('ATTACH').map((line) => attachedFile(line)[0]?.name ?? (line.parameters.has('ENCODING') ? '' : line.value)).filter((value) => value !== '').join(', ')],
    ['Created', moments('CREATED')], ['Changed', moments('LAST-MODIFIED')],
  ]
  const summary = text('SUMMARY')
  const description = text('DESCRIPTION')
  const known = new Set([summary, description])
  const held = parts.flatMap((part) => { const line = partLine(part, known); return line === null ? [] : [line] })
  pages.heading(3, summary === '' ? 'Entry without a title' : summary)
  pages.block([...new Set([...lines, ...held].flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])))].join('\n'))
  const html = all('X-ALT-DESC').find(({ parameters }) => /html/i.test(parameters.get('FMTTYPE') ?? ''))
  if (description === '' && html !== undefined) readHtml(unescapeValue(html.value), pages)
  else pages.block(description)
  pages.block(text('COMMENT'))
}

/** A file that an entry holds itself; none where it is only named. */
function attachedFile({ value, parameters }: ContentLine): { readonly name: string; readonly bytes: Uint8Array }[] {
  if (!/^b(?:ase64)?$/i.test(parameters.get('ENCODING') ?? '')) return []
  const name = parameters.get('FILENAME') ?? parameters.get('X-FILENAME') ?? parameters.get('X-APPLE-FILENAME') ?? ''
  return [{ name: attachmentName(name, (parameters.get('FMTTYPE') ?? '').toLowerCase()), bytes: Buffer.from(value, 'base64') }]
}

/** Servers name people by a path of their own and give the address beside it. */
function person({ value, parameters }: ContentLine): string {
  const stated = parameters.get('EMAIL') ?? ''
  const address = stated !== '' && !/^mailto:/i.test(value) ? stated : value.replace(/^mailto:/i, '').trim()
  const name = parameters.get('CN')?.replace(/^mailto:/i, '') ?? ''
  const answer = parameters.get('PARTSTAT')?.toLowerCase() ?? ''
  const role = parameters.get('ROLE')?.toUpperCase() ?? ''
  const called = name === '' || name === address ? address : address === '' ? name : `${name} <${address}>`
  const notes = [role === 'OPT-PARTICIPANT' ? 'optional' : role === 'CHAIR' ? 'chair' : '', answer === 'needs-action' ? '' : answer, unescapeValue(parameters.get('X-RESPONSE-COMMENT') ?? '')].filter((note) => note !== '')
  return notes.length === 0 ? called : `${called} (${notes.join(', ')})`
}
