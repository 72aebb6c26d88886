import { createHash } from 'node:crypto'
import { type Hit, thisMachine } from '../../src-preload/contract/index.ts'
import type { AnswerEvent } from '../agent/answer-events.ts'
import type { ChatTurn } from '../model/llama/chat-model.ts'
import type { Ledger, NewHop } from './ledger.ts'

/** Writes a ledger row for each hop of an answer: what was retrieved, what was prompted, what was stored. Counts and hashes only. */
export async function* recordAnswer(events: AsyncIterable<AnswerEvent>, ledger: Ledger, messageId: string | null): AsyncGenerator<AnswerEvent> {
  for await (const event of events) {
    if (event.kind === 'evidence') recordRetrieval(event.hits, ledger, messageId)
    if (event.kind === 'done' && messageId !== null) ledger.append(hop('store', [event.answer.text], messageId))
    yield event
  }
}

/** A ledger row for passages that were looked up. */
export function recordRetrieval(hits: readonly Hit[], ledger: Ledger, messageId: string | null): void {
  ledger.append(hop('retrieval', hits.map((hit) => hit.text), messageId))
}

/** A ledger row for a prompt that the local model is given. */
export function recordPrompt(turns: readonly ChatTurn[], ledger: Ledger, messageId: string | null): void {
  ledger.append(hop('local-prompt', turns.map((turn) => turn.text), messageId))
}

function hop(kind: NewHop['kind'], texts: readonly string[], messageId: string | null): NewHop {
  const hash = createHash('sha256')
  let bytes = 0
  for (const text of texts) {
    const encoded = Buffer.from(text, 'utf8')
    bytes += encoded.byteLength
    hash.update(encoded)
  }
  return { kind, destination: thisMachine, bytes, items: texts.length, sha256: hash.digest('hex'), messageId, detail: null }
}
