import { beforeEach, describe, expect, it, vi } from 'vitest'
import { provideBridge } from '../../src-renderer/client/bridge.ts'
import { deleteChat, loadChats, useChats } from '../../src-renderer/features/conversation/chats-store.ts'
import { isAnswerEvent } from '../../src-renderer/features/conversation/answer-reducer.ts'
import { ask, receiveAnswerEvent, runningMessage, stopAnswer, useMessages } from '../../src-renderer/features/conversation/messages-store.ts'
import { ingestShare } from '../../src-renderer/features/documents/ingest-panel.tsx'
import { receiveProgress, useProgress } from '../../src-renderer/features/documents/progress-store.ts'
import { loadApp, updateSettings, useApp } from '../../src-renderer/features/frame/app-store.ts'
import { chooseMatter, createMatter, deleteMatter, loadMatters, useMatters } from '../../src-renderer/features/matters/matters-store.ts'
import { dismissToast, useToasts } from '../../src-renderer/ui/toast-store.ts'
import { createFakeBridge, type FakeOptions } from '../support/fake-bridge/fake-bridge.ts'
import { failure, matterId } from '../support/fake-bridge/sample-data.ts'

const diskFull = failure('disk-full', 'The disk is full. Nothing was half-written; free some space and try again.')

async function begin(options: FakeOptions = {}) {
  const fake = createFakeBridge(options)
  provideBridge(fake.bridge)
  fake.bridge.subscribe((event) => { if (isAnswerEvent(event)) receiveAnswerEvent(event) })
  await loadApp()
  await loadMatters()
  await loadChats(matterId)
  return fake
}

beforeEach(() => {
  useApp.setState(useApp.getInitialState())
  useMatters.setState(useMatters.getInitialState())
  useChats.setState(useChats.getInitialState())
  useMessages.setState(useMessages.getInitialState())
  useProgress.setState(useProgress.getInitialState())
  useToasts.setState(useToasts.getInitialState())
})

describe('asking', () => {
  it('makes a conversation with the first question and ends with the checked answer', async () => {
    await begin({ scenario: 'new-chat' })
    expect(await ask(matterId, 'When must the deposit be paid back?')).toBe(true)
    const chatId = useChats.getState().selectedId ?? ''
    await vi.waitFor(() => expect(useMessages.getState().byChat[chatId]?.[0]).toMatchObject({ state: 'done', answer: { refused: false } }))
    expect(useMessages.getState().byChat[chatId]?.[0]?.evidence.length).toBeGreaterThan(0)
  })

  it('can be stopped, and keeps what was written', async () => {
    await begin({ scenario: 'new-chat', stepMs: 5 })
    await ask(matterId, 'When?')
    const chatId = useChats.getState().selectedId ?? ''
    const messages = () => useMessages.getState().byChat[chatId] ?? []
    await vi.waitFor(() => expect(messages()[0]?.partialText).not.toBe(''))
    const running = runningMessage(messages())
    if (running !== null) await stopAnswer(matterId, running)
    await vi.waitFor(() => expect(messages()[0]).toMatchObject({ state: 'stopped' }))
    expect(messages()[0]?.partialText).not.toBe('')
  })

  it('loses no event that overtakes the answer of the call itself', async () => {
    const fake = await begin({ scenario: 'new-chat' })
    const { call } = fake.bridge
    const isDone = (): boolean => Object.values(fake.world.messages).flat()[0]?.state === 'done'
    const late: typeof call = async (name, params) => {
      const outcome = await call(name, params)
      if (name === 'chats.ask') await vi.waitUntil(isDone)
      return outcome
    }
    provideBridge({ ...fake.bridge, call: late })
    await ask(matterId, 'When?')
    const chatId = useChats.getState().selectedId ?? ''
    expect(useMessages.getState().byChat[chatId]?.[0]).toMatchObject({ state: 'done' })
  })

  it('that fails gives the question back and says why', async () => {
    const fake = await begin()
    fake.failNext('chats.ask', diskFull)
    expect(await ask(matterId, 'When?')).toBe(false)
    expect(useToasts.getState().toasts[0]).toMatchObject({ kind: 'failure', text: diskFull.message })
  })
})

describe('deleting', () => {
  it('a conversation can be undone', async () => {
    await begin()
    const [chat] = useChats.getState().chats
    if (chat === undefined) throw new Error('no conversation')
    await deleteChat(chat)
    expect(useChats.getState().chats).not.toContainEqual(chat)
    const toast = useToasts.getState().toasts.at(-1)
    toast?.action?.run()
    await vi.waitFor(() => expect(useChats.getState()).toMatchObject({ selectedId: chat.id }))
    if (toast !== undefined) dismissToast(toast.id)
  })

  it('a matter sends its name along and shows another one', async () => {
    const fake = await begin()
    const [matter] = useMatters.getState().matters
    if (matter === undefined) throw new Error('no matter')
    await deleteMatter(matter)
    expect(fake.calls).toContainEqual({ name: 'matters.delete', params: { matterId: matter.id, confirmName: matter.name } })
    expect(useMatters.getState().selectedId).toBe('m_0000000000000002')
  })
})

describe('matters', () => {
  it('open with the last used one, and keep the one on screen while it exists', async () => {
    await begin()
    const { matters } = useMatters.getState()
    expect(chooseMatter(matters, null, 'm_0000000000000002')).toBe('m_0000000000000002')
    expect(chooseMatter(matters, 'm_0000000000000003', 'm_0000000000000002')).toBe('m_0000000000000003')
    expect(chooseMatter(matters, 'm_gone', null)).toBe(matters[0]?.id)
    expect(chooseMatter([], 'm_gone', null)).toBeNull()
  })

  it('are on screen as soon as they are made, and are remembered', async () => {
    const fake = await begin()
    expect(await createMatter('Estate Brandt')).toBe(true)
    expect(useMatters.getState().matters.find((each) => each.id === useMatters.getState().selectedId)?.name).toBe('Estate Brandt')
    expect(fake.calls.map((each) => each.name)).toContain('settings.update')
  })
})

describe('a matter that could not be made', () => {
  it('leaves the screen as it was, so that the name can be tried again', async () => {
    const fake = await begin()
    fake.failNext('matters.create', diskFull)
    expect(await createMatter('Estate Brandt')).toBe(false)
    expect(useMatters.getState()).toMatchObject({ selectedId: matterId })
  })
})

describe('settings', () => {
  it('change at once and go back when they could not be saved', async () => {
    const fake = await begin()
    fake.failNext('settings.update', diskFull)
    const saving = updateSettings({ theme: 'dark' })
    expect(useApp.getState().settings.theme).toBe('dark')
    await saving
    expect(useApp.getState().settings.theme).toBe('system')
  })

  it('show the introduction only until it was seen', async () => {
    await begin({ scenario: 'first-run' })
    expect(useApp.getState().overlay).toBe('first-run')
  })
})

describe('documents', () => {
  it('show progress that never runs backwards while one document is read', async () => {
    const fake = await begin({ scenario: 'reading' })
    receiveProgress(fake.world.progress)
    const before = ingestShare(fake.world.progress) ?? 0
    const { current } = fake.world.progress
    const after = ingestShare({ ...fake.world.progress, current: current === null ? null : { ...current, passagesDone: 80 } }) ?? 0
    expect(before).toBeGreaterThan(0)
    expect(after).toBeGreaterThan(before)
    expect(ingestShare({ ...fake.world.progress, documentsTotal: 0 })).toBeNull()
  })
})
