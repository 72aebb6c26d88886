import type { Category } from '../../../../src-preload/contract/index.ts'
import type { PatternRule } from './recogniser.ts'

// Ranges of letters instead of Unicode's classes: a hundred patterns with those take a second to compile, and V8 forgets them again.
const letterOrDigit = String.raw`[A-Za-z\d\u00c0-\u1fff\u3040-\ud7ff]`
const edgeBefore = String.raw`(?<!${letterOrDigit})(?<!\d[.,/-])`
const edgeAfter = String.raw`(?!${letterOrDigit})(?![.,/-]?\d)`

/** The fewest digits that a body without letters can have. Optional pieces and alternatives count nothing. */
function fewestDigits(body: string): number {
  if (body.includes('|')) return 0
  const required = body.replaceAll(/\((?:\?:)?[^()]*\)\?/g, '').replaceAll(/\[[^\]]*\]\?/g, '')
  let digits = 0
  for (const match of required.matchAll(/(?:\\d|\[[\d-]+\])(?:\{(\d+)(?:,\d*)?\}|(\?))?/g)) digits += match[2] === '?' ? 0 : Number(match[1] ?? 1)
  return digits
}

function gateOf(body: string): NonNullable<PatternRule['gate']> {
  if (/[A-Z]/.test(body.replaceAll(/\([^()]*\)/g, '').replaceAll(/\\[a-zA-Z]/g, ''))) return (facts) => facts.codeLike
  const least = fewestDigits(body)
  return (facts) => facts.mostDigits >= least
}

/**
 * A number with a check digit. `body` is its written form without edges; `valid` gets it without separators, in upper case.
 * With `context`, a number of this form counts only near such a word: forms of nine bare digits are too common to trust one check digit.
 */
export function checkedNumber(category: Category, body: string, valid: (compact: string) => boolean, options: { readonly context?: RegExp; readonly confidence?: number } = {}): PatternRule {
  return {
    category,
    detector: 'checksum',
    gate: gateOf(body),
    confidence: options.confidence ?? (options.context ? 0.95 : 0.9),
    pattern: new RegExp(`${edgeBefore}${body}${edgeAfter}`, 'gi'),
    accept: (value) => valid(value.replaceAll(/[\s./-]/g, '').toUpperCase()),
    ...(options.context && { context: options.context, contextAfter: options.context }),
  }
}

/** A number known only by its form and the words beside it. */
export function namedNumber(category: Category, body: string, context: RegExp, confidence = 0.85): PatternRule {
  return { category, detector: 'context', confidence, gate: gateOf(body), pattern: new RegExp(`${edgeBefore}${body}${edgeAfter}`, 'gi'), context, contextAfter: context }
}

/** A form that hardly anything else has. */
export function shapedNumber(category: Category, body: string, accept?: (value: string) => boolean, confidence = 0.85): PatternRule {
  return { category, detector: 'pattern', confidence, gate: gateOf(body), pattern: new RegExp(`${edgeBefore}${body}${edgeAfter}`, 'g'), ...(accept && { accept }) }
}
