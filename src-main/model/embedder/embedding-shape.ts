/** What the weights were trained with; the position table would take 512, but nothing longer was seen in training. */
export const maxTokens = 256
/** The hidden size of MiniLM-L6. */
export const dimensions = 384

/** Changes whenever vectors would: weights, quantization, pooling, tokens. Stored with every passage. */
export function embedderIdOf(modelId: string): string {
  return `${modelId}/int8/mean/${maxTokens}`
}
