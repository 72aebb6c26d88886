import fc from 'fast-check'
import { zipSync, type Zippable } from 'fflate'
import { expect, it } from 'vitest'
import { unzipEntry } from '../../src-main/egress/unzip-entry.ts'

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}
const collect = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const failure = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no failure', (error: unknown) => error)

it('gives exactly the bytes of the entry that was asked for, however the archive is cut into pieces', async () => {
  const content = fc.uint8Array({ maxLength: 5000 })
  await fc.assert(fc.asyncProperty(content, content, content, fc.integer({ min: 1, max: 700 }), fc.constantFrom<0 | 6>(0, 6), async (before, wanted, after, size, level) => {
    const files: Zippable = { 'before.bin': [before, { level: 6 }], 'data/part01.bin': [wanted, { level }], 'data/part01.bin.sig': [after, { level: 0 }] }
    expect(await collect(unzipEntry(pieces(zipSync(files), size), 'data/part01.bin'))).toEqual(Buffer.from(wanted))
  }), { numRuns: 60 })
})

it('reads an archive inside an archive', async () => {
  const inner = zipSync({ 'tokenizer.json': Buffer.from('{"a":1}'), 'model.bin': Buffer.alloc(200_000, 7) })
  const outer = zipSync({ 'package/model.zip': [inner, { level: 6 }] })
  expect((await collect(unzipEntry(unzipEntry(pieces(outer, 4096), 'package/model.zip'), 'tokenizer.json'))).toString()).toBe('{"a":1}')
})

it('refuses an archive without the entry, one that is cut short, and one that is no archive', async () => {
  const archive = zipSync({ 'a.bin': [Buffer.alloc(50_000, 'strongroom'), { level: 0 }] })
  expect(await failure(collect(unzipEntry(pieces(archive, 1000), '../a.bin')))).toMatchObject({ code: 'download-refused', facts: { reason: 'entry-missing' } })
  expect(await failure(collect(unzipEntry(pieces(archive.subarray(0, 20_000), 1000), 'a.bin')))).toMatchObject({ code: 'download-refused' })
  expect(await failure(collect(unzipEntry(pieces(Buffer.from('no archive at all, only words'), 5), 'a.bin')))).toMatchObject({ code: 'download-refused' })
})
