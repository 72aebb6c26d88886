import { expect, test } from 'vitest'
import type { Answer, Hit } from '../../src-preload/contract/index.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const hit: Hit = {
  passageId: 'd_0000000000000001:1:0', documentId: 'd_0000000000000001', documentName: 'a.txt', page: 1, pageLabel: null, start: 0, end: 5,
  headingPath: ['Terms'], text: 'Hello', score: 0.5, bestSentence: { start: 0, end: 5 },
}
const answer: Answer = {
  text: 'Hello [1].', sentences: [{ text: 'Hello [1].', supported: true, reason: null, citations: [1] }],
  citations: [{ n: 1, documentId: 'd_0000000000000001', documentName: 'a.txt', page: 1, pageLabel: null, quote: 'Hello', start: 0, end: 5, place: null, verifiedBy: 'exact' }],
  refused: false, timings: { evidenceMs: 1, firstTokenMs: 2, totalMs: 3, promptTokens: 4, cachedTokens: 0, outputTokens: 5 }, modelId: 'tiny', caveats: [],
}

function newStore(folder = temporaryFolder()) {
  const store = openMatterStore(folder, matterId, { create: true })
  return { store, folder }
}

test('a question, its evidence and its answer come back as they were stored', () => {
  using store = newStore().store
  const chat = store.chats.create()
  const { id } = store.chats.ask(chat.id, 'When does the lease end?')
  store.chats.messages.setEvidence(id, [hit])
  store.chats.messages.setPartialText(id, 'Hel')
  expect(store.chats.messages.get(id)).toMatchObject({ state: 'running', partialText: 'Hel', answer: null })
  store.chats.messages.finish(id, answer)
  expect(store.chats.messages.ofChat(chat.id)).toEqual([expect.objectContaining({ id, state: 'done', question: 'When does the lease end?', evidence: [hit], answer, partialText: answer.text })])
  expect(store.chats.list()).toEqual([expect.objectContaining({ title: 'When does the lease end?', messageCount: 1, matterId })])
})

test('the first question names the chat, unless a person did', () => {
  using store = newStore().store
  const long = store.chats.create()
  store.chats.ask(long.id, 'What did the landlord promise about the roof in the letter of the fourth of May, and to whom?')
  expect(store.chats.get(long.id).title).toBe('What did the landlord promise about the roof in the letter…')
  const named = store.chats.create()
  store.chats.rename(named.id, 'Roof')
  store.chats.ask(named.id, 'And the windows?')
  expect(store.chats.get(named.id).title).toBe('Roof')
})

test('a crash loses at most the tokens of the running answer, and says so', () => {
  const { store, folder } = newStore()
  const chat = store.chats.create()
  const { id } = store.chats.ask(chat.id, 'Why?')
  store.chats.messages.setPartialText(id, 'Because')
  store[Symbol.dispose]()
  using again = openMatterStore(folder, matterId)
  again.chats.recover()
  expect(again.chats.messages.get(id)).toMatchObject({ state: 'interrupted', partialText: 'Because' })
})

test('a deleted chat can be restored until the matter is opened again, then it is gone', () => {
  const { store, folder } = newStore()
  const chat = store.chats.create()
  store.chats.ask(chat.id, 'Why?')
  store.chats.delete(chat.id)
  expect(store.chats.list()).toEqual([])
  expect(() => store.chats.get(chat.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(store.chats.restore(chat.id).messageCount).toBe(1)
  store.chats.delete(chat.id)
  store[Symbol.dispose]()
  using again = openMatterStore(folder, matterId)
  again.chats.recover()
  expect(() => again.chats.restore(chat.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('what a failed answer says is in the words of the running version', () => {
  using store = newStore().store
  const { id } = store.chats.ask(store.chats.create().id, 'Why?')
  store.chats.messages.fail(id, { code: 'model-failed', message: 'words of another version', facts: {} })
  expect(store.chats.messages.get(id).failure).toMatchObject({ code: 'model-failed', message: expect.stringContaining('The local model stopped') })
})
