// The guard comes first, so that no library loaded after it can open a connection from this thread.
import '../../guard-on.ts'
import { workerData } from 'node:worker_threads'
import { lowerPriority, serveTexts } from '../../../support/text-worker.ts'
import { findNames } from './find-names.ts'
import { nameWorkerDataSchema } from './name-messages.ts'
import { loadNameModel } from './name-model.ts'

lowerPriority()
const { folder, threads, readiness } = nameWorkerDataSchema.parse(workerData)
const model = await loadNameModel(folder, threads)
serveTexts(async (text) => ({ result: await findNames(model, text, readiness) }))
