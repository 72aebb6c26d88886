import type { Category } from '../../../src-preload/contract/index.ts'
import { firstEndingAfter } from './first-ending-after.ts'
import type { DetectedSpan } from './redactor.ts'

/** Of two findings of the same stretch the one that says more: a card rather than a number, a birth date rather than a date. */
const vague: readonly Category[] = ['other-identifier', 'phone', 'reference', 'date', 'amount', 'username', 'place', 'organisation']
const specificity = (span: DetectedSpan): number => (span.detector === 'you' ? 40 : span.detector === 'your-list' ? 30 : span.detector === 'checksum' ? 12 : 0) + (vague.includes(span.category) ? vague.indexOf(span.category) : vague.length)

/** A long but doubtful finding must not swallow a short certain one that would survive on its own. */
const weight = (span: DetectedSpan): number => (span.end - span.start) * (span.confidence < 0.6 ? 0.5 : 1) + (span.detector === 'you' ? 1e6 : span.detector === 'your-list' ? 1e3 : 0)

const coarse: ReadonlySet<Category> = new Set(['amount', 'age', 'date', 'nationality', 'place', 'organisation'])

/** What is kept by policy and swallows an account, a key or a case number would take it out with it: it goes, unless a person marked it. */
function withoutSwallowing<Span extends DetectedSpan>(spans: readonly Span[], kept: ReadonlySet<Category>): readonly Span[] {
  if (!spans.some(({ category }) => kept.has(category))) return spans
  const identifying = spans.filter(({ category }) => !kept.has(category) && !coarse.has(category))
  return spans.filter((span) => !kept.has(span.category) || span.detector === 'you' || span.detector === 'your-list' || !identifying.some((other) => other.start < span.end && span.start < other.end))
}

export interface OverlapRules<Span> {
  /** Categories that go out as they are unless a person says otherwise. */
  readonly kept?: ReadonlySet<Category>
  readonly sameEntity?: (a: Span, b: Span) => boolean
}

/**
 * Makes one list without overlaps, in order. Whatever any finding covers stays covered: a shorter one inside a longer one goes, of one that
 * sticks out the rest stays, and two of one category that overlap become one. Nothing that was found is uncovered by resolving.
 */
export function resolveOverlaps<Span extends DetectedSpan>(text: string, spans: readonly Span[], { kept = new Set(), sameEntity = () => true }: OverlapRules<Span> = {}): readonly Span[] {
  const placed: Span[] = []
  const ordered = [...withoutSwallowing(spans, kept)].sort((a, b) => weight(b) - weight(a) || specificity(b) - specificity(a) || b.confidence - a.confidence || a.start - b.start)
  for (const span of ordered) place(text, placed, span)
  return mergeAdjacent(text, placed, sameEntity)
}

function place<Span extends DetectedSpan>(text: string, placed: Span[], span: Span): void {
  // `placed` is ordered and without overlaps.
  const first = firstEndingAfter(placed, span.start)
  const pieces: Span[] = []
  let cursor = span.start
  let index = first
  let cutByPerson = false
  for (let other = placed[index]; other && other.start < span.end; index += 1, other = placed[index]) {
    cutByPerson ||= (other.detector === 'you' || other.detector === 'your-list') && other.start >= span.start && other.end <= span.end
    if (other.start > cursor) pieces.push({ ...span, start: cursor, end: other.start })
    cursor = Math.max(cursor, other.end)
  }
  if (cursor < span.end) pieces.push({ ...span, start: cursor, end: span.end })
  const whole = pieces.length === 1 && pieces[0]?.start === span.start && pieces[0].end === span.end
  const cut = cutByPerson ? { cutFrom: span.cutFrom ?? text.slice(span.start, span.end) } : {}
  const kept = whole ? pieces : pieces.map((piece) => trim(text, { ...piece, ...cut })).filter((piece) => piece !== null)
  for (const piece of kept) placed.splice(firstEndingAfter(placed, piece.start), 0, piece)
}

/** Without the white space and punctuation at its ends; null where no letter or digit is left. */
function trim<Span extends DetectedSpan>(text: string, span: Span): Span | null {
  const value = text.slice(span.start, span.end)
  const lead = /^[^\p{L}\p{N}]*/u.exec(value)?.[0].length ?? 0
  const tail = /[^\p{L}\p{N}]*$/u.exec(value)?.[0].length ?? 0
  return lead + tail >= value.length ? null : { ...span, start: span.start + lead, end: span.end - tail }
}

/** Between two dates or times that share their year or day: 29 March and 10 April 1990; 11.12 a.m. and 11.36 a.m. on 19 July. */
const shared = /^\s?(?:,|and|to|until|till|on|-|–|und|bis|et|y|e|en|tot)?\s$/

const joined: ReadonlySet<Category> = new Set(['address', 'person', 'date', 'birth-date'])

/** Two halves of one name, address or date that touch or have only a space, comma or hyphen between them are one finding. */
function mergeAdjacent<Span extends DetectedSpan>(text: string, spans: readonly Span[], sameEntity: (a: Span, b: Span) => boolean): readonly Span[] {
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    const gap = last ? text.slice(last.end, span.start) : ''
    const near = last?.category === 'date' && last.end - last.start < 40 && shared.test(gap) ? !/(?:1[6-9]|20)\d{2}/.test(text.slice(last.start, last.end)) : last?.category === 'address' ? /^[\s,]{0,4}$/.test(gap) : /^[ -]?$/.test(gap) && !/\p{N}$/u.test(last ? text.slice(last.start, last.end) : '')
    const short = last !== undefined && span.end - last.start <= (span.category === 'address' ? 300 : 90)
    if (last && short && last.category === span.category && joined.has(span.category) && near && sameEntity(last, span) && (span.category !== 'date' || gap === '' || shared.test(gap))) {
      merged[merged.length - 1] = { ...last, end: span.end, confidence: Math.max(last.confidence, span.confidence) }
    } else merged.push(span)
  }
  return merged
}
