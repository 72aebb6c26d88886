// The guard comes first, so that no library loaded after it can open a connection from this thread.
import '../../egress/guard-on.ts'
import { workerData } from 'node:worker_threads'
import { lowerPriority, serveTexts } from '../../support/text-worker.ts'
import { embedWorkerDataSchema } from './embed-messages.ts'
import { loadEmbeddingModel } from './embedding-model.ts'

lowerPriority()
const { folder, threads } = embedWorkerDataSchema.parse(workerData)
const model = await loadEmbeddingModel(folder, threads)
serveTexts(async (text) => {
  const vector = await model.embed(text)
  return { result: vector, transfer: [vector.buffer] }
})
