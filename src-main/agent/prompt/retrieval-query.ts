import { contentStems, wordsOf } from '../../support/content-words.ts'
import type { PastTurn } from './answer-prompt.ts'

const opener = /^(?:and|but|or|so|then|what about|how about|why|when|where|who|und|aber|oder|wann|warum|wieso|wo|wer)\b/iu
const pointer = /\b(?:it|its|they|them|their|he|she|him|his|her|this|that|these|those|there|one|former|latter|same|er|ihn|ihm|ihr|ihre|dies|diese|dieser|dieses|dort|davon|dafür|darin)\b/iu

/** Whether a question can't be understood, or searched for, without the one before it ("And when?"). */
export function leansOnEarlier(question: string): boolean {
  const meaning = contentStems(question).size
  return meaning <= 1 || (meaning <= 3 && opener.test(question) && wordsOf(question).length <= 5) || (meaning <= 4 && pointer.test(question))
}

/** What is searched for: the question, with the earlier one before it where the question leans on it. */
export function retrievalQuery(question: string, history: readonly PastTurn[]): string {
  const earlier = history.at(-1)
  return earlier && leansOnEarlier(question) ? `${earlier.question} ${question}` : question
}
