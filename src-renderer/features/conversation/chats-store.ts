import { create } from 'zustand'
import type { Chat } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { showView } from '../frame/app-store.ts'

interface ChatsState {
  readonly matterId: string | null
  readonly chats: readonly Chat[]
  /** Null: a new conversation that is stored with its first question. */
  readonly selectedId: string | null
}

export const useChats = create<ChatsState>(() => ({ matterId: null, chats: [], selectedId: null }))

export function chatTitle(chat: Chat): string {
  return chat.title.trim() === '' ? t.chats.untitled : chat.title
}

/** Newest first. */
function sortChats(chats: readonly Chat[]): Chat[] {
  return [...chats].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
}

/** Loads a matter's conversations; on the first load of a matter the latest one is opened. */
export async function loadChats(matterId: string): Promise<void> {
  const switching = useChats.getState().matterId !== matterId
  if (switching) useChats.setState({ matterId, chats: [], selectedId: null })
  const loaded = await attempt('chats.list', { matterId })
  if (loaded === undefined || useChats.getState().matterId !== matterId) return
  const chats = sortChats(loaded)
  useChats.setState(({ selectedId }) => {
    if (switching) return { chats, selectedId: chats[0]?.id ?? null }
    return { chats, selectedId: chats.some((chat) => chat.id === selectedId) ? selectedId : null }
  })
}

export function selectChat(chatId: string | null): void {
  useChats.setState({ selectedId: chatId })
  showView('conversation')
}

/** The chat to ask in: the selected one, or a new one. */
export async function ensureChat(matterId: string): Promise<string | undefined> {
  const { selectedId } = useChats.getState()
  if (selectedId !== null) return selectedId
  const chat = await attempt('chats.create', { matterId })
  if (chat === undefined) return undefined
  useChats.setState(({ chats }) => ({ chats: [chat, ...chats.filter((other) => other.id !== chat.id)], selectedId: chat.id }))
  return chat.id
}

export async function renameChat(chat: Chat, title: string): Promise<boolean> {
  const renamed = await attempt('chats.rename', { matterId: chat.matterId, chatId: chat.id, title })
  if (renamed !== undefined) await loadChats(chat.matterId)
  return renamed !== undefined
}

/** Deletes at once and offers the way back. */
export async function deleteChat(chat: Chat): Promise<void> {
  const ids = { matterId: chat.matterId, chatId: chat.id }
  if ((await attempt('chats.delete', ids)) === undefined) return
  const wasSelected = useChats.getState().selectedId === chat.id
  useChats.setState(({ chats, selectedId }) => ({ chats: chats.filter((other) => other.id !== chat.id), selectedId: selectedId === chat.id ? null : selectedId }))
  const undo = async (): Promise<void> => {
    if ((await attempt('chats.restore', ids)) === undefined) return
    await loadChats(chat.matterId)
    if (wasSelected) selectChat(chat.id)
    notify(t.chats.restored)
  }
  notify(t.chats.deleted(chatTitle(chat)), { label: t.common.undo, run: () => { void undo() } })
}
