import type { AppEvent, EventName, EventPayload } from '../../src-preload/contract/index.ts'

/** Tells every open window what happened. A listener that throws does not stop the others. */
export interface EventBus {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void
  subscribe(listener: (event: AppEvent) => void): () => void
}

export function createEventBus(): EventBus {
  const listeners = new Set<(event: AppEvent) => void>()
  return {
    emit(name, payload) {
      const event = { name, payload } as AppEvent
      for (const listener of listeners) {
        try {
          listener(event)
        } catch {
          // A window that is closing must not keep the others from hearing.
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
