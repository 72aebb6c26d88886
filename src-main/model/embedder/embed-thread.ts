import { Worker } from 'node:worker_threads'
import { workerUrl } from '../../support/worker-url.ts'
import { embedMessageSchema, type EmbedRequest, type EmbedWorkerData } from './embed-messages.ts'

export interface EmbedThreadEvents {
  readonly onReady: () => void
  /** `null`: this text could not be embedded. */
  readonly onVector: (id: number, vector: Float32Array | null) => void
  /** Called once, however the thread ended; nothing follows. */
  readonly onEnd: () => void
}

/** One worker thread with the model in it. */
export interface EmbedThread {
  send(request: EmbedRequest): void
  /** Whether the process may end while this thread is waiting for work. */
  setIdle(idle: boolean): void
  end(): Promise<void>
}

export function startEmbedThread(data: EmbedWorkerData, { onReady, onVector, onEnd }: EmbedThreadEvents): EmbedThread {
  // Libraries must not write to the terminal, where document text has no place: their output is read and dropped.
  const worker = new Worker(workerUrl('embed-worker'), { workerData: data, stdout: true, stderr: true })
  worker.stdout.resume()
  worker.stderr.resume()
  let ended = false
  const end = (): void => {
    if (ended) return
    ended = true
    onEnd()
  }
  worker.on('message', (raw: unknown) => {
    const message = embedMessageSchema.safeParse(raw)
    if (!message.success) return void worker.terminate()
    if (message.data.kind === 'ready') return onReady()
    onVector(message.data.id, message.data.kind === 'vector' ? message.data.vector : null)
  })
  worker.on('error', end)
  worker.on('exit', end)
  return {
    send: (request) => worker.postMessage(request),
    setIdle: (idle) => { if (idle) worker.unref(); else worker.ref() },
    async end() {
      await worker.terminate()
    },
  }
}
