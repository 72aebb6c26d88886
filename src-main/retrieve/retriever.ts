import type { Hit } from '../../src-preload/contract/index.ts'

/** Hybrid retrieval inside one matter. */
export interface Retriever {
  /** The best passages for a question, best first, each with its best sentence. An empty list when the matter has no passages. */
  retrieve(query: string, options: { readonly k: number; readonly signal?: AbortSignal }): Promise<readonly Hit[]>
}
