import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTransport } from '../../src-main/egress/transport.ts'
import { catalogue } from '../../src-main/model/library/catalogue.ts'
import { readModelShape } from '../../src-main/model/llama/read-model-shape.ts'
import { testLibrary } from '../support/small-catalogue.ts'
import { smallChatFile, weightsFolder } from '../support/weights.ts'

const chatId = 'qwen2.5-coder-0.5b-instruct-q4_k_m'

describe.skipIf(!existsSync(smallChatFile))('the real weights', () => {
  it('are what the catalogue says, byte for byte', async () => {
    using test = testLibrary({ transport: createTransport(), catalogue, weightsFolders: [weightsFolder], isOffline: () => true })
    expect(await test.library.fetch('all-minilm-l6-v2')).toMatchObject({ state: 'ready' })
    expect(await test.library.fetch(chatId)).toMatchObject({ state: 'ready' })
    expect((await test.library.chatFile(null))?.id).toBe(chatId)
  })

  it('imported by path take the place of the catalogue’s own entry', async () => {
    using test = testLibrary({ transport: createTransport(), catalogue, isOffline: () => true, readShape: readModelShape })
    expect(await test.library.importGguf(smallChatFile)).toMatchObject({ id: chatId, provenance: 'measured', state: 'ready' })
  })

  it('need about the memory that the catalogue states', async () => {
    using test = testLibrary({ transport: createTransport(), isOffline: () => true, readShape: readModelShape })
    const imported = await test.library.importGguf(smallChatFile)
    const stated = catalogue.models.find((model) => model.id === chatId)
    expect(imported).toMatchObject({ provenance: 'imported', contextTokens: stated?.contextTokens })
    expect(Math.abs(imported.memoryBytes - (stated?.memoryBytes ?? 0)) / imported.memoryBytes).toBeLessThan(0.02)
  })
})
