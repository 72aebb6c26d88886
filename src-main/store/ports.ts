/** A passage as stored in LanceDB, without its vector. */
export interface StoredPassage {
  /** `${documentId}:${page}:${start}` */
  readonly passageId: string
  readonly documentId: string
  readonly page: number
  readonly start: number
  readonly end: number
  readonly headingPath: readonly string[]
  readonly text: string
}

export interface ScoredPassage extends StoredPassage {
  /** Cosine similarity for vector search, BM25 for full text. */
  readonly score: number
}

/** Search over one matter's committed passages. */
export interface PassageIndex {
  count(): Promise<number>
  /** Nearest by cosine similarity, best first. `vector` has the embedder's dimensions. */
  vectorSearch(vector: Float32Array, k: number): Promise<ScoredPassage[]>
  /** BM25 over passage text, best first. Query syntax characters have no meaning. */
  textSearch(query: string, k: number): Promise<ScoredPassage[]>
}

/** What answering needs to know of a matter's documents. */
export interface DocumentReader {
  documentName(documentId: string): string | null
  /** The stored page; null when the document or page is gone. */
  page(documentId: string, page: number): import('../../src-preload/contract/index.ts').Page | null
  coverage(): MatterCoverage
}

/** How much of a matter an answer could see. Older versions of documents do not count. */
export interface MatterCoverage {
  readonly documents: number
  readonly documentsFailed: number
  readonly documentsPending: number
  readonly pages: number
  readonly pagesWithoutText: number
  /** Pages that could not be read, or not yet, and pages whose text is in doubt; the first few hundred, in order. */
  readonly gaps: readonly { readonly documentId: string; readonly documentName: string; readonly page: number; readonly doubtful: boolean }[]
  readonly unreadPages: number
  readonly doubtfulPages: number
}
