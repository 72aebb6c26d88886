import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp'

export interface ChosenString { readonly text: string; readonly probability: number; readonly evaluatedTokens: number }

/**
 * Picks the one of `options` that the model finds likeliest, by comparing logits where the options part ways: the
 * same outcome as a grammar with greedy decoding, mostly from one evaluation, and with a probability beside it.
 * @param pending tokens not evaluated yet; the last of them is what the choice follows.
 */
export async function chooseString(model: LlamaModel, sequence: LlamaContextSequence, pending: readonly Token[], options: readonly string[], signal: AbortSignal): Promise<ChosenString> {
  const end = model.tokens.eot ?? model.tokens.eos
  let left = options.map((text) => ({ text, tokens: [...model.tokenize(text), ...(end === null ? [] : [end])] }))
  let input = [...pending]
  let probability = 1
  let evaluatedTokens = 0
  for (let depth = 0; left.length > 1; depth++) {
    const branches = new Map<Token, typeof left>()
    for (const option of left) {
      const token = option.tokens[depth]
      if (token !== undefined) branches.set(token, [...(branches.get(token) ?? []), option])
    }
    if (branches.size === 0) break
    let next = [...branches.keys()][0]
    if (branches.size > 1) {
      signal.throwIfAborted()
      const logits = await nextLogits(sequence, input, [...branches.keys()])
      evaluatedTokens += input.length
      input = []
      const ranked = [...branches.keys()].sort((a, b) => (logits.get(b) ?? -Infinity) - (logits.get(a) ?? -Infinity))
      next = ranked[0]
      const best = (next === undefined ? undefined : logits.get(next)) ?? 0
      probability /= ranked.reduce((sum, token) => sum + Math.exp((logits.get(token) ?? -Infinity) - best), 0)
    }
    if (next === undefined) break
    left = branches.get(next) ?? []
    input.push(next)
  }
  return { text: left[0]?.text ?? '', probability, evaluatedTokens }
}

async function nextLogits(sequence: LlamaContextSequence, input: readonly Token[], candidates: readonly Token[]): Promise<Map<Token, number>> {
  const last = input.length - 1
  const output = await sequence.controlledEvaluate(input.map((token, index) =>
    index === last ? [token, { generateNext: { logits: { filter: { tokens: candidates } } } }] : token))
  return output[last]?.next.logits ?? new Map()
}
