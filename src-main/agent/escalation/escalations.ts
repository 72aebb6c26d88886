import type { CallInput, Escalation, ExitStatus, Hit, Message, Preview, PreviewEdit, Provider } from '../../../src-preload/contract/index.ts'
import type { Exit, ExitMatter } from '../../egress/exit/exit.ts'
import type { ApprovedPreview } from '../../egress/exit/stages.ts'
import type { RedactionMode } from '../../egress/redact/redactor.ts'
import { recordAnswer, recordPrompt, recordRetrieval } from '../../ledger/record-answer.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ChatModel } from '../../model/llama/chat-model.ts'
import type { Retriever } from '../../retrieve/retriever.ts'
import type { DocumentReader } from '../../store/ports.ts'
import type { EventBus } from '../../support/event-bus.ts'
import { AppError } from '../../support/errors.ts'
import { newId } from '../../support/ids.ts'
import type { AnswerEvent } from '../answer-events.ts'
import type { ChatSessions } from '../chat-sessions.ts'
import type { EvidenceWindow } from '../evidence/evidence-window.ts'
import { buildProposal } from './build-proposal.ts'
import { finishEscalation } from './finish-escalation.ts'

export type EscalationInput = Omit<CallInput<'exit.propose'>, 'matterId' | 'providerId'> & { readonly provider: Provider }

/** The escalations of one matter: proposed, reviewed, and, once approved, messages of its chats like any other. */
export interface Escalations {
  status(): ExitStatus
  /** Builds a request and its preview; sends nothing. A newer proposal of the same chat ends an unfinished one. Errors: those of retrieval, of the local model and of `Exit.propose`. */
  propose(input: EscalationInput): Promise<Preview>
  /** Ends what is being proposed for a chat. Does nothing when it is done. */
  cancel(chatId: string): void
  /** Errors: those of `Exit.revise`. */
  revise(previewId: string, edits: readonly PreviewEdit[]): Promise<Preview>
  /** Sends what was approved, and stores the question; the reply follows as events. Errors: `busy`, `not-found`, those of `Exit.approve`. */
  approve(previewId: string, approvalHash: string): Message
  withdraw(previewId: string): void
  /** No preview of this matter can be approved any more, what is being proposed ends, and so do replies that are still coming. */
  close(): void
}

export interface EscalationsOptions {
  readonly matterId: string
  readonly exit: Exit
  /** The matter as the exit sees it; rows of the ledger that come of it name the message. */
  readonly exitMatter: (messageId: string | null) => ExitMatter
  readonly sessions: ChatSessions
  readonly retriever: Retriever
  readonly documents: DocumentReader
  readonly model: () => Promise<ChatModel>
  readonly ledger: Ledger
  /** Errors: `model-not-installed` when what it needs is not on this machine. */
  readonly redactionMode: () => Promise<RedactionMode>
  readonly emit: EventBus['emit']
}

/** What belongs to a preview and is not the exit's business. */
interface Draft { readonly messageId: string; readonly preview: Preview; readonly windows: readonly EvidenceWindow[]; readonly hits: readonly Hit[]; readonly evidenceMs: number }

export function createEscalations(options: EscalationsOptions): Escalations {
  const { matterId, exit, exitMatter, sessions, retriever, documents, model, ledger, emit } = options
  const drafts = new Map<string, Draft>()
  const proposing = new Map<string, AbortController>()
  const forgetExpired = (): void => {
    for (const [id, { preview }] of drafts) if (Date.parse(preview.expiresAt) < Date.now()) drafts.delete(id)
  }

  /** The reply, with the rows of what is stored; before a failure goes on, the message learns what was really sent. */
  async function* reply(draft: Draft, approved: ApprovedPreview, escalation: Escalation, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const { messageId, preview, windows, evidenceMs } = draft
    try {
      const answer = finishEscalation(exit.send(exitMatter(messageId), approved, signal), { question: preview.question, windows, documents, escalation, evidenceMs })
      yield* recordAnswer(answer, ledger, messageId)
    } catch (error) {
      const rows = ledger.forMessage(messageId)
      const bytes = (kind: 'send' | 'receive'): number => rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.bytes, 0)
      yield { kind: 'escalation', escalation: { ...escalation, bytesSent: bytes('send'), bytesReceived: bytes('receive') } }
      throw error
    }
  }

  return {
    status: () => exit.status(exitMatter(null)),
    async propose({ chatId, question, mode, provider, model: modelName, withEarlierTurns }) {
      forgetExpired()
      const history = sessions.history(chatId)
      sessions.check(chatId)
      proposing.get(chatId)?.abort()
      const abort = new AbortController()
      proposing.set(chatId, abort)
      const { signal } = abort
      const messageId = newId('a')
      try {
        const redactionMode = await options.redactionMode()
        const built = await buildProposal(
          { retriever, documents, model, onRetrieved: (hits) => recordRetrieval(hits, ledger, messageId), onPrompt: (turns) => recordPrompt(turns, ledger, messageId) },
          { matterId, chatId, question, mode, provider, model: modelName, history, withEarlierTurns, signal, onProgress: (stage, done) => emit('exit.progress', { chatId, stage, done }) },
        )
        signal.throwIfAborted()
        const preview = await exit.propose(exitMatter(messageId), built.proposal, { mode: redactionMode, signal, onProgress: (stage, done) => emit('exit.progress', { chatId, stage, done }) })
        drafts.set(preview.id, { messageId, preview, windows: built.windows, hits: built.hits, evidenceMs: built.evidenceMs })
        return preview
      } finally {
        if (proposing.get(chatId) === abort) proposing.delete(chatId)
      }
    },
    cancel: (chatId) => proposing.get(chatId)?.abort(),
    async revise(previewId, edits) {
      const draft = drafts.get(previewId)
      const preview = await exit.revise(exitMatter(draft?.messageId ?? null), previewId, edits, AbortSignal.timeout(reviseTimeoutMs))
      drafts.delete(previewId)
      if (draft) drafts.set(preview.id, { ...draft, preview })
      return preview
    },
    approve(previewId, approvalHash) {
      const draft = drafts.get(previewId)
      // Asked before the approval is used up, so that a chat that is busy costs no second review.
      if (draft) sessions.check(draft.preview.chatId)
      const approved = exit.approve(exitMatter(draft?.messageId ?? null), previewId, approvalHash)
      drafts.delete(previewId)
      if (!draft) throw new AppError('approval-void')
      const { messageId, preview, hits } = draft
      const escalation = escalationOf(preview)
      return sessions.escalate({ chatId: preview.chatId, messageId, question: preview.question, hits, escalation, reply: (signal) => reply(draft, approved, escalation, signal) })
    },
    withdraw(previewId) {
      exit.withdraw(exitMatter(drafts.get(previewId)?.messageId ?? null), previewId)
      drafts.delete(previewId)
    },
    close() {
      exit.voidAll(matterId)
      drafts.clear()
      for (const abort of proposing.values()) abort.abort()
      sessions.stopEscalations()
    },
  }
}

const reviseTimeoutMs = 120_000

/** Until the ledger tells otherwise it is taken to have been sent: a crash must not make it look as if nothing had left. */
function escalationOf({ provider, model, mode, request }: Preview): Escalation {
  return {
    providerLabel: provider.label, host: new URL(request.url).host, hosting: provider.hosting, route: provider.route, model, mode,
    bytesSent: request.bytes, bytesReceived: 0, inputTokens: null, outputTokens: null, costUsd: null,
  }
}
