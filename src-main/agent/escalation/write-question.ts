import type { ChatModel, ChatTurn } from '../../model/llama/chat-model.ts'
import { AppError } from '../../support/errors.ts'
import { contentStems } from '../../support/content-words.ts'
import type { PastTurn } from '../prompt/answer-prompt.ts'

const instructions = [
  'You rewrite a question so that a stranger understands it without seeing any document or earlier message.',
  'Keep what is asked. Leave out names of people, companies and places, addresses, and reference numbers; say what they are instead ("a tenant", "the landlord").',
  'Do not answer the question. Reply with the rewritten question only.',
].join('\n')

const questionTokens = 120
/** UTF-16 units; a question that is longer has begun to answer itself. */
const questionLength = 600

export interface QuestionRequest {
  readonly question: string
  /** Earlier turns of the chat, oldest first; the last one tells what "it" means. */
  readonly history: readonly PastTurn[]
  readonly signal: AbortSignal
  /** Told of the prompt just before the model is given it (for the ledger). */
  readonly onPrompt?: (turns: readonly ChatTurn[]) => void
  readonly onProgress?: (done: number) => void
}

/**
 * Lets the local model write the question so that it stands alone and holds no document text. What it wrote may still
 * hold facts of the documents, so it is redacted and reviewed like everything else. Errors: `cancelled`, those of the model.
 */
export async function writeQuestion(model: ChatModel, { question, history, signal, onPrompt, onProgress }: QuestionRequest): Promise<string> {
  const past = history.at(-1)
  const earlier = past ? `Earlier question: ${past.question.slice(0, 300)}\nEarlier answer: ${past.answer.slice(0, 400)}\n` : ''
  const turns: ChatTurn[] = [{ role: 'system', text: instructions }, { role: 'user', text: `${earlier}Question: ${question.trim()}\nRewritten question:` }]
  onPrompt?.(turns)
  let pieces = 0
  onProgress?.(0)
  const run = await model.generate({ turns, maxTokens: questionTokens, signal, onText: () => onProgress?.(Math.min(0.99, (pieces += 1) / questionTokens)) })
  if (run.stoppedBy === 'abort') throw new AppError('cancelled')
  onProgress?.(1)
  const written = tidy(run.text)
  return isAboutTheSame(written, question) ? written : question.trim()
}

function tidy(text: string): string {
  const line = text.trim().split('\n')[0]?.replace(/^(?:rewritten )?question:\s*/iu, '').replaceAll(/^["“]|["”]$/gu, '').trim() ?? ''
  return line.slice(0, questionLength)
}

/** Small models sometimes write about something else; the person's own words are the better question then, and are reviewed as well. */
function isAboutTheSame(written: string, question: string): boolean {
  const asked = contentStems(question)
  return written !== '' && (asked.size === 0 || [...contentStems(written)].some((stem) => asked.has(stem)))
}
