// The guard comes first, so that no library loaded after it can open a connection from this thread.
import '../../egress/guard-on.ts'
import { constants, platform, setPriority } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { type EmbedMessage, type EmbedRequest, embedRequestSchema, embedWorkerDataSchema } from './embed-messages.ts'
import { loadEmbeddingModel } from './embedding-model.ts'

// On Linux 0 means the calling thread, and the runtime's own threads inherit it; elsewhere it would slow the whole app.
if (platform() === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)

const { folder, threads } = embedWorkerDataSchema.parse(workerData)
const post = (message: EmbedMessage, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer)

const urgent: EmbedRequest[] = []
const waiting: EmbedRequest[] = []
let running = false

const model = await loadEmbeddingModel(folder, threads)
parentPort?.on('message', (raw: unknown) => {
  const request = embedRequestSchema.parse(raw)
  void (request.urgent ? urgent : waiting).push(request)
  if (!running) void work()
})
post({ kind: 'ready' })

async function work(): Promise<void> {
  running = true
  for (let request = next(); request; request = next()) {
    const { id, text } = request
    try {
      const vector = await model.embed(text)
      post({ kind: 'vector', id, vector }, [vector.buffer])
    } catch {
      post({ kind: 'failed', id })
    }
    // The model blocks this thread while it runs: let a question that came meanwhile in before the next passage.
    await setImmediate()
  }
  running = false
}

function next(): EmbedRequest | undefined {
  return urgent.shift() ?? waiting.shift()
}
