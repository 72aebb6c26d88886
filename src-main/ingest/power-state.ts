/** Whether reading waits because the machine runs on its battery. */
export interface PowerState extends Disposable {
  readonly waits: () => boolean
  /** Looks now: the person changed the setting. */
  look(): void
  /** Called when that changes; returns the way to stop. */
  subscribe(listener: (waits: boolean) => void): () => void
}

export interface PowerOptions {
  /** Null where the machine does not say. */
  readonly onBattery: () => boolean | null
  readonly isWanted: () => boolean
  readonly everyMs?: number
}

export function createPowerState({ onBattery, isWanted, everyMs = 20_000 }: PowerOptions): PowerState {
  const listeners = new Set<(waits: boolean) => void>()
  const read = (): boolean => isWanted() && onBattery() === true
  let waits = read()
  const look = (): void => {
    const now = read()
    if (now === waits) return
    waits = now
    for (const listener of listeners) listener(now)
  }
  const timer = setInterval(look, everyMs).unref()
  return {
    waits: () => waits,
    look,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
