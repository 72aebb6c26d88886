import type { Chat } from '../../../../src-preload/contract/index.ts'
import { attempt } from '../../../client/bridge.ts'
import { saveFile } from '../../../client/save-file.ts'
import { t } from '../../../ui/strings/index.ts'
import { notify } from '../../../ui/toast-store.ts'
import { selectedMatterId, useMatters } from '../../matters/matters-store.ts'
import { useModels } from '../../models/models-store.ts'
import { chatTitle, useChats } from '../chats-store.ts'
import { exportConversation, type ExportedMessage } from './export-conversation.ts'
import { toDocx } from './to-docx.ts'
import { toMarkdown } from './to-markdown.ts'

export type ExportFormat = 'markdown' | 'docx'

const endings: Readonly<Record<ExportFormat, string>> = { markdown: 'md', docx: 'docx' }
const longestName = 80

/** A name that every file system takes: no signs that one of them forbids, and not too long. */
export function exportFileName(title: string, format: ExportFormat): string {
  // oxlint-disable-next-line no-control-regex
  const plain = title.replaceAll(/[\u0000-\u001F\u007F<>:"/\\|?*]+/g, ' ').replaceAll(/\s+/g, ' ').trim()
  const short = [...plain].slice(0, longestName).join('').replace(/[. ]+$/, '').replace(/^[. ]+/, '')
  return `${short === '' ? 'Strongroom' : short}.${endings[format]}`
}

function save(title: string | null, messages: readonly ExportedMessage[], format: ExportFormat): void {
  const matterId = selectedMatterId()
  const matterName = useMatters.getState().matters.find((each) => each.id === matterId)?.name ?? ''
  const { models } = useModels.getState()
  const file = exportConversation({ matterName, title, messages, modelLabel: (id) => models.find((each) => each.id === id)?.label ?? id })
  const fileName = exportFileName(file.title, format)
  if (format === 'markdown') saveFile({ fileName, mediaType: 'text/markdown', content: toMarkdown(file) })
  else saveFile({ fileName, mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', content: toDocx(file) })
}

/** Writes one answer into a file. */
export function saveAnswer(message: ExportedMessage, format: ExportFormat): void {
  save(null, [message], format)
}

/** Writes a conversation into a file, with every question of it. */
export async function saveConversation(chat: Chat, format: ExportFormat): Promise<void> {
  const messages = await attempt('chats.messages', { matterId: chat.matterId, chatId: chat.id })
  if (messages === undefined) return
  if (messages.length === 0) notify(t.export.nothing)
  else save(chatTitle(chat), messages, format)
}

/** Writes the conversation on screen into a file. */
export async function saveOpenConversation(format: ExportFormat): Promise<void> {
  const { selectedId, chats } = useChats.getState()
  const chat = chats.find((each) => each.id === selectedId)
  if (chat === undefined) notify(t.export.nothing)
  else await saveConversation(chat, format)
}
