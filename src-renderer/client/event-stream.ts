import { events, type AppEvent } from '../../src-preload/contract/index.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

/** The part of the browser's EventSource that is used; tests bring their own. */
export interface EventSourceLike {
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onerror: ((event: Event) => void) | null
  close(): void
}

interface StreamOptions {
  readonly open: () => EventSourceLike
  readonly onEvent: (event: AppEvent) => void
  readonly onState: (state: ConnectionState) => void
  readonly schedule?: (run: () => void, delayMs: number) => () => void
}

const firstDelayMs = 500
const longestDelayMs = 5000

/** Parses one `data:` line of the stream; null for anything that is not an event of the contract. */
export function parseEvent(data: unknown): AppEvent | null {
  if (typeof data !== 'string') return null
  let raw: unknown
  try {
    raw = JSON.parse(data)
  } catch {
    return null
  }
  if (typeof raw !== 'object' || raw === null || !('name' in raw) || !('payload' in raw)) return null
  const { name, payload } = raw
  if (typeof name !== 'string' || !Object.hasOwn(events, name)) return null
  const parsed = events[name as keyof typeof events].safeParse(payload)
  return parsed.success ? ({ name, payload: parsed.data } as AppEvent) : null
}

/**
 * Keeps one event stream open. EventSource gives up on some errors and says nothing, so each error closes it
 * and a new one is opened after 0.5 s, then twice as long, up to 5 s. Returns the way to stop.
 */
export function keepEventStream({ open, onEvent, onState, schedule = defaultSchedule }: StreamOptions): () => void {
  let source: EventSourceLike | null = null
  let cancelRetry: (() => void) | null = null
  let delayMs = firstDelayMs
  let stopped = false

  const connect = (): void => {
    const opened = open()
    source = opened
    opened.onopen = () => {
      delayMs = firstDelayMs
      onState('open')
    }
    opened.onmessage = (message) => {
      const event = parseEvent(message.data)
      if (event !== null) onEvent(event)
    }
    opened.onerror = () => {
      opened.close()
      if (stopped || source !== opened) return
      source = null
      onState('lost')
      cancelRetry = schedule(connect, delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    }
  }
  onState('connecting')
  connect()
  return () => {
    stopped = true
    cancelRetry?.()
    source?.close()
  }
}

function defaultSchedule(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}
