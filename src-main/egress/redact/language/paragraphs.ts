import { wordsOf } from '../recognise/text-facts.ts'
import type { Word } from '../recognise/text-facts.ts'
import { languageOf } from './language.ts'
import type { Language } from './language.ts'

/** A stretch between blank lines, with the language it is in; null where it is too short to tell or in none of the six. */
export interface Paragraph { readonly start: number; readonly end: number; readonly language: Language | null; readonly unknown: boolean }

/** Cuts at blank lines. A paragraph too short to tell takes the language of the one before it. */
export function paragraphsOf(text: string, words: readonly Word[] = wordsOf(text)): readonly Paragraph[] {
  let next = 0
  const paragraphs: Paragraph[] = []
  let start = 0
  const add = (end: number): void => {
    const first = next
    while ((words[next]?.start ?? end) < end) next += 1
    const { language, unknown } = languageOf(words.slice(first, Math.min(next, first + 800)).map((word) => word.lower))
    paragraphs.push({ start, end, language: language ?? (unknown ? null : (paragraphs.at(-1)?.language ?? null)), unknown })
    start = end
  }
  for (const match of text.matchAll(/\n[ \t]{0,20}\r?\n/g)) add(match.index + match[0].length)
  if (start < text.length) add(text.length)
  return paragraphs
}
