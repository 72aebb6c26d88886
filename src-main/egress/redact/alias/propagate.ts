import { foldWord } from '../normalise/fold.ts'
import type { AliasIndex } from './alias-index.ts'
import type { Entity } from './entity-registry.ts'
import { oneLetterApart, withoutLeet } from './near-words.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { plainPattern } from '../recognise/plain-pattern.ts'
import { isLetter } from '../recognise/text-facts.ts'
import { beginsSentence, tokensOf } from './tokens.ts'
import type { Token } from './tokens.ts'

export interface AliasSpan { readonly start: number; readonly end: number; readonly entity: Entity; readonly confidence: number }

const titleBefore = /(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Lord|Lady|Dame|Judge|Justice|Herrn?|Frau|M|Mme|Mlle|Maître|Señora?|Sra?|Don|Doña|Signora?|Sig|Dott|Avv|Mevrouw|Meneer|Dhr|Mevr|MR|MRS|MS|DR|HERR|FRAU)\.?\s{1,3}(?:(?:Dr|Prof|med|jur)\.\s?){0,3})?(?:\p{Lu}\.[\s-]?){0,3}$/u

/**
 * Finds every other mention of what is known, in one text: surnames and given names alone, with titles, initials, possessives and genitives, in
 * capitals, one letter away, with digits for letters, inside user names; whole values of everything else however they are separated.
 */
export function propagate(text: string, index: AliasIndex): readonly AliasSpan[] {
  const tokens = tokensOf(text)
  const spans: AliasSpan[] = []
  let lastPerson: { readonly end: number; readonly entity: Entity } | null = null
  for (const [position, token] of tokens.entries()) {
    const entity = personOf(text, token, index, lastPerson)
    if (entity) {
      const own = particlesBefore(text, token, entity)
      const start = Math.min(own, token.start - (titleBefore.exec(text.slice(Math.max(0, token.start - 40), token.start))?.[0].length ?? 0))
      spans.push({ start, end: token.end, entity, confidence: 0.85 })
      lastPerson = { end: token.end, entity }
    }
    for (const phrase of index.phrases.get(token.folded) ?? []) {
      const end = phraseEnd(tokens, position, phrase.tokens)
      if (end !== null && (token.capital || phrase.tokens.length > 1 || /\d/.test(token.folded) || (phrase.lowerCase && token.folded.length >= 4 && !ordinaryWords.has(token.folded)))) spans.push({ start: token.start, end, entity: phrase.entity, confidence: 0.85 })
    }
  }
  return joinNames(text, [...spans, ...initialsIn(text, index), ...numbersIn(text, index), ...disguisedIn(text, index)])
}

const particleRun = /(?:(?:(?:af|av|da|de|del|della|den|der|di|do|dos|du|el|la|le|lo|ten|ter|van|vom|von|zu|zum|zur)\s|(?:d|dell|’|'t)[’']?\s?){1,3})$/iu

/** Where the mention begins with the particles that stand before this word in the full name: van Houten for Marijke van Houten. */
function particlesBefore(text: string, { start, written }: Token, { forms }: Entity): number {
  const before = particleRun.exec(text.slice(Math.max(0, start - 16), start))?.[0]
  if (before === undefined) return start
  const wanted = `${before}${written}`.toLowerCase()
  return [...forms].some((form) => form.toLowerCase().endsWith(wanted)) ? start - before.length : start
}

/** Whose name a word is, or null. Ordinary words need a capital inside a sentence, a title, or another word of the same name beside them. */
function personOf(text: string, token: Token, index: AliasIndex, last: { readonly end: number; readonly entity: Entity } | null): Entity | null {
  const { folded } = token
  const beside = last && token.start - last.end <= 2 ? last.entity : null
  const choose = (entities: readonly Entity[] | undefined): Entity | null => (entities ? ((beside && entities.includes(beside) ? beside : last && entities.includes(last.entity) ? last.entity : entities[0]) ?? null) : null)
  const exact = choose(index.words.get(folded))
  if (exact) {
    if (beside === exact) return exact
    if (ordinaryWords.has(folded)) return token.capital && (!beginsSentence(text, token.start) || /\b(?:Mr|Mrs|Ms|Dr|Herr|Frau)\.?\s$/.test(text.slice(Math.max(0, token.start - 6), token.start))) ? exact : null
    return token.capital || folded.length >= 4 ? exact : null
  }
  if (!token.capital || folded.length < 4) return null
  // Oldenburgs: genitive and plural.
  if (folded.endsWith('s')) {
    const genitive = choose(index.words.get(folded.slice(0, -1)))
    if (genitive && !ordinaryWords.has(folded.slice(0, -1))) return genitive
  }
  if (folded.length < 6) return null
  for (const near of nearTo(folded, index)) {
    const typo = choose(index.words.get(near))
    if (typo) return typo
  }
  return null
}

function nearTo(folded: string, index: AliasIndex): readonly string[] {
  const seen = new Set<string>()
  for (let i = -1; i < folded.length; i += 1) {
    for (const word of index.nearWords.get(i < 0 ? folded : folded.slice(0, i) + folded.slice(i + 1)) ?? []) if (word[0] === folded[0] && oneLetterApart(word, folded)) seen.add(word)
  }
  return [...seen]
}

function phraseEnd(tokens: readonly Token[], from: number, phrase: readonly string[]): number | null {
  let end = 0
  for (const [offset, expected] of phrase.entries()) {
    const token = tokens[from + offset]
    if (!token) return null
    if (offset > 0 && token.start - end > 4) return null
    const last = offset === phrase.length - 1
    if (token.folded !== expected && !(last && expected.length >= 4 && token.folded === `${expected}s`)) return null
    end = token.end
  }
  return end
}

const furtherInitials = /^(?:[\s-]?\p{Lu}\.){0,3}/u
const isCapital = (character: string | undefined): boolean => character !== undefined && character !== character.toLowerCase()

/** M.O., M. O., M.-O. */
function initialsIn(text: string, index: AliasIndex): AliasSpan[] {
  if (index.initials.size === 0) return []
  const found: AliasSpan[] = []
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    const start = dot - 1
    if (start < 0 || !isCapital(text[start]) || /[\p{L}\p{N}.]/u.test(text[start - 1] ?? ' ')) continue
    const run = furtherInitials.exec(text.slice(dot + 1, dot + 13))?.[0] ?? ''
    const end = dot + 1 + run.length
    const entity = isLetter(text, end) ? undefined : index.initials.get(foldWord(text.slice(start, end).replaceAll(/[^\p{L}]/gu, '')))
    if (entity) found.push({ start, end, entity, confidence: 0.75 })
  }
  return found
}

/** The same digits, however grouped. */
function numbersIn(text: string, index: AliasIndex): AliasSpan[] {
  if (index.numbers.size === 0) return []
  const found: AliasSpan[] = []
  for (const match of text.matchAll(/(?<!\d)\d(?:[ \u00a0.\-/()]{0,2}\d){5,40}/g)) {
    const entity = index.numbers.get(match[0].replaceAll(/\D/g, ''))
    if (entity) found.push({ start: match.index, end: match.index + match[0].length, entity, confidence: 0.9 })
  }
  return found
}

const maskedLetters = plainPattern(/[\p{L}\p{N}][@$!_]|[@$!_][\p{L}\p{N}]|\p{L}\d|\d\p{L}/u)
const joinedWords = plainPattern(/(?<![\p{L}\p{N}_@$.-])(?=[\p{L}\p{N}_@$.!-]{0,40}[\d_@$.!-])[\p{L}\p{N}_@$](?:[\p{L}\p{N}_@$!]|[.-](?=[\p{L}\p{N}_])){3,60}/gu)

/** Names inside user names and file names (oldenburg_m, m.oldenburg-2020.pdf), and with digits or signs for letters (0ldenburg). */
function disguisedIn(text: string, index: AliasIndex): AliasSpan[] {
  if (index.words.size === 0 || !maskedLetters.test(text)) return []
  const found: AliasSpan[] = []
  for (const match of text.matchAll(joinedWords)) {
    const value = match[0]
    if (!/\p{L}/u.test(value)) continue
    const pieces = foldWord(value).split(/[^\p{L}]+/u).filter((piece) => piece.length >= 4)
    const leet = /[\d@$!]/.test(value) ? [withoutLeet(foldWord(value), false), withoutLeet(foldWord(value), true)] : []
    for (const word of [...pieces, ...leet]) {
      const entity = index.words.get(word)?.[0]
      if (!entity || ordinaryWords.has(word)) continue
      found.push({ start: match.index, end: match.index + value.length, entity, confidence: 0.7 })
      break
    }
  }
  return found
}

/** Words of one name that stand together are one mention: Margarethe van Oldenburg. */
function joinNames(text: string, spans: readonly AliasSpan[]): readonly AliasSpan[] {
  const joined: AliasSpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last && last.entity === span.entity && span.start <= last.end + 14 && (span.start < last.end || /^(?:[\s-]{1,2}|\s(?:\p{Lu}\.\s?){1,3}|\s(?:van|von|de|der|den|del|di|da|du|la|le)\s(?:der\s|den\s|la\s)?)$/u.test(text.slice(last.end, span.start)))) {
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) }
    } else joined.push(span)
  }
  return joined
}
