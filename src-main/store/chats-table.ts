import { z } from 'zod'
import { type Chat, chatIdSchema, type Message } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import { newId } from '../support/ids.ts'
import type { MatterDatabase } from './matter-database.ts'
import { createMessagesTable, type MessagesTable } from './messages-table.ts'

const newChatTitle = 'New chat'
const titleLength = 60

const rowSchema = z.object({
  id: chatIdSchema, title: z.string(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), messageCount: z.number().int(),
})

/** The chats of one matter, the last used first. Errors: `not-found`. */
export interface ChatsTable {
  readonly messages: MessagesTable
  list(): Chat[]
  get(chatId: string): Chat
  create(): Chat
  rename(chatId: string, title: string): Chat
  /** Can be restored until the matter is opened the next time. */
  delete(chatId: string): void
  restore(chatId: string): Chat
  /** Stores the question; the first one also names the chat. `messageId` where one was given out before. */
  ask(chatId: string, question: string, messageId?: string): Message
  /** Called once when a matter is opened: deleted chats go for good, answers that a crash cut off are marked `interrupted`. */
  recover(): void
}

export function createChatsTable(database: MatterDatabase, matterId: string): ChatsTable {
  const messages = createMessagesTable(database)
  const select = `SELECT id, title, created_at AS createdAt, updated_at AS updatedAt,
    (SELECT count(*) FROM messages WHERE chat_id = chats.id) AS messageCount FROM chats`
  const now = (): string => new Date().toISOString()

  const changed = (changes: number): void => {
    if (changes === 0) throw new AppError('not-found')
  }
  const get = (chatId: string): Chat => {
    const row = database.get(rowSchema, `${select} WHERE id = ? AND deleted_at IS NULL`, chatId)
    if (!row) throw new AppError('not-found')
    return { ...row, matterId }
  }

  return {
    messages,
    get,
    list: () => database.all(rowSchema, `${select} WHERE deleted_at IS NULL ORDER BY updated_at DESC, rowid DESC`).map((row) => ({ ...row, matterId })),
    create() {
      const id = newId('c')
      database.run('INSERT INTO chats (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)', id, newChatTitle, now(), now())
      return get(id)
    },
    rename(chatId, title) {
      changed(database.run('UPDATE chats SET title = ? WHERE id = ? AND deleted_at IS NULL', title, chatId))
      return get(chatId)
    },
    delete: (chatId) => changed(database.run('UPDATE chats SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL', now(), chatId)),
    restore(chatId) {
      changed(database.run('UPDATE chats SET deleted_at = NULL WHERE id = ?', chatId))
      return get(chatId)
    },
    ask: (chatId, question, messageId) => database.transaction(() => {
      const chat = get(chatId)
      const title = chat.messageCount === 0 && chat.title === newChatTitle ? titleFrom(question) : chat.title
      database.run('UPDATE chats SET title = ?, updated_at = ? WHERE id = ?', title, now(), chatId)
      return messages.insert(chatId, question, messageId)
    }),
    recover: () => database.transaction(() => {
      database.run('DELETE FROM chats WHERE deleted_at IS NOT NULL')
      messages.interruptRunning()
    }),
  }
}

function titleFrom(question: string): string {
  const line = question.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= titleLength) return line
  const cut = line.slice(0, titleLength)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), titleLength / 2)).trimEnd()}…`
}
