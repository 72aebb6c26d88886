import type { PageWord } from '../../../../src-preload/contract/index.ts'
import { canonicalLine } from '../../parse/canonical-text.ts'
import type { ReadWord } from '../read-word.ts'

/** A word in the page's text, with its box still in pixels. */
export interface PlacedWord extends Pick<PageWord, 'start' | 'end'> {
  readonly word: ReadWord
}

export interface ComposedWords {
  /** In the canonical form of all stored text. */
  readonly text: string
  readonly words: readonly PlacedWord[]
}

/** Puts the page's text together: a space between words, a line end between lines, an empty line between paragraphs. */
export function composeWords(source: readonly ReadWord[]): ComposedWords {
  let text = ''
  let previous: ReadWord | null = null
  const words: PlacedWord[] = []
  for (const word of source) {
    const letters = canonicalLine(word.text)
    if (letters === '') continue
    if (previous !== null) text += separator(previous, word)
    words.push({ start: text.length, end: text.length + letters.length, word })
    text += letters
    previous = word
  }
  return { text, words }
}

function separator(before: ReadWord, after: ReadWord): string {
  if (before.block !== after.block || before.paragraph !== after.paragraph) return '\n\n'
  if (before.line !== after.line) return '\n'
  // Chinese and Japanese are written without spaces.
  return ideograph.test(before.text.at(-1) ?? '') && ideograph.test(after.text.at(0) ?? '') ? '' : ' '
}

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u
