import { neverAlias } from '../alias/ordinary-words.ts'
import { beginsSentence } from '../alias/tokens.ts'
import { isGeneric, isOrdinary } from '../names/generic-words.ts'
import type { NamedText } from './deep-question.ts'

const longest = 80
const mostWords = 7
const lawReference = /^(?:articles?|art\.|sections?|sect\.|rules?|clauses?|paragraphs?|chapters?|protocol|annex|§)\s*(?:§|nos?\.?)?\s*[\dIVX]/i

/**
 * Whether something that a language model calls identifying may be masked on its word alone. It must be written like a name or a number:
 * capitals that no sentence's beginning explains, or digits; sentences, roles, laws and words of the language are refused, whatever it says.
 * `places`: where it stands in `text`.
 */
export function isPlausible({ text: value, category }: NamedText, text: string, places: readonly number[]): boolean {
  if (value.length < 2 || value.length > longest || /[[\]\n]/.test(value) || lawReference.test(value)) return false
  const words = value.match(/[\p{L}\p{M}\p{N}'’.@_-]+/gu) ?? []
  if (words.length === 0 || words.length > mostWords || /[.!?;:]\s/.test(value.replace(/\b(?:Mr|Mrs|Ms|Dr|St|No|v|\p{Lu})\.\s/gu, ''))) return false
  const digits = value.replaceAll(/\D/g, '').length
  if (category === 'date' || category === 'age') return digits > 0
  if (digits >= 3 && words.some((word) => /\d/.test(word))) return !/^(?:19|20)\d\d$/.test(value) && !/^\d{1,3}$/.test(value)
  // A street or a file and its number, where the word before it is no word of the language.
  if (/^\p{L}{4,} \d{1,5}$/u.test(value)) return !isCommon((words[0] ?? '').toLowerCase())
  if (/@|\w_\w/.test(value)) return true
  const names = words.filter((word) => /^\p{Lu}/u.test(word))
  if (names.length === 0) return words.length === 1 && isCareless(text) && value.length >= 4 && !isCommon(value) && places.some((at) => !beginsSentence(text, at))
  if (!words.every((word) => /^\p{Lu}/u.test(word) || /^(?:of|the|and|de|da|di|du|del|der|den|van|von|la|le|el|al|y|&|zu|und|et|for|à|do|dos|das|bin|ibn)$/.test(word) || /^\d+$/.test(word))) return false
  const telling = names.filter((word) => !isWord(word.toLowerCase(), text))
  if (telling.length === 0) return false
  // At the beginning of a sentence every word has a capital.
  return names.length > 1 || places.some((at) => !beginsSentence(text, at))
}

/** A message whose writer used no capitals inside its sentences: there a name may have none, either. */
function isCareless(text: string): boolean {
  return !/(?<=[\p{Ll}\p{N},;] )\p{Lu}\p{Ll}/u.test(text.replace(/\[[A-Z_]+_\d+\]/g, 'x')) && text.length < 600
}

/** A word of the language or of the law. */
function isCommon(small: string): boolean {
  return small.length < 3 || isOrdinary(small) || isGeneric(small) || neverAlias.has(small)
}

/** The same, or one that this text also writes small. */
function isWord(small: string, text: string): boolean {
  const plain = small.replace(/['’]s$/, '')
  return isCommon(plain) || new RegExp(String.raw`(?<![\p{L}\p{N}])${plain.replace(/[^\p{L}\p{N}]/gu, '.')}(?![\p{L}\p{N}])`, 'u').test(text)
}
