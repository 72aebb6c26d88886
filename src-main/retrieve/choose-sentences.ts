import type { Span } from '../../src-preload/contract/index.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import { bestOf, rivalSentences } from './best-sentence.ts'
import type { QueryTerms } from './query-terms.ts'

/** Passages whose rivals are embedded; each sentence takes the model some 5 ms, and evidence is due in 300. */
const comparedPassages = 8
/** A sentence this much ahead in words (0–1) is not questioned. */
const clearLead = 0.5

/** For each passage the span, within its text, of the sentence that answers best. Errors: those of the embedder. */
export async function chooseSentences(texts: readonly string[], terms: QueryTerms, vector: Float32Array, embedder: Pick<Embedder, 'embed'>, signal?: AbortSignal): Promise<Span[]> {
  const choices = texts.map((text) => rivalSentences(text, terms))
  const open = choices.flatMap(({ rivals }, passage) => {
    const [first, second] = rivals
    const unclear = first && second && first.wording - second.wording < clearLead
    return terms.english && unclear && passage < comparedPassages ? rivals.map(({ span }) => ({ passage, text: texts[passage]?.slice(span.start, span.end) ?? '' })) : []
  })
  const vectors = await embedder.embed(open.map(({ text }) => text), { kind: 'query', ...(signal ? { signal } : {}) })
  return choices.map((choice, passage) => {
    const cosines = open.flatMap((rival, index) => (rival.passage === passage ? [dot(vector, vectors[index])] : []))
    return bestOf(choice, cosines)
  })
}

/** Cosine similarity of unit vectors. */
function dot(a: Float32Array, b: Float32Array | undefined): number {
  return b ? a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0) : 0
}
