import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The folder of verified weights that the model tier uses: `STRONGROOM_TEST_MODELS`, or models/weights of the checkout. */
export const weightsFolder = process.env['STRONGROOM_TEST_MODELS'] ?? join(root, 'models', 'weights')

export const embeddingFolder = join(weightsFolder, 'all-minilm-l6-v2')
export const namesFolder = join(weightsFolder, 'en-core-web-md-ner')
export const smallChatFile = join(weightsFolder, 'qwen2.5-coder-0.5b-instruct-q4_k_m', 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf')

/** Third-party evaluation files beside the checkout; absent on most machines, so tests that need them skip with a message. */
export const sharedData = join(root, '..', 'shared', 'data')
export const hasSharedData = existsSync(sharedData)
