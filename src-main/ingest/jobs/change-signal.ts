/** Wakes everyone who waits for "something changed". Ask for {@link next} in the same turn in which nothing was found to do. */
export interface ChangeSignal {
  notify(): void
  next(): Promise<void>
}

export function createChangeSignal(): ChangeSignal {
  let waiting = Promise.withResolvers<void>()
  return {
    notify() {
      const woken = waiting
      waiting = Promise.withResolvers<void>()
      woken.resolve()
    },
    next: () => waiting.promise,
  }
}
