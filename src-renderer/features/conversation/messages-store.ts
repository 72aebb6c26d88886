import { create } from 'zustand'
import type { CallOutcome, Message, Preview } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { announce } from '../../ui/announcer.tsx'
import { t } from '../../ui/strings/index.ts'
import { closeViewer } from '../evidence/viewer-store.ts'
import { applyAnswerEvent, toLive, type AnswerEvent, type LiveMessage } from './answer-reducer.ts'
import { spokenText } from './answer-text.ts'
import { ensureChat } from './chats-store.ts'
import { setDraft, useDrafts } from './draft-store.ts'

interface MessagesState {
  readonly byChat: Readonly<Record<string, readonly LiveMessage[]>>
  /** The question whose passages the evidence pane shows; null means the latest. */
  readonly focusedId: string | null
  readonly asking: boolean
}

export const useMessages = create<MessagesState>(() => ({ byChat: {}, focusedId: null, asking: false }))

const nothing: readonly LiveMessage[] = []

/** Events can overtake the answer of the call that started them; they wait here for their message. */
const early = new Map<string, AnswerEvent[]>()

export function useChatMessages(chatId: string | null): readonly LiveMessage[] {
  return useMessages((state) => (chatId === null ? nothing : (state.byChat[chatId] ?? nothing)))
}

/** The message whose passages are shown beside the conversation. */
export function useFocusedMessage(chatId: string | null): LiveMessage | null {
  const messages = useChatMessages(chatId)
  const focusedId = useMessages((state) => state.focusedId)
  return messages.find((message) => message.id === focusedId) ?? messages.at(-1) ?? null
}

export function focusMessage(messageId: string | null): void {
  useMessages.setState({ focusedId: messageId })
}

export function runningMessage(messages: readonly LiveMessage[]): LiveMessage | null {
  return messages.findLast((message) => message.state === 'running') ?? null
}

export async function loadMessages(matterId: string, chatId: string): Promise<void> {
  const loaded = await attempt('chats.messages', { matterId, chatId })
  if (loaded === undefined) return
  useMessages.setState(({ byChat }) => ({ byChat: { ...byChat, [chatId]: loaded.map(toLive) } }))
}

/** Chats that quoted a removed document say something else now: they are loaded again when they are next shown. */
export function forgetSettledChats(): void {
  useMessages.setState(({ byChat }) => ({ byChat: Object.fromEntries(Object.entries(byChat).filter(([, messages]) => runningMessage(messages) !== null)) }))
}

function insertMessage(chatId: string, message: Message, sentTo: LiveMessage['sentTo'] = null): void {
  const waiting = early.get(message.id) ?? []
  early.delete(message.id)
  const live = waiting.reduce(applyAnswerEvent, { ...toLive(message), sentTo: message.escalation ?? sentTo })
  useMessages.setState(({ byChat }) => {
    const others = (byChat[chatId] ?? nothing).filter((other) => other.id !== message.id)
    return { byChat: { ...byChat, [chatId]: [...others, live] }, focusedId: message.id }
  })
}

/** Asks in the selected chat (or a new one); true when the question was taken. */
export async function ask(matterId: string, question: string): Promise<boolean> {
  if (useMessages.getState().asking) return false
  useMessages.setState({ asking: true })
  try {
    const chatId = await ensureChat(matterId)
    if (chatId === undefined) return false
    const message = await attempt('chats.ask', { matterId, chatId, question })
    if (message === undefined) return false
    // The new question's evidence comes first, before a page of the last one.
    closeViewer()
    insertMessage(chatId, message)
    return true
  } finally {
    early.clear()
    useMessages.setState({ asking: false })
  }
}

/** Sends an approved preview and takes its question into the conversation; what arrives before the call's own answer is kept. */
export async function takeEscalated({ matterId, chatId, question, provider, model }: Preview, send: () => Promise<CallOutcome<'exit.approve'>>): Promise<CallOutcome<'exit.approve'>> {
  useMessages.setState({ asking: true })
  try {
    const outcome = await send()
    if (outcome.ok) {
      closeViewer()
      if (useDrafts.getState().byMatter[matterId]?.trim() === question) setDraft(matterId, '')
      insertMessage(chatId, outcome.value, { providerLabel: provider.label, model, route: provider.route })
    }
    return outcome
  } finally {
    early.clear()
    useMessages.setState({ asking: false })
  }
}

export async function stopAnswer(matterId: string, message: LiveMessage): Promise<void> {
  await attempt('chats.stop', { matterId, chatId: message.chatId, messageId: message.id })
}

/** Takes an event about an answer into the messages, and says aloud what a reader would see. */
export function receiveAnswerEvent(event: AnswerEvent): void {
  const { chatId, messageId } = event.payload
  const messages = useMessages.getState().byChat[chatId]
  const before = messages?.find((message) => message.id === messageId)
  if (messages === undefined || before === undefined) {
    if (useMessages.getState().asking) early.set(messageId, [...(early.get(messageId) ?? []), event])
    return
  }
  const after = applyAnswerEvent(before, event)
  if (after === before) return
  useMessages.setState(({ byChat }) => ({ byChat: { ...byChat, [chatId]: messages.map((message) => (message.id === messageId ? after : message)) } }))
  announceAnswer(event)
}

function announceAnswer(event: AnswerEvent): void {
  if (event.name === 'answer.evidence') announce(t.conversation.announceFound(event.payload.hits.length))
  if (event.name === 'answer.done') announce(t.conversation.announceDone(spokenText(event.payload.answer.text), event.payload.answer.citations.length))
  if (event.name === 'answer.stopped') announce(t.conversation.stopped)
  if (event.name === 'answer.failed') announce(event.payload.failure.message)
}
