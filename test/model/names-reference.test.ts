import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { modelFiles } from '../../src-main/egress/redact/names/model-files.ts'
import { createNameFinder } from '../../src-main/egress/redact/names/name-finder.ts'
import { loadNameModel } from '../../src-main/egress/redact/names/name-model.ts'
import { readTokenizerRules } from '../../src-main/egress/redact/names/tokenizer-rules.ts'
import { Tokenizer } from '../../src-main/egress/redact/names/tokenizer.ts'
import { toFailure } from '../../src-main/support/errors.ts'
import { namesFolder } from '../support/weights.ts'

const referenceSchema = z.object({
  made: z.string(),
  texts: z.array(z.object({ text: z.string(), tokens: z.array(z.string()), entities: z.array(z.tuple([z.number(), z.number(), z.string()])) })),
})
/** What real spaCy made of texts that were written for this project. */
const reference = referenceSchema.parse(JSON.parse(readFileSync(new URL('../support/fixtures/names-reference.json', import.meta.url), 'utf8')))
const { signal } = new AbortController()

describe('the port of spaCy\'s name finder', () => {
  test(`cuts texts into the same tokens (${reference.made})`, () => {
    const tokenizer = new Tokenizer(readTokenizerRules(readFileSync(join(namesFolder, modelFiles.tokenizer))))
    for (const { text, tokens } of reference.texts) {
      const found = tokenizer.tokens(text)
      expect(found.map((token) => token.text)).toEqual(tokens)
      for (const { start, text: token } of found) expect(text.slice(start, start + token.length)).toBe(token)
    }
  })

  test('finds the same names with the same labels, in any order of the texts', async () => {
    const model = await loadNameModel(namesFolder, 1)
    for (const { text, entities } of [...reference.texts, ...reference.texts.toReversed()]) {
      const found = await model.find(text, { readiness: null })
      expect(found.map(({ start, end, label }) => [start, end, label])).toEqual(entities)
    }
  })

  test('ends with any text, also one made to take long', async () => {
    const model = await loadNameModel(namesFolder, 1)
    const nasty = ['('.repeat(4000), ':'.repeat(4000), 'a:@'.repeat(1500), '\uD800'.repeat(100), '\n'.repeat(4000), "'".repeat(2000) + '"'.repeat(2000), 'x'.repeat(8000), '$1.'.repeat(2000)]
    const started = performance.now()
    for (const text of nasty) await model.find(text, { readiness: 2 })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('the name finder', () => {
  test('finds who and where, however it is written, and leaves what names nobody', async () => {
    await using finder = createNameFinder({ folder: namesFolder, workers: 1 })
    const found = async (text: string): Promise<string[]> => (await finder.detect(text, { signal })).spans.map(({ start, end, category }) => `${category}: ${text.slice(start, end)}`)
    expect(await found('Margarethe Oldenburg signed the lease in Hamburg.')).toEqual(['person: Margarethe Oldenburg', 'place: Hamburg'])
    expect(await found('my name is carlos mendoza and i live in madrid')).toEqual(expect.arrayContaining(['person: carlos mendoza', 'place: madrid']))
    expect(await found('The Receiving Party shall return all Confidential Information to the Disclosing Party last week.')).toEqual([])
  })

  test('answers many texts at once, each with its own names', async () => {
    await using finder = createNameFinder({ folder: namesFolder, workers: 2 })
    const texts = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? `Olga Petrenko moved to Kyiv in ${1960 + at}.` : 'Nothing to see here.'))
    const detections = await Promise.all(texts.map((text) => finder.detect(text, { signal })))
    expect(detections.map(({ spans }) => spans.length)).toEqual(texts.map((_, at) => (at % 2 === 0 ? 3 : 0)))
  })

  test.each(['while it loads', 'in the middle of its work'])('can be disposed of %s', async (when) => {
    const finder = createNameFinder({ folder: namesFolder, workers: 2 })
    if (when !== 'while it loads') await finder.detect('Olga', { signal })
    const outcome = finder.detect('Olga Petrenko moved to Kyiv in 1999 and met Samuel Adeyemi there.\n'.repeat(2_000), { signal }).catch(toFailure)
    await finder[Symbol.asyncDispose]()
    expect(await outcome).toMatchObject({ code: 'cancelled' })
  })

  test('fails where its weights are damaged instead of finding nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'strongroom-names-'))
    try {
      await cp(namesFolder, folder, { recursive: true })
      await writeFile(join(folder, modelFiles.moves), 'no moves')
      await using finder = createNameFinder({ folder, workers: 1 })
      await expect(finder.detect('Olga Petrenko', { signal })).rejects.toMatchObject({ code: 'detector-failed' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
