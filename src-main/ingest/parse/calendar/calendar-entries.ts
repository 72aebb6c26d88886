import type { ContentLine } from '../content-lines.ts'

/** An event, task, journal entry, busy time or availability of a calendar. */
export interface CalendarEntry {
  readonly fields: ContentLine[]
  /** What it holds besides its own fields: reminders (VALARM), and places, people and things of RFC 9073. */
  readonly parts: CalendarPart[]
}

/** `kind` as the file has it, in capitals: "VALARM". */
export interface CalendarPart { readonly kind: string; readonly fields: ContentLine[] }

/** Components that stand for themselves wherever they are (RFC 5545 3.6, RFC 7953, RFC 9073). */
const entryKinds = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY', 'AVAILABLE', 'VPOLL'])
/** Components of programs alone, and the calendar itself. */
const frames = new Set(['VCALENDAR', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT'])
/** Fields of entries that some programs write into the calendar itself, without a component around them. */
const looseFields = new Set(['SUMMARY', 'ATTENDEE', 'ORGANIZER', 'DTSTART', 'DTEND', 'LOCATION', 'CATEGORIES', 'COMMENT', 'RRULE', 'RDATE', 'EXDATE', 'URL', 'GEO'])
/** An end closes what was begun so far back at most; real files nest three or four levels. */
const maxLevels = 20

/**
 * Gathers the lines of a calendar into entries, which go to `onEntry` as they end; lines of the frame around them go to
 * `onFrame` with the component that they are in. An entry that is not closed ends where the next begins.
 */
export class CalendarEntries {
  readonly #open: string[] = []
  readonly #onEntry: (entry: CalendarEntry) => void
  readonly #onFrame: (line: ContentLine, component: string) => void
  #entry: CalendarEntry | null = null
  #part: CalendarPart | null = null

  constructor(onEntry: (entry: CalendarEntry) => void, onFrame: (line: ContentLine, component: string) => void) {
    this.#onEntry = onEntry
    this.#onFrame = onFrame
  }

  add(line: ContentLine): void {
    const component = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN') this.#begin(component)
    else if (line.name === 'END') this.#close(component)
    else if (this.#part !== null) this.#part.fields.push(line)
    else if (this.#entry === null && this.#open.length === 1 && looseFields.has(line.name)) this.#entry = { fields: [line], parts: [] }
    else if (this.#entry !== null && (this.#open.length === 1 || !frames.has(this.#open.at(-1) ?? ''))) this.#entry.fields.push(line)
    else this.#onFrame(line, this.#open.at(-1) ?? '')
  }

  /** Ends what a file that was cut off leaves open. */
  end(): void {
    const entry = this.#entry
    this.#entry = null
    this.#part = null
    if (entry !== null && [entry, ...entry.parts].some(({ fields }) => fields.length > 0)) this.#onEntry(entry)
  }

  #begin(component: string): void {
    const isTopLevel = frames.has(this.#open.at(-1) ?? 'VCALENDAR')
    this.#open.push(component)
    if (entryKinds.has(component) || (isTopLevel && !frames.has(component))) {
      this.end()
      this.#entry = { fields: [], parts: [] }
    } else if (this.#entry !== null && !frames.has(component)) {
      this.#part = { kind: component, fields: [] }
      this.#entry.parts.push(this.#part)
    }
  }

  #close(component: string): void {
    const lowest = Math.max(0, this.#open.length - maxLevels)
    const level = lowest + this.#open.slice(lowest).lastIndexOf(component)
    if (level < lowest) return
    this.#open.length = level
    this.#part = null
    const inside = this.#open.at(-1) ?? ''
    if (frames.has(inside) || inside === '') this.end()
    else if (entryKinds.has(component)) {
      this.end()
      this.#entry = { fields: [], parts: [] }
    }
  }
}
