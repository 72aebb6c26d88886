/** Runs asynchronous steps one after the other, in the order they were asked for. A step that fails does not stop the next. */
export interface SerialQueue {
  run<T>(step: () => Promise<T>): Promise<T>
  /** Resolves when everything asked for so far has ended. */
  idle(): Promise<void>
}

export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(step) {
      const result = last.then(step)
      last = result.catch(() => undefined)
      return result
    },
    idle: () => last.then(() => undefined),
  }
}
