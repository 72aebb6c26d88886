import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createEventStreams, type EventStreams } from '../../src-main/shell/event-stream.ts'

class FakeResponse extends EventEmitter {
  written = ''
  writableLength = 0
  destroyed = false
  ended = false
  writeHead(): void {}
  write(text: string): void { this.written += text }
  destroy(): void { this.destroyed = true; this.emit('close') }
  end(): void { this.ended = true; this.emit('close') }
}

let streams: EventStreams
beforeEach(() => {
  vi.useFakeTimers()
  streams = createEventStreams()
})
afterEach(() => {
  streams[Symbol.dispose]()
  vi.useRealTimers()
})
const open = (): FakeResponse => {
  const response = new FakeResponse()
  streams.open(response as unknown as ServerResponse)
  return response
}
const event = { name: 'matters.changed', payload: null } as const

describe('the streams of the open windows', () => {
  test('cut off a window that does not read, and only that one', () => {
    const [sleeping, awake] = [open(), open()]
    sleeping.writableLength = 9 * 1024 * 1024
    streams.send(event)
    expect([sleeping.destroyed, awake.destroyed]).toEqual([true, false])
    sleeping.written = ''
    streams.send(event)
    expect(sleeping.written).toBe('')
    expect(awake.written.match(/^data: /gm)).toHaveLength(2)
  })

  test('are not opened without end', () => {
    const windows = Array.from({ length: 32 }, open)
    expect(open).toThrow(expect.objectContaining({ code: 'busy' }))
    windows[0]?.destroy()
    expect(open).not.toThrow()
  })

  test('carry a sign of life while nothing happens', () => {
    const window = open()
    vi.advanceTimersByTime(31_000)
    expect(window.written.match(/^: still here$/gm)).toHaveLength(2)
  })

  test('end when the shell closes', () => {
    const window = open()
    streams[Symbol.dispose]()
    expect(window.ended).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})
