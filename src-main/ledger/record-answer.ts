import { createHash } from 'node:crypto'
import type { AnswerEvent } from '../agent/answer-events.ts'
import type { ChatModel, GenerateOptions } from '../model/llama/chat-model.ts'
import type { Ledger, NewHop } from './ledger.ts'

const thisMachine = 'this machine'

/** Writes a ledger row for each hop of an answer: what was retrieved, what was prompted, what was stored. Counts and hashes only. */
export async function* recordAnswer(events: AsyncIterable<AnswerEvent>, ledger: Ledger, messageId: string | null): AsyncGenerator<AnswerEvent> {
  for await (const event of events) {
    if (event.kind === 'evidence') ledger.append(hop('retrieval', event.hits.map((hit) => hit.text), messageId))
    if (event.kind === 'done' && messageId !== null) ledger.append(hop('store', [event.answer.text], messageId))
    yield event
  }
}

/** The same model, with a ledger row for each prompt that it is given. */
export function recordPrompts(model: ChatModel, ledger: Ledger, messageId: string | null): ChatModel {
  return {
    id: model.id,
    contextTokens: model.contextTokens,
    status: () => model.status(),
    countTokens: (text) => model.countTokens(text),
    tokensWithin: (ms) => model.tokensWithin(ms),
    generate(options: GenerateOptions) {
      ledger.append(hop('local-prompt', options.turns.map((turn) => turn.text), messageId))
      return model.generate(options)
    },
    // The slot owns the model; a view of it must not take it away from others.
    [Symbol.asyncDispose]: async () => {},
  }
}

function hop(kind: NewHop['kind'], texts: readonly string[], messageId: string | null): NewHop {
  const hash = createHash('sha256')
  let bytes = 0
  for (const text of texts) {
    const encoded = Buffer.from(text, 'utf8')
    bytes += encoded.byteLength
    hash.update(encoded)
  }
  return { kind, destination: thisMachine, bytes, items: texts.length, sha256: hash.digest('hex'), messageId }
}
