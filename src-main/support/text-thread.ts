import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { z } from 'zod'
import { textMessageSchema, type TextOrder, type TextRequest } from './text-messages.ts'
import { workerUrl } from './worker-url.ts'

export interface TextThreadEvents<Result> {
  readonly onReady: () => void
  /** `null`: nothing could be made of this text. */
  readonly onResult: (id: number, result: Result | null) => void
  /** Called once, however the thread ended; nothing follows. */
  readonly onEnd: () => void
}

/** One worker thread with a model in it (text-worker.ts). */
export interface TextThread {
  send(request: TextRequest): void
  /** Whether the process may end while this thread is waiting for work. */
  setIdle(idle: boolean): void
  /** Resolves when it has ended, which waits for the text in hand: native code that is cut off takes the whole process with it. */
  end(): Promise<void>
}

export interface TextThreadOptions<Result> {
  readonly worker: Parameters<typeof workerUrl>[0]
  readonly data: unknown
  readonly result: z.ZodType<Result>
}

/** Starts a thread; whatever it says that is not of the agreed form ends it. */
export function startTextThread<Result>({ worker: name, data, result }: TextThreadOptions<Result>, { onReady, onResult, onEnd }: TextThreadEvents<Result>): TextThread {
  // Libraries must not write to the terminal, where document text has no place: their output is read and dropped.
  const worker = new Worker(workerUrl(name), { workerData: data, stdout: true, stderr: true })
  worker.stdout.resume()
  worker.stderr.resume()
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    onEnd()
  }
  worker.on('message', (raw: unknown) => {
    const message = textMessageSchema.safeParse(raw)
    if (!message.success) return void worker.terminate()
    if (message.data.kind === 'ready') return onReady()
    if (message.data.kind === 'failed') return onResult(message.data.id, null)
    const made = result.safeParse(message.data.result)
    if (!made.success) return void worker.terminate()
    onResult(message.data.id, made.data)
  })
  worker.on('error', end)
  worker.on('exit', end)
  const post = (order: TextOrder): void => worker.postMessage(order)
  return {
    send: post,
    setIdle: (idle) => { if (idle) worker.unref(); else worker.ref() },
    async end() {
      if (ended) return
      const exit = once(worker, 'exit')
      worker.ref()
      post({ end: true })
      await exit
    },
  }
}
