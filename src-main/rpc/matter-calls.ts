import type { OcrEngine } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import type { Matters } from '../matters/create-matters.ts'
import type { MatterDesks } from '../agent/matter-desks.ts'
import { documentCalls } from './document-calls.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `matters.${string}` | `documents.${string}` | `ingest.${string}` | `search.${string}` | `chats.${string}`>

/** The calls that concern one matter: its documents, its reading and its chats. */
export function matterCalls(matters: Matters, desks: MatterDesks, chatsChanged: (matterId: string) => void, mattersChanged: () => void, hasEngine?: (engine: OcrEngine) => Promise<boolean>): Pick<CallHandlers, Name> {
  return {
    'matters.list': () => matters.list(),
    'matters.unreadable': () => matters.unreadable(),
    'matters.create': ({ name }) => matters.create(name),
    'matters.rename': ({ matterId, name }) => matters.rename(matterId, name),
    async 'matters.setDataPolicy'({ matterId, dataPolicy }) {
      const { store } = await matters.open(matterId)
      store.matter.setDataPolicy(dataPolicy)
      if (dataPolicy === 'never') desks.closeExit(matterId)
      mattersChanged()
      return store.matter.summary()
    },
    async 'matters.delete'({ matterId, confirmName }) {
      const matter = (await matters.list()).find(({ id }) => id === matterId)
      if (matter && matter.name !== confirmName) throw new AppError('invalid-request')
      // Running answers read the matter's database, so they end before it is closed.
      await desks.clear(matterId)
      await matters.delete(matterId, confirmName)
      return null
    },
    ...documentCalls(matters, hasEngine),
    'ingest.progress': async ({ matterId }) => (await matters.open(matterId)).ingestion.progress(),
    async 'ingest.pause'({ matterId }) {
      (await matters.open(matterId)).ingestion.pause()
      return null
    },
    async 'ingest.resume'({ matterId }) {
      (await matters.open(matterId)).ingestion.resume()
      return null
    },
    async 'ingest.cancel'({ matterId }) {
      await (await matters.open(matterId)).ingestion.cancel()
      return null
    },
    async 'search.run'({ matterId, query, k }) {
      const begunAt = performance.now()
      const hits = await (await desks.of(matterId)).retriever.retrieve(query, { k })
      return { hits: [...hits], tookMs: performance.now() - begunAt }
    },
    'chats.list': async ({ matterId }) => (await matters.open(matterId)).store.chats.list(),
    async 'chats.create'({ matterId }) {
      const chat = (await matters.open(matterId)).store.chats.create()
      chatsChanged(matterId)
      return chat
    },
    async 'chats.rename'({ matterId, chatId, title }) {
      const chat = (await matters.open(matterId)).store.chats.rename(chatId, title)
      chatsChanged(matterId)
      return chat
    },
    async 'chats.delete'({ matterId, chatId }) {
      const { sessions, matter } = await desks.of(matterId)
      sessions.stopChat(chatId)
      matter.store.chats.delete(chatId)
      chatsChanged(matterId)
      return null
    },
    async 'chats.restore'({ matterId, chatId }) {
      const chat = (await matters.open(matterId)).store.chats.restore(chatId)
      chatsChanged(matterId)
      return chat
    },
    'chats.messages': async ({ matterId, chatId }) => (await matters.open(matterId)).store.chats.messages.ofChat(chatId),
    'chats.ask': async ({ matterId, chatId, question }) => (await desks.of(matterId)).sessions.ask(chatId, question),
    async 'chats.stop'({ matterId, messageId }) {
      (await desks.of(matterId)).sessions.stop(messageId)
      return null
    },
  }
}
