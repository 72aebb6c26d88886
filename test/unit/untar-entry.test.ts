import fc from 'fast-check'
import { expect, it } from 'vitest'
import { untarEntry } from '../../src-main/egress/untar-entry.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { makeTarball } from '../support/make-tarball.ts'

async function entryOf(archive: Uint8Array, name: string, step = archive.length): Promise<Uint8Array> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += step) yield archive.subarray(at, at + step)
  }
  const read: Uint8Array[] = []
  for await (const chunk of untarEntry(pieces(), name)) read.push(Buffer.from(chunk))
  return Buffer.concat(read)
}

it('gives the file that was asked for, whatever is packed around it and however it arrives', async () => {
  const bytes = fc.uint8Array({ maxLength: 2_000 })
  await fc.assert(fc.asyncProperty(bytes, bytes, bytes, fc.integer({ min: 1, max: 700 }), async (before, wanted, after, step) => {
    fc.pre(wanted.length > 0)
    const archive = makeTarball({ 'package/a': before, 'package/b.gz': wanted, 'package/c': after })
    expect(Buffer.from(await entryOf(archive, 'package/b.gz', step)).equals(Buffer.from(wanted))).toBe(true)
  }), { numRuns: 50 })
})

it('refuses an archive without the file, a broken one, and one that ends early', async () => {
  const archive = makeTarball({ 'package/a': Buffer.alloc(9_000, 'random'), 'package/b': Buffer.from('b') })
  const reason = (read: Promise<unknown>): Promise<unknown> => read.then(() => 'read', (error: unknown) => (error instanceof AppError ? error.code : error))
  expect(await reason(entryOf(archive, 'package/c'))).toBe('download-refused')
  expect(await reason(entryOf(archive.subarray(0, archive.length - 30), 'package/c'))).toBe('download-refused')
  expect(await reason(entryOf(Buffer.from('no archive'), 'package/a'))).toBe('download-refused')
  expect(await reason(entryOf(makeTarball({ a: Buffer.alloc(0) }).toReversed(), 'a'))).toBe('download-refused')
})
