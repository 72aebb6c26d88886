/** Turns texts into unit-length vectors. Implementations run in worker threads and are shared by all matters. */
export interface Embedder extends AsyncDisposable {
  /** Changes whenever vectors would: model id, quantization, pooling, prefix. Stored with every passage. */
  readonly id: string
  readonly dimensions: number
  /** Texts beyond this many tokens are cut by the model. */
  readonly maxTokens: number
  /** Vectors in the order of `texts`; `query` calls go ahead of `passage` calls that are waiting. Errors: `embedder-failed`, `cancelled`. */
  embed(texts: readonly string[], options: { readonly kind: 'query' | 'passage'; readonly signal?: AbortSignal }): Promise<Float32Array[]>
}
