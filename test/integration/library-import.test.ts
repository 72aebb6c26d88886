import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTransport } from '../../src-main/egress/transport.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { smallModelId, smallWeights, testLibrary } from '../support/small-catalogue.ts'

const transport = createTransport()
let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-import-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const header = Buffer.from('GGUF\u0003\0\0\0', 'latin1')
const file = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const failure = async (promise: Promise<unknown>): Promise<string> => promise.then(() => 'no failure', (error: { code?: string }) => error.code ?? 'untyped')

describe('importing a GGUF', () => {
  it('keeps a copy under its own id with its hash, and finds it again after a restart', async () => {
    using test = testLibrary({ transport })
    const path = file('My Model (v2).Q4_K_M.GGUF', Buffer.concat([header, smallWeights]))
    const imported = await test.library.importGguf(path)
    expect(imported).toMatchObject({ id: 'my-model-v2-.q4_k_m', provenance: 'imported', kind: 'chat', state: 'ready', contextTokens: 2048, bytes: smallWeights.byteLength + 8 })
    expect(imported.memoryBytes).toBeGreaterThan(0)
    using next = testLibrary({ transport, modelsFolder: test.folder })
    const chat = await next.library.chatFile(imported.id)
    expect(chat?.id).toBe(imported.id)
    expect(readFileSync(chat?.file ?? '').equals(readFileSync(path))).toBe(true)
    expect(await next.library.verify(imported.id)).toMatchObject({ state: 'ready' })
  })

  it('recognises the same file again, and gives another file of the same name an id of its own', async () => {
    using test = testLibrary({ transport })
    const first = await test.library.importGguf(file('a.gguf', Buffer.concat([header, Buffer.from('one')])))
    expect((await test.library.importGguf(join(folder, 'a.gguf'))).id).toBe(first.id)
    const second = await test.library.importGguf(file('a.gguf', Buffer.concat([header, Buffer.from('two')])))
    expect(second.id).toBe('a-2')
  })

  it('refuses what is no GGUF, and copies nothing', async () => {
    using test = testLibrary({ transport })
    expect(await failure(test.library.importGguf(file('x.gguf', Buffer.from('PK\u0003\u0004 not weights'))))).toBe('model-not-gguf')
    expect(await failure(test.library.importGguf(file('empty.gguf', Buffer.alloc(0))))).toBe('model-not-gguf')
    expect(await failure(test.library.importGguf(file('old.gguf', Buffer.from('GGUF\u0001\0\0\0 version 1'))))).toBe('model-not-gguf')
    expect(await failure(test.library.importGguf(folder))).toBe('model-not-gguf')
    expect(await failure(test.library.importGguf(join(folder, 'missing.gguf')))).toBe('file-missing')
    expect((await test.library.list()).map((model) => model.id)).toEqual([smallModelId])
  })

  it('refuses a header that cannot be loaded before anything is copied', async () => {
    using test = testLibrary({ transport, readShape: async () => { throw new AppError('model-load-failed') } })
    expect(await failure(test.library.importGguf(file('odd.gguf', header)))).toBe('model-load-failed')
    expect(existsSync(join(test.folder, 'odd'))).toBe(false)
  })

  it('leaves the original when the copy is removed', async () => {
    using test = testLibrary({ transport })
    const path = file('keep.gguf', Buffer.concat([header, Buffer.from('weights')]))
    const { id } = await test.library.importGguf(path)
    await test.library.remove(id)
    expect(existsSync(path)).toBe(true)
    expect((await test.library.list()).map((model) => model.id)).not.toContain(id)
  })
})
