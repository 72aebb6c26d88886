/** A word as an engine read it, before the page's text is put together. */
export interface ReadWord {
  readonly text: string
  /** 0–1. */
  readonly confidence: number
  /** In pixels of the picture that was read, from its top left. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Words of one line, paragraph and block share a number; words come in reading order. */
  readonly line: number
  readonly paragraph: number
  readonly block: number
}

/** How sure an engine was of a page: the mean over its words, each weighed by its length; 0 without words. */
export function meanConfidence(words: readonly ReadWord[]): number {
  let [sum, weight] = [0, 0]
  for (const { text, confidence } of words) {
    sum += confidence * text.length
    weight += text.length
  }
  return weight === 0 ? 0 : sum / weight
}
