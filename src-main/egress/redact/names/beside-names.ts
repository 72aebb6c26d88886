import type { Category } from '../../../../src-preload/contract/index.ts'
import { isGeneric } from './generic-words.ts'
import type { RefinedName } from './refined-name.ts'

/** "W.K." is also "W.K": with every other mention of a person's initials. */
export function sameInitials(text: string, names: readonly RefinedName[]): readonly RefinedName[] {
  const letters = new Set(names.filter(({ category }) => category === 'person').map(({ start, end }) => text.slice(start, end)).filter((name) => initials.test(name)).map(lettersOf))
  if (letters.size === 0) return []
  return [...text.matchAll(anyInitials)].filter(({ 0: found, index }) => letters.has(lettersOf(found)) && !names.some(({ start, end }) => start <= index && index + found.length <= end))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length, category: 'person', confidence: 0.9 }))
}

const initials = /^(?:\p{Lu}\p{M}*\.[ -]?)+(?:\p{Lu}\p{M}*\.?)?$/u
const anyInitials = /(?<![\p{L}\p{N}.])(?:\p{Lu}\p{M}*\.[ -]?)+(?:\p{Lu}\p{M}*(?![\p{L}\p{M}\p{N}])\.?)/gu

function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{M}]/gu, '')
}

/** What stands beside a name and tells as much: its other form in brackets, what a person does, and the lines of an address. */
export function besideNames(text: string, names: readonly RefinedName[]): readonly RefinedName[] {
  return names.flatMap((name) => {
    if (name.category === 'organisation' || name.category === 'place') return inBrackets(text, name)
    return name.category === 'person' ? [...role(text, name), ...contactLines(text, name)] : []
  })
}

/** "the Kraków Regional Court (Sąd Okręgowy)", "the Peoples' Democracy Party (HADEP)", "Washington (Tyne and Wear)". */
const brackets = /^ ?\(["“”„«]?(\p{Lu}[^()\d.;:,]{1,70}?)["“”»]?\)/u

function inBrackets(text: string, name: RefinedName): readonly RefinedName[] {
  const [whole = '', inner = ''] = brackets.exec(text.slice(name.end, name.end + 90)) ?? []
  const words = inner.split(/\s+/)
  if (inner === '' || words.length > 8 || words.every(isGeneric)) return []
  const start = name.end + whole.indexOf(inner)
  return [{ start, end: start + inner.length, category: name.category, confidence: name.confidence }]
}

/** "Helen Földesy, the surgical technologist, said": one to eight words between commas. */
const apposition = /^, (?:the|an?) ((?:[\p{L}’'-]+ ?){1,8}), (?:said|says|is|was|who|whose|has|had|told|explained|and|born|lives|residing|of)\b/u
const after = 110

function role(text: string, { end, confidence }: RefinedName): readonly RefinedName[] {
  const [whole = '', inner = ''] = apposition.exec(text.slice(end, end + after)) ?? []
  if (inner === '' || inner.split(' ').every(isGeneric)) return []
  const start = end + whole.indexOf(inner)
  return [{ start, end: start + inner.length, category: 'other-identifier', confidence }]
}

const mostLines = 8
const longestLine = 60
const postcode = /\p{L}.*\b\d{3,}|\b\d{3,}.*\p{L}|\b\d{5}\b/u

/**
 * The lines under a name that stands alone on its line, down to one with a number of at least three digits: what
 * someone does, for whom, and where. Nothing where a line reads like a sentence.
 */
function contactLines(text: string, name: RefinedName): readonly RefinedName[] {
  const lineStart = text.lastIndexOf('\n', name.start - 1) + 1
  const lineEnd = endOfLine(text, name.end)
  if (/[\p{L}\p{N}]{5,}/u.test(text.slice(lineStart, name.start)) || /[\p{L}\p{N}]{5,}/u.test(text.slice(name.end, lineEnd))) return []
  const lines: RefinedName[] = []
  let last = -1
  for (let at = lineEnd + 1, count = 0; at < text.length && count < mostLines; count++) {
    const to = endOfLine(text, at)
    const line = text.slice(at, to)
    if (line.trim() === '' || line.length > longestLine || /[?!:;]\s*$|\p{Ll}{3,}\.\s*$|[@:]/u.test(line.replace(/^\W+/u, ''))) break
    const content = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/u.exec(line)
    if (content) lines.push({ start: at + content.index, end: at + content.index + content[0].length, category: categoryOfLine(line, count), confidence: name.confidence })
    if (postcode.test(line)) last = lines.length
    at = to + 1
  }
  return last < 2 ? [] : lines.slice(0, last)
}

function categoryOfLine(line: string, count: number): Category {
  return count < 2 && !/\d/.test(line) ? 'organisation' : 'address'
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}
