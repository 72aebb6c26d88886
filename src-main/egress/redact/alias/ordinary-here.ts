import { isCommonWord } from '../language/language.ts'
import type { Language } from '../language/language.ts'
import type { Paragraph } from '../language/paragraphs.ts'
import { firstEndingAfter } from '../first-ending-after.ts'
import { isOrdinaryAbroad } from '../names/foreign-names.ts'
import { isGeneric, isOrdinary } from '../names/generic-words.ts'
import type { Entity } from './entity-registry.ts'

/**
 * Whether a mention is nothing but ordinary words of the language around it: what a finder once took for a name is none everywhere else.
 * A surname that is a word (Anna Kern) stays hers, because another word of her name is none.
 */
export function isOrdinaryHere(mention: string, language: Language | null, { names }: Pick<Entity, 'names'>): boolean {
  const words = mention.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  if (words.length === 0 || /\d/.test(mention)) return false
  if (words.every((word) => isCommonWord(word.toLowerCase()))) return true
  // Herr Kern, Mr Clerk: whoever was addressed is somebody.
  const addressed = names.some(({ sex }) => sex !== null)
  if (language === 'en' || language === null) {
    const named = addressed || names.some(({ written }) => written.some((word) => !isCommonWord(word.toLowerCase()) && !isGeneric(word)))
    return words.every((word) => isCommonWord(word.toLowerCase()) || (word === word.toLowerCase() ? isOrdinary(word) || isGeneric(word) : !named && isGeneric(word)))
  }
  return !addressed && words.every((word) => isOrdinaryIn(word, language)) && !names.some(({ written }) => written.some((word) => !isOrdinaryIn(word, language)))
}

function isOrdinaryIn(word: string, language: Language | null): boolean {
  if (isCommonWord(word.toLowerCase())) return true
  return isOrdinaryAbroad(word, language)
}

export function languageAt(paragraphs: readonly Paragraph[], at: number): Language | null {
  return paragraphs[firstEndingAfter(paragraphs, at)]?.language ?? null
}
