import type { Answer, Message, Sentence } from '../../src-preload/contract/index.ts'

/** What stands where an answer repeated a document that was removed. */
export const removedNote = 'What stood here came from a document that has been removed.'

/** Documents that are gone: the name that each id had. */
export type GoneDocuments = ReadonlyMap<string, string>

export type ForgettingPart = Pick<Message, 'evidence' | 'answer' | 'partialText'>

/**
 * A message without what it took from documents that are gone; null when it took nothing. Their passages and quotes go, and
 * so does every sentence that is not carried by quotes of other documents alone. The question stays: those are a person's words.
 */
export function withoutDocuments({ evidence, answer, partialText }: ForgettingPart, gone: GoneDocuments): ForgettingPart | null {
  const took = [...evidence, ...(answer?.citations ?? [])].some(({ documentId }) => gone.has(documentId))
  const names = [...gone.values()]
  const named = answer?.caveats.some((caveat) => names.some((name) => caveat.includes(name))) ?? false
  const unseen = answer?.unseen?.filter(({ documentId }) => !gone.has(documentId))
  if (!took && !named && unseen?.length === answer?.unseen?.length) return null
  const kept = answer && { ...(took ? withoutQuotes(answer, gone) : answer), caveats: answer.caveats.map((caveat) => names.reduce((text, name) => text.replaceAll(name, '(removed document)'), caveat)), ...(unseen && { unseen }) }
  return {
    evidence: evidence.filter(({ documentId }) => !gone.has(documentId)),
    answer: kept,
    partialText: kept ? kept.text : took && partialText !== '' ? removedNote : partialText,
  }
}

function withoutQuotes(answer: Answer, gone: GoneDocuments): Answer {
  const citations = answer.citations.filter(({ documentId }) => !gone.has(documentId))
  const left = new Set(citations.map(({ n }) => n))
  const sentences: Sentence[] = []
  for (const sentence of answer.sentences) {
    const isOthers = sentence.supported && sentence.citations.length > 0 && sentence.citations.every((n) => left.has(n))
    if (isOthers) sentences.push(sentence)
    else if (sentences.at(-1)?.text !== removedNote) sentences.push({ text: removedNote, supported: false, reason: 'no-citation', citations: [] })
  }
  // A refusal has no sentences: it tells what was searched, not what was found.
  if (answer.sentences.length === 0) return { ...answer, text: answer.refused ? answer.text : removedNote, citations }
  return { ...answer, text: sentences.map(({ text, citations: cited }) => `${text}${cited.map((n) => ` [${n}]`).join('')}`).join(' '), sentences, citations }
}
