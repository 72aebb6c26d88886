import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Transport } from '../../src-main/egress/transport.ts'
import type { Catalogue } from '../../src-main/model/library/catalogue.ts'
import { createModelLibrary, type ModelLibrary, type ModelLibraryOptions } from '../../src-main/model/library/model-library.ts'

/** Bytes that stand for weights: large enough to come in several pieces, and never the same twice. */
export const smallWeights = randomBytes(600_000)
export const otherWeights = randomBytes(600_000)
export const smallModelId = 'small-model'
export const smallModelFile = 'small.gguf'

/** A catalogue of one model with one file on the hub. */
export const smallCatalogue: Catalogue = {
  $schema: './catalogue.schema.json', version: 1, hosts: ['hub.example'],
  models: [{
    id: smallModelId, kind: 'chat', label: 'Small', licence: 'Apache-2.0', provenance: 'listed', isDefault: true, contextTokens: 512, memoryBytes: 1000, promptFormat: null,
    files: [{
      path: smallModelFile, bytes: smallWeights.byteLength, sha256: createHash('sha256').update(smallWeights).digest('hex'), packageMirror: null,
      hub: { repo: 'maker/model', commit: '0123456789012345678901234567890123456789', path: smallModelFile },
    }],
  }],
}

export interface TestLibrary extends Disposable {
  readonly library: ModelLibrary
  readonly folder: string
  /** Where the file ends up, and where it is before it is whole. */
  readonly target: string
  readonly part: string
}

/** A library on an empty folder. Anything not given is the product's own. */
export function testLibrary(options: Partial<ModelLibraryOptions> & { readonly transport: Transport }): TestLibrary {
  const folder = options.modelsFolder ?? mkdtempSync(join(tmpdir(), 'strongroom-models-'))
  const target = join(folder, smallModelId, smallModelFile)
  const library = createModelLibrary({
    catalogue: smallCatalogue, isOffline: () => false, chosenChatModelId: () => null, memoryBytes: 8e9,
    readShape: async () => ({ layers: 2, kvHeads: 1, keyValueLength: 8, trainContextTokens: 2048, weightBytes: 1000 }),
    ...options, modelsFolder: folder,
  })
  return { library, folder, target, part: `${target}.part`, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
