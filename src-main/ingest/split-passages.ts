import type { Heading, Page, PageTable, Span } from '../../src-preload/contract/index.ts'
import type { PassageDraft } from './passage.ts'
import { sentenceSpans } from './sentence-spans.ts'
import { cutLongSpan } from './split-long-span.ts'
import { addTokens, countTokens, noTokens, tokensIn, type TokenCount } from './split-token-estimate.ts'

/** Passages grow to this many estimated tokens; the embedder reads 256, the rest is room for the estimate's error. */
const targetTokens = 200
/** A passage of at least this many tokens ends at a paragraph's end when the next paragraph does not fit as a whole. */
const paragraphEndTokens = 120
/** A section shorter than this shares its passage with the next one. */
const sectionTokens = 40
/** What is left over at the end of a page joins the passage before it, up to this many tokens. */
const leftoverTokens = 215

interface Unit extends Span {
  readonly count: TokenCount
  readonly beginsParagraph: boolean
  readonly beginsSection: boolean
  /** From here to the end of the paragraph. */
  restOfParagraph: TokenCount
}

/**
 * Cuts a page into passages of about 200 tokens that end at sentence ends and do not overlap: neighbours are joined again
 * after retrieval, so an overlap would only be embedded and stored twice. A table is cut between rows only; a "sentence"
 * longer than a passage is cut at a line end, a clause or a space.
 * `page.text.slice(start, end) === text` for each, in order, and together they hold all text that is not white space.
 */
export function splitPassages(page: Page): PassageDraft[] {
  const units = unitsOf(page)
  const groups: Unit[][] = []
  let group: Unit[] = []
  let count = noTokens
  for (const unit of units) {
    if (group.length > 0 && endsBefore(unit, count)) {
      groups.push(group)
      group = []
      count = noTokens
    }
    group.push(unit)
    count = addTokens(count, unit.count)
  }
  if (group.length > 0) groups.push(group)
  joinLeftover(groups)
  return groups.map((members) => passageOf(page, members))
}

function endsBefore(unit: Unit, count: TokenCount): boolean {
  const tokens = tokensIn(count)
  const fits = (more: TokenCount): boolean => tokensIn(addTokens(count, more)) <= targetTokens
  if (!fits(unit.count)) return true
  if (unit.beginsSection && tokens >= sectionTokens) return true
  return unit.beginsParagraph && tokens >= paragraphEndTokens && !fits(unit.restOfParagraph)
}

function unitsOf({ text, headings }: Page): Unit[] {
  const sectionStarts = new Set(headings.filter((heading) => standsAt(heading, text)).map(({ offset }) => offset))
  const units: Unit[] = []
  let end = 0
  for (const sentence of sentenceSpans(text)) {
    for (const span of cutLongSpan(text, sentence, targetTokens)) {
      const beginsParagraph = units.length === 0 || text.slice(end, span.start).includes('\n\n')
      const count = countTokens(text.slice(span.start, span.end))
      units.push({ ...span, count, beginsParagraph, beginsSection: sectionStarts.has(span.start), restOfParagraph: noTokens })
      end = span.end
    }
  }
  let rest = noTokens
  for (const unit of units.toReversed()) {
    rest = addTokens(rest, unit.count)
    unit.restOfParagraph = rest
    if (unit.beginsParagraph) rest = noTokens
  }
  return units
}

/** Headings carried over from an earlier page are listed at offset 0 without standing there. */
function standsAt({ offset, text: title }: Heading, text: string): boolean {
  return offset > 0 || text.startsWith(title.slice(0, 20))
}

function joinLeftover(groups: Unit[][]): void {
  const last = groups.at(-1)
  const previous = groups.at(-2)
  if (last === undefined || previous === undefined || last[0]?.beginsSection === true) return
  const left = sum(last)
  if (tokensIn(left) < sectionTokens && tokensIn(addTokens(left, sum(previous))) <= leftoverTokens) {
    previous.push(...last)
    groups.pop()
  }
}

function sum(units: readonly Unit[]): TokenCount {
  return units.reduce((total, { count }) => addTokens(total, count), noTokens)
}

function passageOf({ page, text, headings, tables }: Page, units: readonly Unit[]): PassageDraft {
  const start = units[0]?.start ?? 0
  const end = units.at(-1)?.end ?? start
  const path = headingPathAt(headings, start)
  const header = tableHeaderAt(text, tables, start)
  return { page, start, end, headingPath: header === null || path.at(-1) === header ? path : [...path, header], text: text.slice(start, end) }
}

const longestHeader = 300

/** Rows that go on from an earlier passage say little without the first row of their table, when that is words: its cells, as spreadsheets' headers are written. */
function tableHeaderAt(text: string, tables: readonly PageTable[], start: number): string | null {
  const table = tables.find((each) => each.start < start && start < each.end)
  if (table === undefined || table.rows < 3 || table.columns < 2) return null
  const rowEnd = text.indexOf('\n', table.start)
  if (rowEnd < 0 || rowEnd >= start) return null
  const cells = text.slice(table.start, rowEnd).split('\t').map((cell) => cell.trim())
  const isHeader = cells.length >= 2 && cells.every((cell) => cell === '' || /\p{L}/u.test(cell))
  return isHeader ? cells.join(' | ').slice(0, longestHeader) : null
}

/** Titles of the headings that hold at `offset`, outermost first. */
function headingPathAt(headings: readonly Heading[], offset: number): string[] {
  let open: Heading[] = []
  for (const heading of headings) {
    if (heading.offset > offset) break
    open = [...open.filter(({ level }) => level < heading.level), heading]
  }
  return open.map(({ text }) => text)
}
