import { calls, type AppEvent, type Bridge, type CallInput, type CallName, type CallOutcome, type CallParams, type CallResult, type Failure, type Settings } from '../../../src-preload/contract/index.ts'
import { fakeHandlers } from './fake-handlers.ts'
import { coveragesOf, samplePage, samplePicture } from './sample-pages.ts'
import { worldOf, type Scenario, type World } from './scenarios.ts'

export interface FakeOptions { readonly scenario?: Scenario; readonly stepMs?: number; readonly settings?: Partial<Settings> }

export interface FakeBridge {
  readonly bridge: Bridge
  /** Every call that was made, in order. */
  readonly calls: { readonly name: CallName; readonly params: unknown }[]
  readonly world: World
  emit(event: AppEvent): void
  /** The next call of that name fails so. */
  failNext(name: CallName, failure: Failure): void
}

export type FakeHandlers = { readonly [N in CallName]: (input: CallInput<N>) => CallResult<N> | Promise<CallResult<N>> }

/** A main process inside the page: records what it is asked, checks it against the contract and answers from invented data. */
export function createFakeBridge({ scenario = 'usual', stepMs = 0, settings = {} }: FakeOptions = {}): FakeBridge {
  const world = worldOf(scenario)
  world.settings = { ...world.settings, ...settings }
  const recorded: FakeBridge['calls'] = []
  const listeners = new Set<(event: AppEvent) => void>()
  const failures = new Map<CallName, Failure>()
  const emit = (event: AppEvent): void => { for (const listener of listeners) listener(event) }
  const handlers: FakeHandlers = fakeHandlers(world, emit, stepMs)
  const call = async <N extends CallName>(name: N, params: CallParams<N>): Promise<CallOutcome<N>> => {
    recorded.push({ name, params })
    const failure = failures.get(name)
    failures.delete(name)
    if (failure !== undefined) return { ok: false, error: failure }
    const input = calls[name].params.parse(params) as CallInput<N>
    const value = await handlers[name](input)
    calls[name].result.parse(value)
    return { ok: true, value }
  }
  return {
    world, emit, calls: recorded,
    failNext: (name, failure) => { failures.set(name, failure) },
    bridge: {
      shell: 'browser',
      call,
      subscribe(listener) {
        listeners.add(listener)
        return () => { listeners.delete(listener) }
      },
      fileUrl: (matterId, documentId) => `/files/${matterId}/${documentId}`,
      pageImageUrl: (_matterId, documentId, page) => {
        const document = world.documents.find((each) => each.id === documentId)
        return document === undefined ? '/page-images/gone' : samplePicture(samplePage(document, page, coveragesOf(document)[page - 1] ?? 'empty'))
      },
      addFiles: (matterId, files) => call('documents.add', { matterId, paths: files.map((file) => file.name) }),
    },
  }
}
