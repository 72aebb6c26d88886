import { z } from 'zod'
import { type Answer, answerSchema, chatIdSchema, type Escalation, escalationSchema, type Failure, type Hit, hitSchema, type Message, messageIdSchema, messageStateSchema } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import { newId } from '../support/ids.ts'
import { type GoneDocuments, withoutDocuments } from './forget-documents.ts'
import { failureColumn, jsonColumn, storeFailure } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema: z.ZodType<Message> = z.object({
  id: messageIdSchema,
  chatId: chatIdSchema,
  question: z.string(),
  state: messageStateSchema,
  createdAt: z.iso.datetime(),
  partialText: z.string(),
  evidence: jsonColumn(z.array(hitSchema)),
  answer: jsonColumn(answerSchema).nullable(),
  failure: failureColumn,
  escalation: jsonColumn(escalationSchema).nullable(),
})

const idSchema = z.object({ id: z.string() })
const mentionSchema = z.object({ seq: z.number().int(), id: messageIdSchema, text: z.string() })

/** Questions and their answers. Writes to a message that is gone (its chat was deleted for good) do nothing. */
export interface MessagesTable {
  ofChat(chatId: string): Message[]
  /** Errors: `not-found`. */
  get(messageId: string): Message
  /** With an id that was given out before: rows of the ledger name it already. */
  insert(chatId: string, question: string, id?: string): Message
  setEvidence(messageId: string, hits: readonly Hit[]): void
  /** What was written so far. Call it every second or so: each call is a durable write. */
  setPartialText(messageId: string, text: string): void
  finish(messageId: string, answer: Answer): void
  stop(messageId: string, partialText: string): void
  fail(messageId: string, failure: Failure): void
  /** Where an escalated message goes, and afterwards what it took. */
  setEscalation(messageId: string, escalation: Escalation): void
  interruptRunning(): void
  /**
   * Takes what these documents said out of messages `after < seq`, at most `limit` of them, and what placeholders of their
   * chats stand for. Gives the seq of the last message looked at; null when there are no more.
   */
  forgetDocuments(gone: GoneDocuments, after: number, limit: number): number | null
}

export function createMessagesTable(database: MatterDatabase): MessagesTable {
  const select = `SELECT id, chat_id AS chatId, question, state, created_at AS createdAt, partial_text AS partialText, evidence, answer, failure, escalation FROM messages`
  const get = (messageId: string): Message => {
    const message = database.get(rowSchema, `${select} WHERE id = ?`, messageId)
    if (!message) throw new AppError('not-found')
    return message
  }
  /** An answer that is being written may still hold what was removed meanwhile; documents that were added again are not gone. */
  const forgotten = new Map<string, string>()
  const forgetLate = (messageId: string): void => {
    if (forgotten.size === 0 || !database.get(idSchema, 'SELECT id FROM messages WHERE id = ?', messageId)) return
    forget(messageId, new Map([...forgotten].filter(([id]) => !database.get(idSchema, 'SELECT id FROM documents WHERE id = ? AND removing = 0', id))))
  }
  const forget = (messageId: string, gone: GoneDocuments): void => {
    const message = get(messageId)
    const kept = withoutDocuments(message, gone)
    if (!kept) return
    database.run('UPDATE messages SET evidence = ?, answer = ?, partial_text = ? WHERE id = ?', JSON.stringify(kept.evidence), kept.answer && JSON.stringify(kept.answer), kept.partialText, messageId)
    // Names out of the removed document may be among them, and nobody knows which; later requests issue new ones.
    if (kept.evidence.length < message.evidence.length) database.run('DELETE FROM placeholders WHERE chat_id = ?', message.chatId)
  }
  return {
    get,
    ofChat: (chatId) => database.all(rowSchema, `${select} WHERE chat_id = ? ORDER BY seq`, chatId),
    insert(chatId, question, id = newId('a')) {
      database.run('INSERT INTO messages (id, chat_id, question, state, created_at) VALUES (?, ?, ?, ?, ?)', id, chatId, question, 'running', new Date().toISOString())
      return get(id)
    },
    setEvidence: (id, hits) => database.transaction(() => {
      database.run('UPDATE messages SET evidence = ? WHERE id = ?', JSON.stringify(hits), id)
      forgetLate(id)
    }),
    setPartialText: (id, text) => void database.run(`UPDATE messages SET partial_text = ? WHERE id = ? AND state = 'running'`, text, id),
    finish: (id, answer) => database.transaction(() => {
      database.run(`UPDATE messages SET state = 'done', partial_text = ?, answer = ? WHERE id = ?`, answer.text, JSON.stringify(answer), id)
      forgetLate(id)
    }),
    forgetDocuments: (gone, after, limit) => database.transaction(() => {
      for (const [id, name] of gone) forgotten.set(id, name)
      const rows = database.all(mentionSchema, 'SELECT seq, id, evidence || coalesce(answer, \'\') AS text FROM messages WHERE seq > ? ORDER BY seq LIMIT ?', after, limit)
      for (const { id, text } of rows) {
        const isMentioned = [...text.matchAll(/d_[0-9a-z]{16}/g)].some(([documentId]) => gone.has(documentId)) || [...gone.values()].some((name) => text.includes(JSON.stringify(name).slice(1, -1)))
        if (isMentioned) forget(id, gone)
      }
      return rows.at(-1)?.seq ?? null
    }),
    stop: (id, partialText) => void database.run(`UPDATE messages SET state = 'stopped', partial_text = ? WHERE id = ?`, partialText, id),
    fail: (id, failure) => void database.run(`UPDATE messages SET state = 'failed', failure = ? WHERE id = ?`, storeFailure(failure), id),
    setEscalation: (id, escalation) => void database.run('UPDATE messages SET escalation = ? WHERE id = ?', JSON.stringify(escalation), id),
    interruptRunning: () => void database.run(`UPDATE messages SET state = 'interrupted' WHERE state = 'running'`),
  }
}
