import { unescapeValue, type ContentLine } from '../content-lines.ts'
import type { CalendarPart } from './calendar-entries.ts'
import { durationWords, momentWords } from './moment-words.ts'

/** What parts of an entry are called, and whose name and text they give. */
const partNames: Readonly<Record<string, string>> = { VALARM: 'Reminder', VLOCATION: 'Place', PARTICIPANT: 'Participant', VRESOURCE: 'Resource' }
const readFields = ['NAME', 'SUMMARY', 'DESCRIPTION', 'CALENDAR-ADDRESS', 'COMMENT', 'URL']

/**
 * A part of a calendar's entry as a line of its name and text: `['Reminder', '15 minutes before: Take the file']`. Null where
 * it says nothing. `known` are texts of the entry itself, which reminders mostly repeat.
 */
export function partLine({ kind, fields }: CalendarPart, known: ReadonlySet<string>): [string, string] | null {
  const trigger = kind === 'VALARM' ? triggerWords(fields.find(({ name }) => name === 'TRIGGER')) : ''
  const texts = readFields.flatMap((name) => fields.filter((field) => field.name === name).map(({ value }) => unescapeValue(value).trim()))
  const own = [...new Set(texts)].filter((text) => text !== '' && !known.has(text)).join(', ')
  const name = partNames[kind] ?? (kind.startsWith('X-') ? null : 'Part')
  if (name === null || (trigger === '' && own === '')) return null
  return [name, trigger === '' || own === '' ? trigger + own : `${trigger}: ${own}`]
}

/** "-PT15M" is "15 minutes before"; a moment of its own is put into words, what has another form stays as written. */
function triggerWords(trigger: ContentLine | undefined): string {
  if (trigger === undefined) return ''
  const [, minus, length = ''] = /^([+-]?)(P.*)$/.exec(trigger.value.trim()) ?? []
  if (length === '') return momentWords(trigger)
  const anchor = trigger.parameters.get('RELATED')?.toUpperCase() === 'END' ? 'the end' : ''
  if (!/[1-9]/.test(length)) return anchor === '' ? 'at the beginning' : `at ${anchor}`
  return `${durationWords(length)} ${minus === '-' ? 'before' : 'after'}${anchor === '' ? '' : ` ${anchor}`}`
}
