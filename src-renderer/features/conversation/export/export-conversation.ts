import type { Answer, Message } from '../../../../src-preload/contract/index.ts'
import { t } from '../../../ui/strings/index.ts'
import { answerBlocks, Notes, uncheckedBlocks } from './answer-blocks.ts'
import { plainRun, type ExportBlock, type ExportDocument } from './export-model.ts'

export type ExportedMessage = Pick<Message, 'question' | 'createdAt' | 'state' | 'partialText' | 'answer' | 'failure' | 'escalation'>

export interface ExportSource {
  readonly matterName: string
  /** The heading of the file; null where its only question is. */
  readonly title: string | null
  readonly messages: readonly ExportedMessage[]
  /** What a model is called, by its id. */
  readonly modelLabel: (id: string) => string
}

const paragraph = (text: string, emphasis = false): ExportBlock => ({ kind: 'paragraph', runs: [plainRun(text, { emphasis })] })
const heading = (level: number, text: string): ExportBlock => ({ kind: 'heading', level, runs: [plainRun(text.replaceAll(/\s+/g, ' ').trim())] })

/** Who answered and where, in one line. */
function facts({ createdAt, answer, escalation }: ExportedMessage, modelLabel: ExportSource['modelLabel']): string {
  const asked = t.export.asked(createdAt)
  if (escalation !== null) return `${asked} ${t.export.elsewhere(escalation)}`
  return answer === null ? asked : `${asked} ${t.export.here(modelLabel(answer.modelId))}`
}

/** What the answer did not see; the pages are named, as many as there are. */
function notRead({ caveats, unseen = [] }: Answer, level: number): ExportBlock[] {
  if (caveats.length === 0 && unseen.length === 0) return []
  const lines = [...caveats, ...unseen.map((each) => t.export.pagesNotRead(each.documentName, each.pages))]
  return [heading(level, t.export.notRead), { kind: 'list', first: null, items: lines.map((line) => [paragraph(line)]) }]
}

function reply(message: ExportedMessage, notes: Notes, level: number): ExportBlock[] {
  const { answer, state, partialText, failure } = message
  if (answer !== null && state === 'done') {
    const words = answer.refused ? uncheckedBlocks(answer.text, level) : answerBlocks(answer, notes, level)
    const unchecked = !answer.refused && answer.sentences.length === 0 ? [paragraph(t.export.unchecked, true)] : []
    return [...(answer.refused && !answer.text.startsWith(t.conversation.refusedTitle) ? [paragraph(`${t.conversation.refusedTitle}.`)] : []), ...words, ...unchecked, ...notRead(answer, level + 1)]
  }
  const note = state === 'failed' ? `${t.conversation.failed}. ${failure?.message ?? t.failure.unexpected}` : state === 'running' ? t.export.stillWriting
    : state === 'interrupted' ? t.conversation.interrupted : partialText === '' ? t.conversation.stoppedEmpty : t.conversation.stopped
  return [...uncheckedBlocks(partialText, level), paragraph(note, true)]
}

/** One answer or a whole conversation as it is written into a file: what was asked, when, who answered where, every quote, and what was not read. */
export function exportConversation({ matterName, title, messages, modelLabel }: ExportSource): ExportDocument {
  const notes = new Notes()
  const level = title === null ? 1 : 2
  const turns = messages.flatMap((message) => [heading(level, message.question), paragraph(facts(message, modelLabel), true), ...reply(message, notes, level)])
  const name = title ?? messages[0]?.question ?? matterName
  const head = title === null ? [] : [heading(1, title)]
  return { title: name, blocks: [...head, ...turns, { kind: 'rule' }, paragraph(t.export.from(matterName), true), ...(notes.all.length > 0 ? [paragraph(t.export.checked, true)] : [])], notes: notes.all }
}
