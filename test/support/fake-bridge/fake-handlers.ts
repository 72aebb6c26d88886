import type { AppEvent, Message } from '../../../src-preload/contract/index.ts'
import { playAnswer } from './fake-answering.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { fakeDocuments } from './fake-documents.ts'
import { fakeLedger } from './fake-ledger.ts'
import { evidence } from './sample-answers.ts'
import { idle, type World } from './scenarios.ts'
import { fakeExit } from './fake-exit.ts'
import { fakeKeys } from './fake-keys.ts'
import { newId } from './pause.ts'

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the fake bridge was asked for something it does not have')
  return value
}

const now = (): string => new Date().toISOString()

/** The calls of the contract over a world in memory. */
export function fakeHandlers(world: World, emit: (event: AppEvent) => void, stepMs: number): FakeHandlers {
  const running = new Map<string, AbortController>()
  const removedChats = new Map<string, World['chats'][number]>()
  const matterOf = (id: string) => found(world.matters.find((each) => each.id === id))
  const modelOf = (id: string) => found(world.models.find((each) => each.id === id))
  const progressOf = (matterId: string) => (world.progress.matterId === matterId ? world.progress : { ...idle, matterId })
  const chatsChanged = (matterId: string): void => emit({ name: 'chats.changed', payload: { matterId } })
  const play = (message: Message, run: (signal: AbortSignal) => Promise<Message>): void => {
    const keep = (kept: Message): void => { world.messages[kept.chatId] = [...(world.messages[kept.chatId] ?? []).filter((each) => each.id !== kept.id), kept] }
    const abort = new AbortController()
    running.set(message.id, abort)
    keep(message)
    void run(abort.signal).then(keep)
  }
  const setIngest = (matterId: string, status: World['progress']['status']): null => {
    world.progress = { ...world.progress, status, pausedBy: status === 'paused' ? 'person' : null }
    emit({ name: 'ingest.progress', payload: progressOf(matterId) })
    return null
  }
  return {
    'app.info': () => ({ version: '0.1.0', shell: 'browser', dataFolder: '/home/marta/.local/share/Strongroom', platform: 'linux', memoryBytes: 16_000_000_000, cores: 8 }),
    'app.ping': () => ({ now: 1 }),
    'app.pickFiles': () => [],
    'settings.get': () => world.settings,
    'settings.update': (patch) => {
      world.settings = { ...world.settings, ...(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<World['settings']>) }
      return world.settings
    },
    'matters.list': () => world.matters,
    'matters.unreadable': () => world.unreadable,
    'matters.create': ({ name }) => {
      const matter = { id: newId('m'), name, createdAt: now(), dataPolicy: 'never' as const, documentCount: 0, pageCount: 0, pagesWithoutText: 0, documentsFailed: 0 }
      world.matters = [...world.matters, matter]
      return matter
    },
    'matters.rename': ({ matterId, name }) => {
      world.matters = world.matters.map((each) => (each.id === matterId ? { ...each, name } : each))
      return matterOf(matterId)
    },
    'matters.delete': ({ matterId, confirmName }) => {
      if (matterOf(matterId).name !== confirmName) throw new Error('the name was not confirmed')
      world.matters = world.matters.filter((each) => each.id !== matterId)
      return null
    },
    ...fakeDocuments(world, emit, stepMs),
    'ingest.progress': ({ matterId }) => progressOf(matterId),
    'ingest.pause': ({ matterId }) => setIngest(matterId, 'paused'),
    'ingest.resume': ({ matterId }) => setIngest(matterId, 'running'),
    'ingest.cancel': ({ matterId }) => setIngest(matterId, 'idle'),
    'search.run': () => ({ hits: [...evidence], tookMs: 84 }),
    'chats.list': ({ matterId }) => world.chats.filter((each) => each.matterId === matterId),
    'chats.create': ({ matterId }) => {
      const chat = { id: newId('c'), matterId, title: '', createdAt: now(), updatedAt: now(), messageCount: 0 }
      world.chats = [chat, ...world.chats]
      return chat
    },
    'chats.rename': ({ chatId, title }) => {
      world.chats = world.chats.map((each) => (each.id === chatId ? { ...each, title } : each))
      return found(world.chats.find((each) => each.id === chatId))
    },
    'chats.delete': ({ chatId }) => {
      removedChats.set(chatId, found(world.chats.find((each) => each.id === chatId)))
      world.chats = world.chats.filter((each) => each.id !== chatId)
      return null
    },
    'chats.restore': ({ chatId }) => {
      const chat = found(removedChats.get(chatId))
      world.chats = [chat, ...world.chats]
      return chat
    },
    'chats.messages': ({ chatId }) => world.messages[chatId] ?? [],
    'chats.ask': ({ matterId, chatId, question }) => {
      const message: Message = { id: newId('a'), chatId, question, state: 'running', createdAt: now(), partialText: '', evidence: [], answer: null, failure: null, escalation: null }
      world.chats = world.chats.map((each) => (each.id === chatId && each.title === '' ? { ...each, title: question.slice(0, 60) } : each))
      play(message, (signal) => playAnswer({ message, matterId, stepMs, signal, emit }))
      chatsChanged(matterId)
      return message
    },
    'chats.stop': ({ messageId }) => {
      running.get(messageId)?.abort()
      return null
    },
    ...fakeLedger(world),
    ...fakeExit(world, emit, stepMs, play),
    ...fakeKeys(world, emit),
    'models.list': () => world.models,
    'models.runtime': () => {
      // The list and the running download arrive together on the real side too.
      const { modelProgress } = world
      if (modelProgress !== null) queueMicrotask(() => emit({ name: 'models.progress', payload: modelProgress }))
      return world.runtime
    },
    'models.fetch': () => null,
    'models.cancelFetch': () => null,
    'models.verify': ({ id }) => modelOf(id),
    'models.import': () => found(world.models[0]),
    'models.remove': ({ id }) => {
      world.models = world.models.map((each) => (each.id === id ? { ...each, state: 'absent', selected: false } : each))
      return null
    },
    'models.select': ({ id }) => {
      world.models = world.models.map((each) => ({ ...each, selected: each.kind === modelOf(id).kind ? each.id === id : each.selected }))
      return null
    },
  }
}
