import type { Span } from '../../../src-preload/contract/index.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
/** A full stop after these does not end a sentence. */
const abbreviation = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|Sec|Sect|para|paras|cl|Abs|Nr|S|p|pp|vol|fig|Fig|e\.g|i\.e|z\.B|bzw|ca|cf|vs|v|al|Inc|Ltd|Co|Corp|approx|[A-Z])\.\s*$/u
/** Longer ones are cut at semicolons, so that a quote is no longer than what can be read at a glance. */
const longSentence = 280

/** The sentences of a stretch of text as page offsets, without white space at their edges, in order. */
export function splitSentences(text: string, from = 0, to = text.length): Span[] {
  const spans: Span[] = []
  let open: Span | null = null
  const close = (): void => {
    if (open) spans.push(...cutLong(text, open))
    open = null
  }
  for (const block of blocks(text, from, to)) {
    for (const { segment, index } of segmenter.segment(text.slice(block.start, block.end))) {
      const start = block.start + index
      const end = start + segment.length
      const joined: Span = open ? { start: (open as Span).start, end } : { start, end }
      open = joined
      if (!abbreviation.test(segment) && !/^\s*(?:\d+|[a-z]|[ivx]+)[.)]\s*$/iu.test(text.slice(joined.start, joined.end))) close()
    }
    close()
  }
  return spans.map((span) => trim(text, span)).filter((span) => span.end > span.start)
}

/** Blank lines and list items end a sentence even without a full stop. */
function blocks(text: string, from: number, to: number): Span[] {
  const cuts = [...text.slice(from, to).matchAll(/\n\s*\n|\n(?=\s*(?:[-*•–|]|\d+[.)]|\([a-z0-9]{1,4}\))\s)/gu)].map((match) => from + match.index)
  return [from, ...cuts].map((start, index) => ({ start, end: cuts[index] ?? to }))
}

function cutLong(text: string, span: Span): Span[] {
  if (span.end - span.start <= longSentence) return [span]
  const cuts = [...text.slice(span.start, span.end).matchAll(/;\s/gu)].map((match) => span.start + match.index + 1)
  return [span.start, ...cuts].map((start, index) => ({ start, end: cuts[index] ?? span.end }))
}

function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end)
  const lead = slice.length - slice.trimStart().length
  return lead === slice.length ? { start, end: start } : { start: start + lead, end: end - (slice.length - slice.trimEnd().length) }
}
