import type { Category } from '../../../../src-preload/contract/index.ts'
import type { DetectedSpan } from '../redactor.ts'
import { plainPattern } from './plain-pattern.ts'
import type { TextFacts } from './text-facts.ts'

/** Finds one kind of thing by rules alone. Pure; linear in the text: every repeat in its patterns is bounded or starts at a boundary. */
export type Recogniser = (text: string, facts: TextFacts) => readonly DetectedSpan[]

export interface PatternRule {
  readonly category: Category
  readonly detector: DetectedSpan['detector']
  readonly confidence: number
  /** Says no only where the pattern cannot match. */
  readonly gate?: (facts: TextFacts) => boolean
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

/**
 * All matches of a global pattern. `matchAll` would clone the pattern at every call, which costs more than searching a short message.
 * Patterns are shared, so the whole text is searched before anything else can use them.
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match)
    if (match[0] === '') pattern.lastIndex += 1
  }
  return matches
}

/** One pass over the text for one rule. */
export function findByRule(text: string, facts: TextFacts, rule: PatternRule): readonly DetectedSpan[] {
  if (rule.gate && !rule.gate(facts)) return []
  const spans: DetectedSpan[] = []
  for (const match of matchesOf(text, rule.pattern)) {
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
export function prepared<Rule extends { readonly pattern: RegExp }>(rules: readonly Rule[]): readonly Rule[] {
  return rules.map((rule) => {
    let pattern: RegExp | null = null
    return { ...rule, get pattern() { return pattern ??= plainPattern(rule.pattern) } }
  })
}

export function fromRules(patterns: readonly PatternRule[], only?: (facts: TextFacts) => boolean): Recogniser {
  const rules = prepared(patterns)
  return (text, facts) => {
    if (only && !only(facts)) return []
    const spans: DetectedSpan[] = []
    for (const rule of rules) spans.push(...findByRule(text, facts, rule))
    return spans
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
