import type { Category } from '../../../../src-preload/contract/index.ts'
import { isGeneric, isOrdinary } from './generic-words.ts'

interface Span { readonly start: number; readonly end: number }

/** Words with a capital that stand beside a name and are no part of it. */
const neighbours = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'lord', 'lady', 'dame', 'hon', 'rev', 'st', 'i', 'dear', 'hi', 'hello', 'regards', 'sincerely',
  'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
const farthest = 40
const mostWords = 3

const initialsBefore = /(?:(?<![\p{L}\p{N}])(?:\p{Lu}\p{M}*\.[\s-]?)+|[\p{L}\p{N}]+[-‐]?)$/u
const wordBefore = /(?<![\p{L}\p{N}.@/-])(\p{Lu}[\p{L}\p{M}'’-]+) $/u
const wordAfter = /^ (\p{Lu}[\p{L}\p{M}'’-]+)(?![\p{L}\p{N}@/])/u

/**
 * A name goes on to the end of its last word, across hyphens, begins with the initials before it, and has all its capitalised words
 * but those that are `ordinary` in the language around it.
 */
export function widenName(text: string, span: Span, category: Category, ordinary: (word: string) => boolean): Span {
  const { start, end } = toWordEdges(text, span)
  const mayBeName = (word: string): boolean => !neighbours.has(word.toLowerCase()) && !isOrdinary(word.toLowerCase()) && !isGeneric(word) && !ordinary(word)
  const home = homeIn.exec(text.slice(Math.max(0, start - farthest), start))?.[0].length ?? 0
  if (category === 'person') return { start: home > 0 ? start - home : goLeft(text, start, mayBeName), end: goRight(text, end, mayBeName) }
  if (!institutionOf.has(category)) return { start, end }
  const branch = category === 'organisation' ? branchOf.exec(text.slice(Math.max(0, start - 2 * farthest), start))?.[1]?.length ?? 0 : 0
  return { start: start - Math.max(home, branch), end: end + institutionAfter(text, end) }
}

function institutionAfter(text: string, end: number): number {
  return institution.exec(text.slice(end, end + farthest))?.[0].length ?? 0
}

/** "Erzurum special type prison", "the British authorities": a kind of institution that a name makes a single one. */
const institution = /^(?: (?:central|city|county|general|local|memorial|military|police|primary|private|psychiatric|public|regional|remand|secondary|security|special|state|type|university)){0,3} (?:academy|airport|archive|authorities|barracks|brewery|cemetery|church|city|clinic|college|consulate|court-martial|embassy|factory|forces|hospital|hotel|institute|jail|library|monastery|mosque|museum|newspaper|nursery|orphanage|parish|police|port|prison|railway|restaurant|school|seminary|shipyard|stadium|station|synagogue|theatre|town|university|village)\b/u
/** "family home in Patrickswell": where in a place. */
const homeIn = /(?<!\p{L})(?:(?:family|former|holiday|parents['’]|safe|small|summer) )?(?:apartment|cemetery|farm|flat|grave|home|hospital|hotel|house|office|police station|post office|prison|restaurant|school|shop) (?:in|at|near|outside) (?:an? |the )?$/u
/** "Anti-Terrorist Branch of the" before an organisation. */
const branchOf = /(?<![\p{L}\p{N}-])((?:\p{Lu}[\p{L}'’-]+ ){2,4}of (?:the )?)$/u
const institutionOf: ReadonlySet<Category> = new Set(['organisation', 'place', 'nationality'])

function toWordEdges(text: string, { start, end }: Span): Span {
  const before = initialsBefore.exec(text.slice(Math.max(0, start - farthest), start))?.[0].length ?? 0
  const after = /^(?:[-‐]?[\p{L}\p{M}\p{N}]+)+/u.exec(text.slice(end, end + farthest))?.[0].length ?? 0
  return { start: start - before, end: end + after }
}

function goLeft(text: string, start: number, mayBeName: (word: string) => boolean): number {
  let at = start
  for (let count = 0; count < mostWords; count++) {
    const word = wordBefore.exec(text.slice(Math.max(0, at - farthest), at))?.[1]
    if (word === undefined || !mayBeName(word)) break
    at -= word.length + 1
  }
  return at
}

function goRight(text: string, end: number, mayBeName: (word: string) => boolean): number {
  let at = end
  for (let count = 0; count < mostWords; count++) {
    const word = wordAfter.exec(text.slice(at, at + farthest))?.[1]
    if (word === undefined || !mayBeName(word)) break
    at += word.length + 1
  }
  return at
}
