import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadChatModel } from '../../src-main/model/llama/load-chat-model.ts'
import { smallChatFile } from '../support/weights.ts'

let folder: string
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'strongroom-llama-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a file that is not a model is refused with a typed error', async () => {
  const file = join(folder, 'not-a-model.gguf')
  await writeFile(file, 'GGUF but not really')
  await expect(loadChatModel({ id: 'broken', file })).rejects.toMatchObject({ code: 'model-load-failed' })
})

test('loading can be called off', async () => {
  const stop = new AbortController()
  const loading = loadChatModel({ id: 'small', file: smallChatFile, signal: stop.signal, onProgress: () => stop.abort() })
  await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
})

test('closing waits for the running answer, refuses further questions, and the model can be loaded again', async () => {
  const model = await loadChatModel({ id: 'small', file: smallChatFile })
  let closing: Promise<void> | null = null
  const run = await model.generate({
    turns: [{ role: 'user', text: 'Count from one to one hundred in words.' }], maxTokens: 200,
    onText: () => { closing ??= Promise.resolve(model[Symbol.asyncDispose]()) },
  })
  await closing
  expect(run.stoppedBy).toBe('abort')
  await expect(model.generate({ turns: [{ role: 'user', text: 'Hello' }], maxTokens: 1 })).rejects.toMatchObject({ code: 'model-failed' })
  const again = await loadChatModel({ id: 'small', file: smallChatFile })
  expect((await again.generate({ turns: [{ role: 'user', text: 'Hello' }], maxTokens: 1 })).outputTokens).toBe(1)
  await again[Symbol.asyncDispose]()
})
