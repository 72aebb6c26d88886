import { onTestFinished } from 'vitest'
import type { AppEvent, EventName, Message, Preview, Provider } from '../../../src-preload/contract/index.ts'
import { createMatterDesks, type MatterDesks } from '../../../src-main/agent/matter-desks.ts'
import { exitCalls } from '../../../src-main/rpc/exit-calls.ts'
import { matterCalls } from '../../../src-main/rpc/matter-calls.ts'
import { createEventBus } from '../../../src-main/support/event-bus.ts'
import { silentLog } from '../../../src-main/support/log.ts'
import { fakeModel, type FakeModel } from '../answer-fakes.ts'
import { hashEmbedder } from '../hash-embedder.ts'
import { writeFiles } from '../open-test-matter.ts'
import { openExit, type OpenExit } from './open-exit.ts'

type Calls = ReturnType<typeof exitCalls> & ReturnType<typeof matterCalls>

/** One matter's calls on a real database, index, redactor, exit and provider server; only embedder, parser and local model stand in. */
export interface OpenDesk {
  readonly opened: OpenExit
  readonly desks: MatterDesks
  readonly calls: Calls
  readonly events: readonly AppEvent[]
  readonly provider: Provider
  readonly chatId: string
  readonly model: FakeModel
  /** Resolves with the next event of that name about the message, or an earlier one. */
  seen<N extends EventName>(name: N, messageId?: string): Promise<Extract<AppEvent, { name: N }>>
  propose(question: string, input?: { readonly mode?: 'passages' | 'question-only'; readonly withEarlierTurns?: boolean; readonly chatId?: string }): Promise<Preview>
  /** As stored. */
  message(id: string): Message
}

/** Adds the documents, each one page of plain text, and waits until they were read. */
export async function openDesk(documents: Readonly<Record<string, string>>, localAnswers: readonly string[] = []): Promise<OpenDesk> {
  const opened = await openExit(['openai-compatible'])
  const { matter, matters, inbox, exit, appStore } = opened
  await matter.ingestion.add(Object.values(writeFiles(inbox, { ...documents })))
  await matter.ingestion.whenIdle()
  const bus = createEventBus()
  const events: AppEvent[] = []
  const model = fakeModel(localAnswers)
  const desks = createMatterDesks({ matters, embedder: hashEmbedder(), model: async () => model, events: bus, log: silentLog, exit, appStore, redactionMode: async () => 'rules' })
  onTestFinished(() => desks[Symbol.asyncDispose]())
  bus.subscribe((event) => events.push(event))
  const provider = opened.providers.get('openai-compatible')
  if (!provider) throw new Error('no provider')
  const chatId = matter.store.chats.create().id
  const calls = { ...exitCalls(desks, { get: async () => provider }, async () => {}), ...matterCalls(matters, desks, () => {}, () => {}) }
  return {
    opened, desks, calls, events, provider, chatId, model,
    seen: (name, messageId) => new Promise((resolve) => {
      const fits = (event: AppEvent): event is Extract<AppEvent, { name: typeof name }> =>
        event.name === name && (messageId === undefined || (event.payload !== null && 'messageId' in event.payload && event.payload.messageId === messageId))
      const before = events.find(fits)
      if (before) return resolve(before)
      const stop = bus.subscribe((event) => {
        if (!fits(event)) return
        stop()
        resolve(event)
      })
    }),
    propose: (question, input = {}) => calls['exit.propose']({ matterId: matter.id, chatId: input.chatId ?? chatId, question, mode: input.mode ?? 'passages', providerId: provider.id, model: 'test-model', withEarlierTurns: input.withEarlierTurns ?? false }),
    message: (id) => matter.store.chats.messages.get(id),
  }
}
