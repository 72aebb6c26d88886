import type { Heading, Page, Span } from '../../src-preload/contract/index.ts'
import type { PassageDraft } from './passage.ts'
import { sentenceSpans } from './sentence-spans.ts'
import { cutLongSpan } from './split-long-span.ts'
import { estimateTokens } from './split-token-estimate.ts'

/** Passages grow to this many estimated tokens; the embedder reads 256, the rest is room for the estimate's error. */
const targetTokens = 200
/** A passage of at least this many tokens ends at a paragraph's end when the next paragraph does not fit as a whole. */
const paragraphEndTokens = 120
/** A section shorter than this shares its passage with the next one. */
const sectionTokens = 40
/** What is left over at the end of a page joins the passage before it, up to this many tokens. */
const leftoverTokens = 225

interface Unit extends Span {
  readonly tokens: number
  readonly beginsParagraph: boolean
  /** Tokens from here to the end of the paragraph. */
  paragraphTokens: number
  readonly beginsSection: boolean
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
  let tokens = 0
  for (const unit of units) {
    if (group.length > 0 && endsBefore(unit, tokens)) {
      groups.push(group)
      group = []
      tokens = 0
    }
    group.push(unit)
    tokens += unit.tokens
  }
  if (group.length > 0) groups.push(group)
  joinLeftover(groups)
  return groups.map((members) => passageOf(page, members))
}

function endsBefore(unit: Unit, tokens: number): boolean {
  if (tokens + unit.tokens > targetTokens) return true
  if (unit.beginsSection && tokens >= sectionTokens) return true
  return unit.beginsParagraph && tokens >= paragraphEndTokens && tokens + unit.paragraphTokens > targetTokens
}

function unitsOf({ text, headings }: Page): Unit[] {
  const sectionStarts = new Set(headings.filter((heading) => standsAt(heading, text)).map(({ offset }) => offset))
  const units: Unit[] = []
  let end = 0
  for (const sentence of sentenceSpans(text)) {
    for (const span of cutLongSpan(text, sentence, targetTokens)) {
      const beginsParagraph = units.length === 0 || text.slice(end, span.start).includes('\n\n')
      units.push({
        ...span, tokens: estimateTokens(text.slice(span.start, span.end)), beginsParagraph, paragraphTokens: 0,
        beginsSection: sectionStarts.has(span.start),
      })
      end = span.end
    }
  }
  let rest = 0
  for (const unit of units.toReversed()) {
    rest += unit.tokens
    unit.paragraphTokens = rest
    if (unit.beginsParagraph) rest = 0
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
  if (sum(last) < sectionTokens && sum(last) + sum(previous) <= leftoverTokens) {
    previous.push(...last)
    groups.pop()
  }
}

function sum(units: readonly Unit[]): number {
  return units.reduce((total, { tokens }) => total + tokens, 0)
}

function passageOf({ page, text, headings }: Page, units: readonly Unit[]): PassageDraft {
  const start = units[0]?.start ?? 0
  const end = units.at(-1)?.end ?? start
  return { page, start, end, headingPath: headingPathAt(headings, start), text: text.slice(start, end) }
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
