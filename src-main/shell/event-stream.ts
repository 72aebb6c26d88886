import type { ServerResponse } from 'node:http'
import type { AppEvent } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import { pageHeaders } from './content-security-policy.ts'

const maxWindows = 32
/** A window that does not read (a sleeping tab) is cut off here; it reconnects and asks for the present state. */
const maxWaitingBytes = 8 * 1024 * 1024
const heartbeatMs = 15_000

/** Server-sent events to every open window (HTML Living Standard §9.2). */
export interface EventStreams extends Disposable {
  /** Keeps the response open. Errors: `busy` when too many windows are open. */
  open(response: ServerResponse): void
  send(event: AppEvent): void
}

export function createEventStreams(): EventStreams {
  const windows = new Set<ServerResponse>()
  const write = (text: string): void => {
    for (const window of windows) {
      window.write(text)
      if (window.writableLength > maxWaitingBytes) window.destroy()
    }
  }
  // Also finds out which windows are gone, where the system did not say.
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
  heartbeat.unref()
  return {
    open(response) {
      if (windows.size >= maxWindows) throw new AppError('busy', { windows: windows.size })
      response.writeHead(200, { ...pageHeaders, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write('retry: 1000\n\n')
      windows.add(response)
      response.on('close', () => windows.delete(response))
    },
    send(event) {
      if (windows.size > 0) write(`data: ${JSON.stringify(event)}\n\n`)
    },
    [Symbol.dispose]() {
      clearInterval(heartbeat)
      for (const window of windows) window.end()
      windows.clear()
    },
  }
}
