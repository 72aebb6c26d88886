import { describe, expect, test } from 'vitest'
import { embedWith } from '../../src-main/model/embedder/create-embedder.ts'
import { TextCrew } from '../../src-main/support/text-crew.ts'
import type { TextRequest } from '../../src-main/support/text-messages.ts'
import type { TextThread, TextThreadEvents } from '../../src-main/support/text-thread.ts'

/** A thread under the test's control: it does nothing by itself. */
class ScriptedThread implements TextThread {
  readonly received: TextRequest[] = []
  readonly events: TextThreadEvents<Float32Array>
  ended = false
  constructor(events: TextThreadEvents<Float32Array>) { this.events = events }
  send(request: TextRequest): void { this.received.push(request) }
  setIdle(): void {}
  end(): Promise<void> {
    this.ended = true
    this.events.onEnd()
    return Promise.resolve()
  }
  answer(request = this.received.shift()): void {
    if (request) this.events.onResult(request.id, Float32Array.of(Number(request.text)))
  }
}

function crewOf(size: number): { embedder: ReturnType<typeof embedWith>; threads: ScriptedThread[] } {
  const threads: ScriptedThread[] = []
  const crew = new TextCrew<Float32Array>(size, (events) => {
    const thread = new ScriptedThread(events)
    threads.push(thread)
    return thread
  })
  return { embedder: embedWith(crew, 'scripted'), threads }
}

const answerAll = (threads: readonly ScriptedThread[]): void => {
  while (threads.some(({ received }) => received.length > 0)) for (const thread of threads) thread.answer()
}
const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at))

describe('vectors', () => {
  test('come in the order of the texts, whichever thread was faster', async () => {
    const { embedder, threads } = crewOf(2)
    const vectors = embedder.embed(numbers(7), { kind: 'passage' })
    threads[1]?.answer()
    answerAll(threads)
    expect((await vectors).map(([value]) => value)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('no texts give no vectors and start no thread', async () => {
    const { embedder, threads } = crewOf(2)
    expect(await embedder.embed([], { kind: 'passage' })).toEqual([])
    expect(threads).toHaveLength(0)
  })
})

describe('a question', () => {
  test('goes to a thread at once, ahead of the passages that wait', async () => {
    const { embedder, threads } = crewOf(1)
    const passages = embedder.embed(numbers(50), { kind: 'passage' })
    const question = embedder.embed(['100'], { kind: 'query' })
    const sent = threads[0]?.received ?? []
    expect(sent.at(-1)).toMatchObject({ text: '100', urgent: true })
    threads[0]?.answer(sent.pop())
    expect((await question)[0]?.[0]).toBe(100)
    answerAll(threads)
    await passages
  })

  test('never waits behind more than the two passages that a thread holds', () => {
    const { embedder, threads } = crewOf(2)
    void embedder.embed(numbers(1_000), { kind: 'passage' })
    expect(threads.map(({ received }) => received.length)).toEqual([2, 2])
  })
})

describe('cancelling', () => {
  test('rejects at once and sends none of the texts that were waiting', async () => {
    const { embedder, threads } = crewOf(1)
    const stop = new AbortController()
    const vectors = embedder.embed(numbers(10), { kind: 'passage', signal: stop.signal })
    stop.abort()
    await expect(vectors).rejects.toMatchObject({ code: 'cancelled' })
    answerAll(threads)
    expect(threads[0]?.received).toEqual([])
  })

  test('a signal that was aborted before is heard', async () => {
    const { embedder, threads } = crewOf(1)
    await expect(embedder.embed(['1'], { kind: 'query', signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(threads).toHaveLength(0)
  })
})

describe('a thread that dies', () => {
  test('is replaced once, and nothing that it held is lost', async () => {
    const { embedder, threads } = crewOf(1)
    const vectors = embedder.embed(numbers(5), { kind: 'passage' })
    threads[0]?.events.onReady()
    threads[0]?.answer()
    threads[0]?.events.onEnd()
    answerAll(threads.slice(1))
    expect((await vectors).map(([value]) => value)).toEqual([0, 1, 2, 3, 4])
    expect(threads).toHaveLength(2)
  })

  test('twice over the same text fails that call, and the next call works', async () => {
    const { embedder, threads } = crewOf(1)
    const bad = embedder.embed(['1'], { kind: 'passage' })
    for (const at of [0, 1]) {
      threads[at]?.events.onReady()
      threads[at]?.events.onEnd()
    }
    await expect(bad).rejects.toMatchObject({ code: 'embedder-failed' })
    const good = embedder.embed(['2'], { kind: 'passage' })
    answerAll(threads.slice(2))
    expect((await good)[0]?.[0]).toBe(2)
  })

  test('before it could load the model fails everything that waits instead of being started again for each text', async () => {
    const { embedder, threads } = crewOf(1)
    const vectors = embedder.embed(numbers(100), { kind: 'passage' })
    threads[0]?.events.onEnd()
    await expect(vectors).rejects.toMatchObject({ code: 'embedder-failed' })
    expect(threads).toHaveLength(1)
  })
})

test('a text that the model refuses fails its call only', async () => {
  const { embedder, threads } = crewOf(1)
  const refused = embedder.embed(['1'], { kind: 'passage' })
  const other = embedder.embed(['2'], { kind: 'passage' })
  const [first] = threads[0]?.received ?? []
  if (first) threads[0]?.events.onResult(first.id, null)
  await expect(refused).rejects.toMatchObject({ code: 'embedder-failed' })
  threads[0]?.received.shift()
  answerAll(threads)
  expect((await other)[0]?.[0]).toBe(2)
})

test('disposing ends the threads and cancels what waits', async () => {
  const { embedder, threads } = crewOf(2)
  const vectors = embedder.embed(numbers(10), { kind: 'passage' })
  const disposed = embedder[Symbol.asyncDispose]()
  await expect(vectors).rejects.toMatchObject({ code: 'cancelled' })
  await disposed
  expect(threads.map(({ ended }) => ended)).toEqual([true, true])
  await expect(embedder.embed(['1'], { kind: 'query' })).rejects.toMatchObject({ code: 'cancelled' })
})
