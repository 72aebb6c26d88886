import { wordsOf } from '../recognise/text-facts.ts'
import type { Word } from '../recognise/text-facts.ts'
import { languages, ownLanguage } from './language.ts'
import type { Language } from './language.ts'
import type { Paragraph } from './paragraphs.ts'

/** So many words that only one language has, and far more than only English has, make a sentence that language's whatever stands around it. */
const fewestWords = 2
const english = languages.indexOf('en')

/** Paragraphs, with the sentences cut out of them that are in another of the six languages. In order, without gaps. */
export function stretchesOf(text: string, paragraphs: readonly Paragraph[], words: readonly Word[] = wordsOf(text)): readonly Paragraph[] {
  const sentences = sentencesOf(text, words)
  let next = 0
  return paragraphs.flatMap((paragraph) => {
    const stretches: Paragraph[] = []
    let from = paragraph.start
    for (let sentence = sentences[next]; sentence && sentence.start < paragraph.end; sentence = sentences[next]) {
      next += 1
      const { start, end, language } = sentence
      if (language === null || language === paragraph.language || start < from) continue
      if (start > from) stretches.push({ ...paragraph, start: from, end: start })
      stretches.push({ start, end, language, unknown: false })
      from = end
    }
    if (from < paragraph.end) stretches.push({ ...paragraph, start: from })
    return stretches
  })
}

interface Sentence { readonly start: number; readonly end: number; readonly language: Language | null }

/** From the first to the last word of each sentence, line or cell. */
function sentencesOf(text: string, words: readonly Word[]): readonly Sentence[] {
  const sentences: Sentence[] = []
  let counts = languages.map(() => 0)
  let first: Word | undefined
  let last: Word | undefined
  const close = (): void => {
    if (first && last) sentences.push({ start: first.start, end: last.end, language: languageOf(counts) })
    counts = languages.map(() => 0)
    first = undefined
  }
  for (const word of words) {
    if (last && word.start - last.end > 1 && /[.!?](?:\s|$)|[\n\t|]/.test(text.slice(last.end, word.start))) close()
    else if (last && text[last.end] === '\n' && word.start === last.end + 1) close()
    first ??= word
    last = word
    const language = ownLanguage(word.lower)
    if (language !== null) counts[language] = (counts[language] ?? 0) + 1
  }
  close()
  return sentences
}

function languageOf(counts: readonly number[]): Language | null {
  const inEnglish = counts[english] ?? 0
  let best = -1
  for (const [number, count] of counts.entries()) if (number !== english && count > (best < 0 ? 0 : counts[best] ?? 0)) best = number
  const most = best < 0 ? 0 : counts[best] ?? 0
  if (most < fewestWords || (inEnglish > 0 && most < inEnglish * 3)) return most === 0 && inEnglish >= fewestWords ? 'en' : null
  return languages[best] ?? null
}
