import type { Exit } from '../egress/exit/exit.ts'
import type { RedactionMode } from '../egress/redact/redactor.ts'
import type { EventBus } from '../support/event-bus.ts'
import type { Log } from '../support/log.ts'
import { recordAnswer, recordPrompt } from '../ledger/record-answer.ts'
import type { Matters } from '../matters/create-matters.ts'
import type { OpenMatter } from '../matters/open-matter.ts'
import type { ChatModel } from '../model/llama/chat-model.ts'
import type { AppStore } from '../store/open-app-store.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import { createRetriever } from '../retrieve/create-retriever.ts'
import type { Retriever } from '../retrieve/retriever.ts'
import { answerQuestion } from './answer-question.ts'
import type { AnswerEvent } from './answer-events.ts'
import { type ChatSessions, createChatSessions, type EarlierTurn } from './chat-sessions.ts'
import { createEscalations, type Escalations } from './escalation/escalations.ts'
import { exitMatterOf } from './escalation/exit-matter.ts'

/** Where one matter's questions are answered: nothing on it can reach another matter. */
export interface MatterDesk extends AsyncDisposable {
  readonly matter: OpenMatter
  readonly retriever: Retriever
  readonly sessions: ChatSessions
  readonly escalations: Escalations
  /** One question, with a ledger row for each hop. `messageId` is null when no chat is stored. */
  answer(input: { question: string; history: readonly EarlierTurn[]; signal: AbortSignal; messageId: string | null }): AsyncIterable<AnswerEvent>
}

export interface MatterDesks extends AsyncDisposable {
  /** The desk of a matter; the matter is opened where needed, with its errors. */
  of(matterId: string): Promise<MatterDesk>
  /** Ends what is being answered in a matter, before it is deleted. */
  clear(matterId: string): Promise<void>
  /** Voids the previews of a matter, or of all, and ends what is being sent or received: it may no longer send. */
  closeExit(matterId: string | null): void
}

export interface MatterDesksOptions {
  readonly matters: Matters
  readonly embedder: Embedder
  readonly model: () => Promise<ChatModel>
  readonly events: EventBus
  readonly log: Log
  readonly exit: Exit
  readonly appStore: AppStore
  readonly redactionMode: () => Promise<RedactionMode>
}

export function createMatterDesks(options: MatterDesksOptions): MatterDesks {
  const desks = new Map<string, MatterDesk>()
  return {
    async of(matterId) {
      const matter = await options.matters.open(matterId)
      const known = desks.get(matterId)
      if (known) return known
      const desk = createDesk(matter, options)
      desks.set(matterId, desk)
      return desk
    },
    async clear(matterId) {
      const desk = desks.get(matterId)
      desks.delete(matterId)
      await desk?.[Symbol.asyncDispose]()
    },
    closeExit(matterId) {
      for (const [id, desk] of desks) if (matterId === null || id === matterId) desk.escalations.close()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...desks.values()].map((desk) => desk[Symbol.asyncDispose]()))
      desks.clear()
    },
  }
}

function createDesk(matter: OpenMatter, { embedder, model, events, log, exit, appStore, redactionMode }: MatterDesksOptions): MatterDesk {
  const { store } = matter
  const retriever = createRetriever({ index: matter.index, embedder, documents: store.reader })
  const answer: MatterDesk['answer'] = ({ messageId, ...request }) => recordAnswer(
    answerQuestion({ retriever, documents: store.reader, model, onPrompt: (turns) => recordPrompt(turns, store.ledger, messageId) }, request),
    store.ledger, messageId,
  )
  const sessions = createChatSessions({ matterId: matter.id, store, answer, emit: events.emit, log })
  const escalations = createEscalations({
    matterId: matter.id, exit, exitMatter: (messageId) => exitMatterOf(matter, { messageId, appStore }),
    sessions, retriever, documents: store.reader, model, ledger: store.ledger, redactionMode, emit: events.emit,
  })
  return {
    matter, retriever, sessions, escalations, answer,
    async [Symbol.asyncDispose]() {
      escalations.close()
      await sessions[Symbol.asyncDispose]()
    },
  }
}
