import { describe, expect, test } from 'vitest'
import { createLazyNameFinder } from '../../src-main/egress/redact/names/lazy-name-finder.ts'
import type { FoundNames } from '../../src-main/egress/redact/names/name-messages.ts'
import { createNameFinder, findNamesWith, type NameFinder } from '../../src-main/egress/redact/names/name-finder.ts'
import { TextCrew } from '../../src-main/support/text-crew.ts'
import type { TextRequest } from '../../src-main/support/text-messages.ts'
import type { TextThread, TextThreadEvents } from '../../src-main/support/text-thread.ts'

/** A thread under the test's control: it finds every "Olga" when it is told to answer. */
class ScriptedThread implements TextThread {
  readonly received: TextRequest[] = []
  readonly events: TextThreadEvents<FoundNames>
  constructor(events: TextThreadEvents<FoundNames>) { this.events = events }
  send(request: TextRequest): void { this.received.push(request) }
  setIdle(): void {}
  end(): Promise<void> {
    this.events.onEnd()
    return Promise.resolve()
  }
  answer(): void {
    const request = this.received.shift()
    if (!request) return
    const names = [...request.text.matchAll(/Olga/g)].map(({ index }) => ({ start: index, end: index + 4, label: 'PERSON', confidence: 0.9 }))
    this.events.onResult(request.id, names)
  }
}

function finderOf(size = 1): { finder: NameFinder; threads: ScriptedThread[] } {
  const threads: ScriptedThread[] = []
  const crew = new TextCrew<FoundNames>(size, (events) => {
    const thread = new ScriptedThread(events)
    threads.push(thread)
    return thread
  })
  return { finder: findNamesWith(crew), threads }
}

const { signal } = new AbortController()
const answerAll = (threads: readonly ScriptedThread[]): void => {
  while (threads.some(({ received }) => received.length > 0)) for (const thread of threads) thread.answer()
}

describe('a long text', () => {
  const text = `${'The lease ends. '.repeat(700)}Olga signs.\n${'It rains. '.repeat(900)}Ask Olga.`

  test('is searched to its end, and says so', async () => {
    const { finder, threads } = finderOf(2)
    const detection = finder.detect(text, { signal })
    answerAll(threads)
    const { spans, scannedTo } = await detection
    expect(scannedTo).toBe(text.length)
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['Olga', 'Olga'])
    expect(spans.map(({ start }) => start)).toEqual([text.indexOf('Olga'), text.lastIndexOf('Olga')])
  })

  test('of which one part could not be read gives no half answer', async () => {
    const { finder, threads } = finderOf()
    const detection = finder.detect(text, { signal })
    threads[0]?.answer()
    const [request] = threads[0]?.received ?? []
    if (request) threads[0]?.events.onResult(request.id, null)
    await expect(detection).rejects.toMatchObject({ code: 'detector-failed' })
  })

  test('that nobody waits for any more is not read on', async () => {
    const { finder, threads } = finderOf()
    const stop = new AbortController()
    const detection = finder.detect(text, { signal: stop.signal })
    stop.abort()
    await expect(detection).rejects.toMatchObject({ code: 'cancelled' })
    answerAll(threads)
    const next = finder.detect('Olga', { signal })
    answerAll(threads)
    expect((await next).spans).toHaveLength(1)
  })
})

describe('a finder that cannot work says so', () => {
  test('when its thread crashes twice over one text', async () => {
    const { finder, threads } = finderOf()
    const detection = finder.detect('Olga', { signal })
    for (const at of [0, 1]) {
      threads[at]?.events.onReady()
      threads[at]?.events.onEnd()
    }
    await expect(detection).rejects.toMatchObject({ code: 'detector-failed' })
  })

  test('when its weights are not on this machine, before anything starts', async () => {
    expect(() => createNameFinder({ folder: 'no-such-folder' })).toThrow(expect.objectContaining({ code: 'model-not-installed' }))
    await using finder = createLazyNameFinder('ner', () => Promise.resolve(null))
    await expect(finder.detect('Olga', { signal })).rejects.toMatchObject({ code: 'model-not-installed' })
  })

  test('when it is disposed of', async () => {
    const { finder } = finderOf()
    const detection = finder.detect('Olga', { signal })
    await finder[Symbol.asyncDispose]()
    await expect(detection).rejects.toMatchObject({ code: 'cancelled' })
    await expect(finder.detect('Olga', { signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('when the signal was aborted before', async () => {
    const { finder, threads } = finderOf()
    await expect(finder.detect('Olga', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(threads).toHaveLength(0)
  })
})

test('an empty text holds no names and is scanned', async () => {
  const { finder, threads } = finderOf()
  const detection = finder.detect('', { signal })
  answerAll(threads)
  expect(await detection).toEqual({ spans: [], scannedTo: 0 })
})
