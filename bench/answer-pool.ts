// A matter in memory: pages, passages and a lexical retriever, so that answering is measured without ingestion.
import type { Hit, Page } from '../src-preload/contract/index.ts'
import { allStems, contentStems, isStopWord, stemOf, wordsOf } from '../src-main/support/content-words.ts'
import { splitSentences } from '../src-main/agent/evidence/split-sentences.ts'
import type { Retriever } from '../src-main/retrieve/retriever.ts'
import type { DocumentReader } from '../src-main/store/ports.ts'
import { pageDefaults } from '../test/support/page-defaults.ts'

export interface Pool { readonly documents: DocumentReader; readonly retriever: Retriever }

interface Passage { readonly document: number; readonly start: number; readonly end: number; readonly text: string; readonly counts: ReadonlyMap<string, number>; readonly length: number }

const passageChars = 850

/** One page per text. Passages end at sentence ends; BM25 (k1 1.2, b 0.75) ranks them; the score is the share of the question's weight found. */
export function createPool(texts: readonly { readonly name: string; readonly text: string }[]): Pool {
  const pages = texts.map(({ text }): Page => ({ page: 1, label: null, text, headings: [], method: 'plain', confidence: 1, ...pageDefaults }))
  const indexOf = (documentId: string): number => Number.parseInt(documentId.slice(2), 10)
  const passages = texts.flatMap(({ text }, document) => passagesOf(text, document))
  const averageLength = passages.reduce((sum, one) => sum + one.length, 0) / passages.length
  const holders = new Map<string, number>()
  for (const { counts } of passages) for (const stem of counts.keys()) holders.set(stem, (holders.get(stem) ?? 0) + 1)
  const idf = (stem: string): number => Math.log(1 + (passages.length - (holders.get(stem) ?? 0) + 0.5) / ((holders.get(stem) ?? 0) + 0.5))

  const hitOf = (passage: Passage, wanted: ReadonlySet<string>, score: number): Hit => {
    const { document, start, end, text } = passage
    const sentences = splitSentences(pages[document]?.text ?? '', start, end)
    const weight = (span: { start: number; end: number }): number => {
      const stems = allStems(pages[document]?.text.slice(span.start, span.end) ?? '')
      return [...wanted].reduce((sum, stem) => sum + (stems.has(stem) ? idf(stem) : 0), 0)
    }
    const best = sentences.toSorted((a, b) => weight(b) - weight(a))[0] ?? { start, end }
    return {
      passageId: `${idOf(document)}:1:${start}`, documentId: idOf(document), documentName: texts[document]?.name ?? '', page: 1, pageLabel: null,
      start, end, headingPath: [], text, score, bestSentence: best,
    }
  }
  return {
    documents: {
      documentName: (id) => texts[indexOf(id)]?.name ?? null,
      page: (id) => pages[indexOf(id)] ?? null,
      coverage: () => ({ documents: texts.length, documentsFailed: 0, documentsPending: 0, pages: texts.length, pagesWithoutText: 0, gaps: [], unreadPages: 0, doubtfulPages: 0 }),
    },
    retriever: {
      retrieve: (query, { k }) => {
        const wanted = contentStems(query)
        const total = [...wanted].reduce((sum, stem) => sum + idf(stem), 0)
        const ranked = passages.map((passage) => {
          let bm25 = 0
          let found = 0
          for (const stem of wanted) {
            const count = passage.counts.get(stem) ?? 0
            if (count > 0) found += idf(stem)
            bm25 += (idf(stem) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * passage.length) / averageLength))
          }
          return { passage, bm25, found: total > 0 ? found / total : 0 }
        }).filter(({ bm25 }) => bm25 > 0).toSorted((a, b) => b.bm25 - a.bm25).slice(0, k)
        return Promise.resolve(ranked.map(({ passage, found }) => hitOf(passage, wanted, found)))
      },
    },
  }
}

function passagesOf(text: string, document: number): Passage[] {
  const passages: Passage[] = []
  let start = -1
  let end = -1
  const close = (): void => {
    if (start < 0) return
    const slice = text.slice(start, end)
    const counts = new Map<string, number>()
    const words = wordsOf(slice).filter((word) => !isStopWord(word)).map(stemOf)
    for (const stem of words) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    passages.push({ document, start, end, text: slice, counts, length: words.length })
    start = -1
  }
  for (const sentence of splitSentences(text)) {
    if (start >= 0 && sentence.end - start > passageChars) close()
    if (start < 0) start = sentence.start
    end = sentence.end
  }
  close()
  return passages
}

function idOf(document: number): string {
  return `d_${String(document).padStart(16, '0')}`
}
