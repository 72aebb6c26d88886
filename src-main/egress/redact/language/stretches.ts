import { ownWords } from './language.ts'
import type { Language } from './language.ts'
import type { Paragraph } from './paragraphs.ts'

/** So many words that only one language has, and none that only English has, make a sentence that language's whatever stands around it. */
const fewestWords = 2
const others: readonly Language[] = ['de', 'fr', 'es', 'it', 'nl']
const sentence = /[^.!?\n\t|]+(?:[.!?]+(?!\s)[^.!?\n\t|]+)*/g

/** Paragraphs, with the sentences cut out of them that are in another of the six languages. In order, without gaps. */
export function stretchesOf(text: string, paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  return paragraphs.flatMap((paragraph) => {
    const stretches: Paragraph[] = []
    let from = paragraph.start
    for (const { 0: found, index } of text.slice(paragraph.start, paragraph.end).matchAll(sentence)) {
      const language = languageOfSentence(found)
      if (language === null || language === paragraph.language) continue
      const start = paragraph.start + index
      if (start > from) stretches.push({ ...paragraph, start: from, end: start })
      from = start + found.length
      stretches.push({ start, end: from, language, unknown: false })
    }
    if (from < paragraph.end) stretches.push({ ...paragraph, start: from })
    return stretches
  })
}

function languageOfSentence(text: string): Language | null {
  const english = ownWords(text, 'en')
  const counts = others.map((language) => ownWords(text, language))
  const most = Math.max(...counts)
  if (most < fewestWords || english > 0 && most < english * 3) return most === 0 && english >= fewestWords ? 'en' : null
  return others[counts.indexOf(most)] ?? null
}
