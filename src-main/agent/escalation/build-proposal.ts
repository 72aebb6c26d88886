import type { Hit } from '../../../src-preload/contract/index.ts'
import { Proposal, type ProposalInput } from '../../egress/exit/stages.ts'
import type { ChatModel, ChatTurn } from '../../model/llama/chat-model.ts'
import type { Retriever } from '../../retrieve/retriever.ts'
import type { DocumentReader } from '../../store/ports.ts'
import type { EvidenceWindow } from '../evidence/evidence-window.ts'
import { packEvidence } from '../evidence/pack-evidence.ts'
import type { PastTurn } from '../prompt/answer-prompt.ts'
import { retrievalQuery } from '../prompt/retrieval-query.ts'
import { escalationParts } from './escalation-prompt.ts'
import { writeQuestion } from './write-question.ts'

export interface ProposalDeps {
  readonly retriever: Retriever
  readonly documents: DocumentReader
  /** Only asked for in mode `question-only`. */
  readonly model: () => Promise<ChatModel>
  readonly onRetrieved?: (hits: readonly Hit[]) => void
  readonly onPrompt?: (turns: readonly ChatTurn[]) => void
}

export interface EscalationRequest extends Omit<ProposalInput, 'parts'> {
  /** Earlier turns of the chat, oldest first: they help to search here in any case. */
  readonly history: readonly PastTurn[]
  /** Whether they are sent as well. */
  readonly withEarlierTurns: boolean
  readonly signal: AbortSignal
  readonly onProgress?: (stage: 'writing-question', done: number) => void
}

/** What would be asked, and the evidence that its answer will be checked against. */
export interface BuiltProposal {
  readonly proposal: Proposal
  readonly windows: readonly EvidenceWindow[]
  readonly hits: readonly Hit[]
  readonly evidenceMs: number
}

const hitsWanted = 24
/** These go along whatever their relevance; others only if they are at least this share as relevant as the best. */
const hitsAlways = 4
const leastShareOfBest = 0.05
/** For a large model far more than the local one reads is no burden; what is sent beyond the answer only costs privacy and money. */
const excerptTokens = 3000
/** Counted without any model's tokenizer, so that the excerpts are the same whichever model is loaded; English has about 4 characters a token. */
const charactersPerToken = 4

/**
 * Gathers what an escalation would say, in the clear and for this machine's eyes. The same matter, chat and question make
 * the same parts. Errors: those of retrieval; in mode `question-only` those of the local model; `cancelled`.
 */
export async function buildProposal(deps: ProposalDeps, { history, withEarlierTurns, signal, onProgress, ...request }: EscalationRequest): Promise<BuiltProposal> {
  const { question, mode } = request
  if (mode === 'question-only') {
    const options = { question, history, signal, ...(deps.onPrompt ? { onPrompt: deps.onPrompt } : {}), onProgress: (done: number) => onProgress?.('writing-question', done) }
    const written = await writeQuestion(await deps.model(), options)
    return { proposal: new Proposal({ ...request, parts: escalationParts({ windows: [], earlier: [], question: written }) }), windows: [], hits: [], evidenceMs: 0 }
  }
  const begunAt = performance.now()
  const found = await deps.retriever.retrieve(retrievalQuery(question, history), { k: hitsWanted, signal })
  const evidenceMs = performance.now() - begunAt
  deps.onRetrieved?.(found)
  // In a small matter everything is found for every question; what has nothing to do with it stays here.
  const hits = found.filter(({ score }, index) => index < hitsAlways || score >= leastShareOfBest * (found[0]?.score ?? 0))
  const countTokens = (window: EvidenceWindow): number => Math.ceil(window.text.length / charactersPerToken) + 20
  const windows = packEvidence({ question, hits, documents: deps.documents, budgetTokens: excerptTokens, countTokens, kept: [] })
  const parts = escalationParts({ windows, earlier: withEarlierTurns ? history : [], question })
  return { proposal: new Proposal({ ...request, parts }), windows, hits, evidenceMs }
}
