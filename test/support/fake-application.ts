import type { AppEvent, CallName, EventName, EventPayload } from '../../src-preload/contract/index.ts'
import type { ApplicationPort, CallHandlers } from '../../src-main/rpc/handlers.ts'
import { createEventBus } from '../../src-main/support/event-bus.ts'

export interface FakeApplication extends ApplicationPort {
  /** Every call in the order it came: name and validated input. */
  readonly calls: { readonly name: string; readonly input: unknown }[]
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void
  readonly listeners: () => number
  readonly disposed: () => boolean
}

type Script = Partial<{ [N in CallName]: (input: never) => unknown }>
type Parts = Partial<Pick<ApplicationPort, 'originalFile' | 'pageImage' | 'answer' | 'readFile' | 'redact' | 'redactFile' | 'takeShownPreview' | 'whenIngested'>>

const unscripted = (name: string) => (): never => { throw new Error(`${name} was called, but the test did not script it`) }

/** An application that records what it is asked and answers only what the test scripted; anything else fails the test. */
export function fakeApplication(handlers: Script = {}, parts: Parts = {}): FakeApplication {
  const calls: { name: string; input: unknown }[] = []
  const bus = createEventBus()
  let listening = 0
  let disposed = false
  const scripted = new Proxy({}, {
    get: (_target, name: string) => async (input: unknown) => {
      calls.push({ name, input })
      const handle = (handlers as Record<string, ((input: unknown) => unknown) | undefined>)[name]
      return (handle ?? unscripted(name))(input)
    },
  }) as CallHandlers
  return {
    handlers: scripted,
    calls,
    emit: (name, payload) => bus.emit(name, payload),
    listeners: () => listening,
    disposed: () => disposed,
    subscribe(listener: (event: AppEvent) => void) {
      listening += 1
      const stop = bus.subscribe(listener)
      return () => { listening -= 1; stop() }
    },
    originalFile: parts.originalFile ?? unscripted('originalFile'),
    pageImage: parts.pageImage ?? unscripted('pageImage'),
    answer: parts.answer ?? unscripted('answer'),
    readFile: parts.readFile ?? unscripted('readFile'),
    redact: parts.redact ?? unscripted('redact'),
    redactFile: parts.redactFile ?? unscripted('redactFile'),
    async keepShownPreview(matterId, approvalHash) { calls.push({ name: 'keepShownPreview', input: { matterId, approvalHash } }) },
    takeShownPreview: parts.takeShownPreview ?? (async () => true),
    whenIngested: parts.whenIngested ?? unscripted('whenIngested'),
    async [Symbol.asyncDispose]() { disposed = true },
  }
}

export const sampleIds = { matterId: 'm_0123456789abcdef', documentId: 'd_0123456789abcdef', chatId: 'c_0123456789abcdef', messageId: 'a_0123456789abcdef' } as const
