import type { Hit, Page } from '../../src-preload/contract/index.ts'
import type { ChatModel, GenerateOptions } from '../../src-main/model/llama/chat-model.ts'
import type { Retriever } from '../../src-main/retrieve/retriever.ts'
import type { DocumentReader } from '../../src-main/store/ports.ts'
import { pageDefaults } from './page-defaults.ts'

export interface FakeDocument { readonly id: string; readonly name: string; readonly pages: readonly string[] }

export function fakeReader(documents: readonly FakeDocument[], coverage: Partial<ReturnType<DocumentReader['coverage']>> = {}): DocumentReader {
  const pageOf = (text: string, index: number): Page => ({ page: index + 1, label: null, text, headings: [], method: 'plain', confidence: 1, ...pageDefaults })
  return {
    documentName: (id) => documents.find((one) => one.id === id)?.name ?? null,
    page: (id, page) => documents.find((one) => one.id === id)?.pages.map(pageOf)[page - 1] ?? null,
    coverage: () => ({
      documents: documents.length, documentsFailed: 0, documentsPending: 0, pages: documents.reduce((sum, one) => sum + one.pages.length, 0), pagesWithoutText: 0, gaps: [], unreadPages: 0, doubtfulPages: 0, ...coverage,
    }),
  }
}

/** A hit on the whole of a page, whose best sentence begins at `sentence`. */
export function hitOn(document: FakeDocument, page: number, sentence: string, score = 0.9): Hit {
  const text = document.pages[page - 1] ?? ''
  const start = text.indexOf(sentence)
  if (start < 0) throw new Error('the fake page does not hold that sentence')
  return {
    passageId: `${document.id}:${page}:0`, documentId: document.id, documentName: document.name, page, pageLabel: null, start: 0, end: text.length,
    headingPath: [], text, score, bestSentence: { start, end: start + sentence.length },
  }
}

/** Answers from a script of questions; throws when it is asked for something unscripted. */
export function fakeRetriever(script: ReadonlyMap<string, readonly Hit[]>): Retriever & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    retrieve: (query) => {
      asked.push(query)
      const hits = script.get(query)
      return hits ? Promise.resolve(hits) : Promise.reject(new Error('unscripted query'))
    },
  }
}

export interface FakeModel extends ChatModel { readonly prompts: string[] }

/** Writes the scripted answers in order, a word at a time, and throws when they run out; decides as it is told. */
export function fakeModel(answers: readonly string[], options: { readonly tokensWithin?: number; readonly decision?: 'yes' | 'no' } = {}): FakeModel {
  const prompts: string[] = []
  const left = [...answers]
  return {
    prompts, id: 'fake', contextTokens: 4096,
    status: () => ({ modelId: 'fake', state: 'ready', contextTokens: 4096, prefillTokensPerSecond: 50, decodeTokensPerSecond: 20, failure: null }),
    countTokens: (text) => Math.ceil(text.length / 4),
    tokensWithin: () => options.tokensWithin ?? 450,
    generate: async ({ turns, onText, onPrefill, signal, oneOf }: GenerateOptions) => {
      prompts.push(turns.map(({ role, text }) => `${role}: ${text}`).join('\n'))
      const text = oneOf ? (options.decision ?? 'yes') : left.shift()
      if (text === undefined) throw new Error('unscripted answer')
      onPrefill?.(100, 100)
      let written = ''
      for (const word of text.split(/(?<= )/u)) {
        // The reader gets its turn between words, as with a real model.
        await new Promise((resolve) => setImmediate(resolve))
        if (signal?.aborted) break
        written += word
        onText?.(word)
      }
      return {
        text: written, promptTokens: 100, cachedTokens: 0, outputTokens: 10, firstTokenMs: 1, totalMs: 2, confidence: oneOf ? 0.9 : null,
        stoppedBy: signal?.aborted ? 'abort' as const : 'end' as const,
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
