import { existsSync, readFileSync, statSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTransport } from '../../src-main/egress/transport.ts'
import { realDisk, type Disk } from '../../src-main/model/library/disk.ts'
import type { SourceUse } from '../../src-main/model/library/fetch-file.ts'
import type { ModelProgress } from '../../src-preload/contract/index.ts'
import { otherWeights, smallCatalogue, smallModelFile, smallModelId, smallWeights, testLibrary } from '../support/small-catalogue.ts'
import { alwaysFromStart, cutAfter, endless, stallAfter, startWeightsServer, status, whole, type WeightsServer } from '../support/weights-server.ts'

const transport = createTransport({ idleTimeoutMs: 300, connectTimeoutMs: 2000 })
let server: WeightsServer
beforeEach(async () => { server = await startWeightsServer() })
afterEach(() => server[Symbol.asyncDispose]())

const make = (options: Partial<Parameters<typeof testLibrary>[0]> = {}) => testLibrary({ transport, testOrigin: server.origin, ...options })
const failure = async (promise: Promise<unknown>): Promise<string> => promise.then(() => 'no failure', (error: { code?: string }) => error.code ?? 'untyped')

describe('fetching weights', () => {
  it('gives a file its name only when its SHA-256 was right, and tells the progress', async () => {
    const progress: ModelProgress[] = []
    using test = make({ onProgress: (each) => progress.push(each) })
    server.answerWith(whole(smallWeights))
    const fetched = await test.library.fetch(smallModelId)
    expect(fetched).toMatchObject({ state: 'ready', bytesDone: smallWeights.byteLength, failure: null })
    expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
    expect(existsSync(test.part)).toBe(false)
    expect(progress.at(-1)).toMatchObject({ state: 'ready', bytesDone: smallWeights.byteLength, bytesTotal: smallWeights.byteLength })
    expect(server.requests).toEqual([`/maker/model/resolve/${smallCatalogue.models[0]?.files[0]?.hub?.commit}/${smallModelFile}`])
  })

  it('tells which host gave how much, also when it refused or broke off, and never of a folder', async () => {
    const uses: SourceUse[] = []
    using test = make({ onSourceDone: (modelId, use) => { expect(modelId).toBe(smallModelId); uses.push(use) } })
    server.answerWith(status(404))
    await failure(test.library.fetch(smallModelId))
    server.answerWith(cutAfter(smallWeights, 200_000), status(503))
    await failure(test.library.fetch(smallModelId))
    const kept = statSync(test.part).size
    server.answerWith(whole(smallWeights))
    await test.library.fetch(smallModelId)
    const { host } = new URL(server.origin)
    const sha256 = smallCatalogue.models[0]?.files[0]?.sha256
    expect(uses).toEqual([
      { host, bytes: 0, sha256, failure: 'download-refused' },
      { host, bytes: kept, sha256, failure: 'download-refused' },
      { host, bytes: smallWeights.byteLength - kept, sha256, failure: null },
    ])
  })

  it('deletes a file with a wrong hash and says so', async () => {
    using test = make()
    server.answerWith(whole(otherWeights))
    expect(await failure(test.library.fetch(smallModelId))).toBe('model-wrong-hash')
    expect(existsSync(test.target)).toBe(false)
    expect(existsSync(test.part)).toBe(false)
    expect(await test.library.status(smallModelId)).toMatchObject({ state: 'absent', failure: { code: 'model-wrong-hash' } })
  })

  it('goes on after a cut connection, asking only for what is missing', async () => {
    using test = make()
    server.answerWith(cutAfter(smallWeights, 200_000), cutAfter(smallWeights, 100_000), whole(smallWeights))
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    const starts = server.requests.map((request) => Number(/bytes=(\d+)-/.exec(request)?.[1] ?? 0))
    expect(starts.length).toBeGreaterThanOrEqual(3)
    expect(starts[0]).toBe(0)
    // What was still on its way when the connection broke is asked for again, never what is on disk.
    expect(starts[1]).toBeGreaterThan(0)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
  })

  it('keeps what came when the connection stays broken, and the next fetch goes on from there', async () => {
    using test = make()
    server.answerWith(cutAfter(smallWeights, 200_000), status(503))
    expect(await failure(test.library.fetch(smallModelId))).toBe('download-refused')
    const { state, bytesDone } = await test.library.status(smallModelId)
    expect({ state, bytesDone }).toEqual({ state: 'partial', bytesDone: statSync(test.part).size })
    expect(bytesDone).toBeGreaterThan(0)
    server.answerWith(whole(smallWeights))
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready', failure: null })
    expect(server.requests.at(-1)).toContain(`bytes=${bytesDone}-`)
  })

  it('starts again where a server cannot resume', async () => {
    using test = make()
    server.answerWith(cutAfter(smallWeights, 200_000), alwaysFromStart(smallWeights))
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
  })

  it('gives up on a server that falls silent', async () => {
    using test = make()
    server.answerWith(stallAfter(smallWeights, 0))
    expect(await failure(test.library.fetch(smallModelId))).toBe('download-interrupted')
  })

  it('refuses a file that is not there, with the status', async () => {
    using test = make()
    server.answerWith(status(404))
    await expect(test.library.fetch(smallModelId)).rejects.toMatchObject({ code: 'download-refused', facts: { status: 404 } })
  })

  it('does not follow a redirect to a host outside the catalogue', async () => {
    using test = make()
    server.answerWith(status(302, { location: 'https://elsewhere.example/small.gguf' }))
    expect(await failure(test.library.fetch(smallModelId))).toBe('host-not-allowed')
    server.answerWith(status(302, { location: 'http://hub.example/small.gguf' }))
    expect(await failure(test.library.fetch(smallModelId)), 'an allowed host without TLS').toBe('host-not-allowed')
  })

  it('follows a redirect within what is allowed, and not for ever', async () => {
    using test = make()
    server.answerWith(status(302, { location: '/moved/small.gguf' }), whole(smallWeights))
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    using other = make()
    server.answerWith(status(302, { location: '/again' }))
    expect(await failure(other.library.fetch(smallModelId))).toBe('download-refused')
  })

  it('stops a body that is longer than the catalogue says', async () => {
    using test = make()
    server.answerWith(endless)
    expect(await failure(test.library.fetch(smallModelId))).toBe('download-refused')
    expect(statSync(test.part).size).toBeLessThanOrEqual(smallWeights.byteLength)
    server.answerWith(whole(Buffer.concat([smallWeights, otherWeights])))
    using announced = make()
    expect(await failure(announced.library.fetch(smallModelId))).toBe('download-refused')
  })

  it('asks nobody while the user has chosen offline', async () => {
    using test = make({ isOffline: () => true })
    expect(await failure(test.library.fetch(smallModelId))).toBe('offline')
    expect(server.requests).toEqual([])
  })

  it('can be stopped, and keeps what came', async () => {
    using test = make({ transport: createTransport({ idleTimeoutMs: 20_000 }), onProgress: (progress) => { if (progress.bytesDone >= 1) test.library.cancelFetch(smallModelId) } })
    server.answerWith(stallAfter(smallWeights, 100_000))
    expect(await failure(test.library.fetch(smallModelId))).toBe('cancelled')
    expect(await test.library.status(smallModelId)).toMatchObject({ state: 'partial', failure: null })
  })

  it('joins a second request for the same model to the first', async () => {
    using test = make()
    server.answerWith(whole(smallWeights))
    const [first, second] = await Promise.all([test.library.fetch(smallModelId), test.library.fetch(smallModelId)])
    expect(first).toEqual(second)
    expect(server.requests.length).toBe(1)
  })

  it('leaves a model alone that another process is fetching', async () => {
    using test = make()
    mkdirSync(join(test.folder, smallModelId))
    writeFileSync(join(test.folder, smallModelId, '.fetching'), '1')
    expect(await failure(test.library.fetch(smallModelId))).toBe('busy')
    writeFileSync(join(test.folder, smallModelId, '.fetching'), '2147483646')
    server.answerWith(whole(smallWeights))
    expect(await test.library.fetch(smallModelId), 'once that process is gone').toMatchObject({ state: 'ready' })
  })
})

describe('a disk that does not take the weights', () => {
  const failing = (code: string, afterBytes = 0): Disk => ({
    ...realDisk,
    async grow(path, keepBytes) {
      const file = await realDisk.grow(path, keepBytes)
      let written = 0
      return { ...file, append: async (bytes) => {
        written += bytes.byteLength
        if (written > afterBytes) throw Object.assign(new Error('scripted'), { code })
        await file.append(bytes)
      } }
    },
  })

  it('that runs full leaves no file under the final name, and goes on when there is room', async () => {
    using test = make({ disk: failing('ENOSPC', 300_000) })
    server.answerWith(whole(smallWeights))
    expect(await failure(test.library.fetch(smallModelId))).toBe('disk-full')
    expect(existsSync(test.target)).toBe(false)
    using later = make({ modelsFolder: test.folder })
    expect(await later.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
  })

  it('that has too little room is told before the first byte', async () => {
    using test = make({ disk: { ...realDisk, freeBytes: async () => 1000 } })
    expect(await failure(test.library.fetch(smallModelId))).toBe('disk-full')
    expect(server.requests).toEqual([])
  })

  it('that is read-only is told as such', async () => {
    using test = make({ disk: failing('EROFS') })
    server.answerWith(whole(smallWeights))
    expect(await failure(test.library.fetch(smallModelId))).toBe('disk-read-only')
    using file = make()
    writeFileSync(join(file.folder, smallModelId), 'a file where the folder should be')
    expect(await failure(file.library.fetch(smallModelId))).not.toBe('no failure')
  })
})

describe('weights that are here', () => {
  it('are not read again by the next start', async () => {
    using test = make()
    server.answerWith(whole(smallWeights))
    await test.library.fetch(smallModelId)
    // Other bytes with the time and size that the marker vouches for: only a reader of the bytes could tell.
    const { atime, mtime } = statSync(test.target)
    const marker = JSON.parse(readFileSync(`${test.target}.verified.json`, 'utf8')) as { mtimeMs: number }
    writeFileSync(test.target, otherWeights)
    utimesSync(test.target, atime, mtime)
    writeFileSync(`${test.target}.verified.json`, JSON.stringify({ ...marker, mtimeMs: statSync(test.target).mtimeMs }))
    using next = make({ modelsFolder: test.folder })
    expect(await next.library.status(smallModelId)).toMatchObject({ state: 'ready' })
  })

  it('are found damaged when they were changed, deleted by verify, and fetched anew', async () => {
    using test = make()
    server.answerWith(whole(smallWeights))
    await test.library.fetch(smallModelId)
    writeFileSync(test.target, otherWeights)
    expect(await test.library.status(smallModelId)).toMatchObject({ state: 'damaged' })
    expect(await test.library.folderOf(smallModelId)).toBe(null)
    expect(await failure(test.library.verify(smallModelId))).toBe('model-wrong-hash')
    expect(existsSync(test.target)).toBe(false)
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(await test.library.verify(smallModelId)).toMatchObject({ state: 'ready' })
  })

  it('are taken from a folder the user names, also while offline', async () => {
    using usb = make()
    mkdirSync(join(usb.folder, smallModelId))
    writeFileSync(usb.target, smallWeights)
    using test = make({ weightsFolders: [join(usb.folder, 'missing'), usb.folder], isOffline: () => true })
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(server.requests).toEqual([])
  })

  it('can be removed, and are then absent', async () => {
    using test = make()
    server.answerWith(whole(smallWeights))
    await test.library.fetch(smallModelId)
    expect(await test.library.chatFile(null)).toEqual({ id: smallModelId, file: test.target })
    await test.library.remove(smallModelId)
    expect(existsSync(join(test.folder, smallModelId))).toBe(false)
    expect(await test.library.status(smallModelId)).toMatchObject({ state: 'absent', bytesDone: 0 })
    expect(await test.library.chatFile(null)).toBe(null)
    expect(await failure(test.library.remove('unknown'))).toBe('not-found')
  })
})
