import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue, catalogueSchema } from '../../src-main/model/library/catalogue.ts'
import { repositoryRoot } from '../support/import-graph.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, 'models', name), 'utf8'))
const files = catalogue.models.flatMap((model) => model.files)

describe('the catalogue', () => {
  it('has the published schema', () => {
    expect(read('catalogue.schema.json')).toEqual(z.toJSONSchema(catalogueSchema))
  })

  it('has one default for chat and one for search, and ids that are unique', () => {
    const defaults = catalogue.models.filter((model) => model.isDefault).map((model) => model.kind)
    expect(defaults.toSorted()).toEqual(['chat', 'embedding', 'ner'])
    expect(new Set(catalogue.models.map((model) => model.id)).size).toBe(catalogue.models.length)
  })

  it('names at least one source for every file, whose parts add up to it', () => {
    for (const file of files) {
      expect(file.hub ?? file.packageMirror, file.path).not.toBeNull()
    }
    const mirrored = files.flatMap(({ path, bytes, packageMirror }) => (packageMirror ? [{ path, bytes, sum: packageMirror.parts.reduce((sum, part) => sum + part.bytes, 0) }] : []))
    expect(mirrored.length).toBeGreaterThan(0)
    expect(mirrored.filter(({ bytes, sum }) => bytes !== sum)).toEqual([])
  })

  it.each([['../up'], ['/absolute'], ['a/../b'], ['a\\b'], ['.hidden'], ['C:/x'], ['']])('refuses the file path %j', (path) => {
    const changed = structuredClone(catalogue)
    Reflect.set(changed.models[0]?.files[0] ?? {}, 'path', path)
    expect(catalogueSchema.safeParse(changed).success).toBe(false)
  })

  it('refuses a branch where a commit belongs', () => {
    const changed = structuredClone(catalogue)
    const hub = changed.models.flatMap((model) => model.files).find((file) => file.hub)?.hub
    Reflect.set(hub ?? {}, 'commit', 'main')
    expect(catalogueSchema.safeParse(changed).success).toBe(false)
  })
})
