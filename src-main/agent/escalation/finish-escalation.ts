import type { Answer, Escalation } from '../../../src-preload/contract/index.ts'
import type { ExitEvent } from '../../egress/exit/exit.ts'
import type { DocumentReader } from '../../store/ports.ts'
import type { AnswerEvent } from '../answer-events.ts'
import { composeAnswer } from '../compose-answer.ts'
import type { EvidenceWindow } from '../evidence/evidence-window.ts'
import { coverageCaveats, saysNothingFound, unseenPages } from '../refusal.ts'

export interface EscalatedQuestion {
  readonly question: string
  readonly windows: readonly EvidenceWindow[]
  readonly documents: DocumentReader
  /** As known before anything is sent. */
  readonly escalation: Escalation
  readonly evidenceMs: number
  /** Milliseconds; for tests. */
  readonly now?: () => number
}

/** What is said beneath an answer that no document carries: it is shown as it came, because marking every sentence would say no more. */
const notFromDocuments = 'No document was sent with this question. The answer is what the provider’s model knows; nothing of it was checked.'
const cutShort: Partial<Record<Extract<ExitEvent, { kind: 'end' }>['stoppedBy'], string>> = {
  length: 'The provider’s model reached its length limit: the answer is cut short.',
  refused: 'The provider’s model declined to go on.',
  other: 'The provider ended the answer without saying why; it may be incomplete.',
}
const placeholderForm = /\[[A-Z]+(?:[_-][A-Z]+)*_\d+\]/u

/**
 * Turns the reply of an escalation, names restored, into an answer: its sentences are held against the same excerpts that
 * were sent, as those of the local model are. Errors: those of the exit.
 */
export async function* finishEscalation(reply: AsyncIterable<ExitEvent>, { question, windows, documents, escalation, evidenceMs, now = () => performance.now() }: EscalatedQuestion): AsyncGenerator<AnswerEvent> {
  const begunAt = now()
  let written = ''
  let firstTokenMs: number | null = null
  for await (const event of reply) {
    if (event.kind === 'text') {
      firstTokenMs ??= now() - begunAt
      written += event.delta
      yield event
      continue
    }
    const { kind: _, stoppedBy, ...took } = event
    yield { kind: 'escalation', escalation: { ...escalation, ...took } }
    const asItCame = { text: written.trim(), sentences: [], citations: [] }
    const checked = windows.length > 0 ? composeAnswer({ written, question, windows, documents }) : asItCame
    const refused = checked.sentences.length > 0 && checked.sentences.every(({ text }) => saysNothingFound(text))
    const { text, sentences, citations } = refused ? asItCame : checked
    const answer: Answer = {
      text,
      sentences: [...sentences],
      citations: [...citations],
      refused,
      timings: { evidenceMs, firstTokenMs, totalMs: now() - begunAt, promptTokens: took.inputTokens ?? 0, cachedTokens: 0, outputTokens: took.outputTokens ?? 0 },
      modelId: escalation.model,
      unseen: windows.length > 0 ? unseenPages(documents.coverage()) : [],
      caveats: [
        ...(windows.length > 0 ? coverageCaveats(documents.coverage()) : [notFromDocuments]),
        ...(cutShort[stoppedBy] ? [cutShort[stoppedBy]] : []),
        ...(placeholderForm.test(written) ? ['The answer names a placeholder that was never sent. It stands for nobody in your documents.'] : []),
      ],
    }
    yield { kind: 'done', answer }
  }
}
