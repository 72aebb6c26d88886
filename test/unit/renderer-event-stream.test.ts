import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppEvent } from '../../src-preload/contract/index.ts'
import { coalesce } from '../../src-renderer/client/coalesce.ts'
import { keepEventStream, parseEvent, type ConnectionState, type EventSourceLike } from '../../src-renderer/client/event-stream.ts'

class ScriptedSource implements EventSourceLike {
  onopen: EventSourceLike['onopen'] = null
  onmessage: EventSourceLike['onmessage'] = null
  onerror: EventSourceLike['onerror'] = null
  closed = false
  close(): void { this.closed = true }
}

function keep() {
  const sources: ScriptedSource[] = []
  const states: ConnectionState[] = []
  const received: AppEvent[] = []
  const waits: { run: () => void; delayMs: number; cancelled: boolean }[] = []
  const stop = keepEventStream({
    open: () => { const source = new ScriptedSource(); sources.push(source); return source },
    onEvent: (event) => { received.push(event) },
    onState: (state) => { states.push(state) },
    schedule: (run, delayMs) => {
      const wait = { run, delayMs, cancelled: false }
      waits.push(wait)
      return () => { wait.cancelled = true }
    },
  })
  return { sources, states, received, waits, stop }
}

describe('the event stream of the browser shell', () => {
  it('says when the connection is lost and when it is back', () => {
    const { sources, states, waits } = keep()
    sources[0]?.onopen?.(new Event('open'))
    sources[0]?.onerror?.(new Event('error'))
    expect(sources[0]?.closed).toBe(true)
    waits[0]?.run()
    sources[1]?.onopen?.(new Event('open'))
    expect(states).toEqual(['connecting', 'open', 'lost', 'open'])
  })

  it('tries again ever more slowly, at most every five seconds, and quickly once it was connected', () => {
    const { sources, waits } = keep()
    for (let attempt = 0; attempt < 6; attempt += 1) {
      sources.at(-1)?.onerror?.(new Event('error'))
      waits.at(-1)?.run()
    }
    expect(waits.map((wait) => wait.delayMs)).toEqual([500, 1000, 2000, 4000, 5000, 5000])
    sources.at(-1)?.onopen?.(new Event('open'))
    sources.at(-1)?.onerror?.(new Event('error'))
    expect(waits.at(-1)?.delayMs).toBe(500)
  })

  it('hands on events of the contract and drops everything else', () => {
    const { sources, received } = keep()
    const send = (data: unknown): void => sources[0]?.onmessage?.(new MessageEvent('message', { data }))
    send(JSON.stringify({ name: 'matters.changed', payload: null }))
    for (const wrong of ['not json', '{}', 'null', JSON.stringify({ name: 'nothing.known', payload: null }), JSON.stringify({ name: 'answer.text', payload: { delta: 1 } }), JSON.stringify({ name: 'toString', payload: null }), 7]) send(wrong)
    expect(received).toEqual([{ name: 'matters.changed', payload: null }])
  })

  it('stops for good: no new attempt and no event after that', () => {
    const { sources, waits, stop } = keep()
    sources[0]?.onerror?.(new Event('error'))
    stop()
    expect(waits[0]?.cancelled).toBe(true)
    expect(parseEvent('')).toBeNull()
  })
})

describe('many changes at once', () => {
  afterEach(() => { vi.useRealTimers() })

  it('are answered with the first reload at once and the last one soon, not with one each', () => {
    vi.useFakeTimers()
    const run = vi.fn<() => void>()
    const reload = coalesce(run, 500)
    for (let change = 0; change < 100; change += 1) reload()
    expect(run).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(500)
    expect(run).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(5000)
    expect(run).toHaveBeenCalledTimes(2)
    reload()
    expect(run).toHaveBeenCalledTimes(3)
  })
})
