import type { LlamaModel, Token } from 'node-llama-cpp'

/** Turns tokens into text pieces; bytes of an unfinished character are held back until it is whole. */
export interface TextStream {
  push(token: Token): string
  /** What is still held back when generation ends; an unfinished character is dropped. */
  text(): string
}

const replacement = '\uFFFD'

export function createTextStream(model: Pick<LlamaModel, 'detokenize'>, preceding: readonly Token[]): TextStream {
  const before = preceding.slice(-4)
  let pending: Token[] = []
  let context: readonly Token[] = before
  let whole = ''
  return {
    push(token) {
      pending.push(token)
      const piece = model.detokenize(pending, false, context)
      // A character has at most four bytes; after four tokens a replacement character is really in the text.
      if (piece.endsWith(replacement) && pending.length < 4) return ''
      context = [...context, ...pending].slice(-4)
      pending = []
      whole += piece
      return piece
    },
    text: () => whole,
  }
}
