import type { Category } from '../../../../src-preload/contract/index.ts'
import type { DetectedSpan } from '../redactor.ts'
import { plainPattern } from './plain-pattern.ts'
import type { Starts } from './starts.ts'
import type { TextFacts } from './text-facts.ts'

/** Finds one kind of thing by rules alone. Pure; linear in the text: every repeat in its patterns is bounded or starts at a boundary. */
export type Recogniser = (text: string, facts: TextFacts) => readonly DetectedSpan[]

export interface PatternRule {
  readonly category: Category
  readonly detector: DetectedSpan['detector']
  readonly confidence: number
  /** Says no only where the pattern cannot match. */
  readonly gate?: (facts: TextFacts) => boolean
  /** Where it is tried at all; the whole text is searched where this is missing. */
  readonly starts?: Starts
  /** With the flag `g`. A group named `value` narrows the finding to itself. */
  readonly pattern: RegExp
  /** A cheap test of the match; false drops it. */
  readonly accept?: (value: string) => boolean
  /** Words that must stand in the 60 characters before (or, with `contextAfter`, the 30 behind). */
  readonly context?: RegExp
  readonly contextAfter?: RegExp
}

const reachBefore = 60
const reachAfter = 30

const nothing: readonly RegExpExecArray[] = []
const noSpans: readonly DetectedSpan[] = []

/**
 * All matches of a global pattern. `matchAll` would clone the pattern at every call, which costs more than searching a short message.
 * Patterns are shared, so the whole text is searched before anything else can use them.
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (match === null) return nothing
  const matches: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) {
    matches.push(match)
    if (match[0] === '') pattern.lastIndex += 1
  }
  return matches
}

/** All matches of a sticky pattern at these places, none inside another. */
export function matchesAt(text: string, starts: readonly number[], pattern: RegExp): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  let from = 0
  for (const start of starts) {
    if (start < from) continue
    pattern.lastIndex = start
    const match = pattern.exec(text)
    if (match === null) continue
    matches.push(match)
    from = start + Math.max(1, match[0].length)
  }
  return matches
}

/** The matches of a rule's pattern, wherever it may begin. */
export function matchesOfRule(text: string, facts: TextFacts, { starts, pattern }: Pick<PatternRule, 'starts' | 'pattern'>): readonly RegExpExecArray[] {
  if (!starts) return matchesOf(text, pattern)
  const places = starts(text, facts)
  return places.length === 0 ? nothing : matchesAt(text, places, pattern)
}

/** One pass over the text for one rule. */
export function findByRule(text: string, facts: TextFacts, rule: PatternRule): readonly DetectedSpan[] {
  if (rule.gate && !rule.gate(facts)) return noSpans
  const matches = matchesOfRule(text, facts, rule)
  if (matches.length === 0) return noSpans
  const spans: DetectedSpan[] = []
  for (const match of matches) {
    const value = match.groups?.['value'] ?? match[0]
    // The value group is always the last thing of its match that can vary, so searching from the end finds the right one.
    const start = match.index + (match.groups?.['value'] === undefined ? 0 : match[0].lastIndexOf(value))
    const end = start + value.trimEnd().length
    if (start === end) continue
    if (rule.accept && !rule.accept(value)) continue
    if (rule.context && !inContext(text, start, end, rule.context, rule.contextAfter)) continue
    spans.push({ start, end, category: rule.category, confidence: rule.confidence, detector: rule.detector })
  }
  return spans
}

/** Rules ready for use: each pattern is made plain when it is first wanted, which for most texts is never. */
export function findByRules(text: string, facts: TextFacts, rules: readonly PatternRule[]): DetectedSpan[] {
  const spans: DetectedSpan[] = []
  for (const rule of rules) for (const span of findByRule(text, facts, rule)) spans.push(span)
  return spans
}

export function prepared<Rule extends Pick<PatternRule, 'pattern' | 'starts'>>(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => {
    let pattern: RegExp | null = null
    return { ...rule, get pattern() { return pattern ??= plainPattern(rule.pattern, rule.starts ? 'y' : 'g') } }
  })
}

export function fromRules(patterns: readonly PatternRule[], only?: (facts: TextFacts) => boolean): Recogniser {
  const rules = prepared(patterns)
  return (text, facts) => {
    if (only && !only(facts)) return []
    return findByRules(text, facts, rules)
  }
}

/**
 * Finds what stands in front of a cue: the cue is rare and cheap to find, the name in front of it could begin at every capital.
 * `front` ends with `$` and is tried on the `reach` characters before; with `withCue` the finding includes the cue.
 */
export function findBefore(text: string, facts: TextFacts, rule: Pick<PatternRule, 'category' | 'detector' | 'confidence' | 'gate' | 'accept'> & { readonly cue: RegExp; readonly front: RegExp; readonly reach: number; readonly withCue: boolean }): readonly DetectedSpan[] {
  if (rule.gate && !rule.gate(facts)) return []
  const spans: DetectedSpan[] = []
  for (const cue of matchesOf(text, rule.cue)) {
    const from = Math.max(0, cue.index - rule.reach)
    const front = rule.front.exec(text.slice(from, cue.index))
    if (!front) continue
    const start = from + front.index
    const end = rule.withCue ? cue.index + cue[0].length : start + front[0].trimEnd().length
    if (rule.accept && !rule.accept(text.slice(start, end))) continue
    spans.push({ start, end, category: rule.category, confidence: rule.confidence, detector: rule.detector })
  }
  return spans
}

function inContext(text: string, start: number, end: number, before: RegExp, after: RegExp | undefined): boolean {
  return before.test(text.slice(Math.max(0, start - reachBefore), start)) || (after !== undefined && after.test(text.slice(end, end + reachAfter)))
}

/** Words as alternatives, longest first, with every space matching any white space. */
export function anyOf(words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s{1,3}`)).join('|')
}
