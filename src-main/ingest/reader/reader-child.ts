/** The process that reads files, as whoever started it sees it: it takes messages, gives messages, and can die at any moment. */
export interface ReaderChild {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined
  /** Clones the message; one that cannot be delivered any more is dropped, since the end is told anyway. */
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however it ended; `outOfMemory` when it said, or was seen, to have taken more than it may. */
  onEnd(listener: (end: { readonly outOfMemory: boolean }) => void): void
  /** Whether our own process may end while this one waits for work. */
  setIdle(isIdle: boolean): void
  /** Ends it at once; it holds nothing that could be lost. */
  kill(): void
}

/** In megabytes. */
export interface ReaderMemory {
  /** JavaScript's heap. */
  readonly heapMb: number
  /** Everything that is resident: the heap, WebAssembly, pictures, weights. */
  readonly totalMb: number
}

/** Starts the reading process; each way in has its own way to do so. Never throws: what could not start has ended. */
export type StartReader = (memory: ReaderMemory) => ReaderChild
