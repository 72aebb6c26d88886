import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSignature, similarity } from '../../src-main/ingest/jobs/text-signature.ts'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { scanMark } from '../support/plain-parser.ts'
import { mulberry, sampleText } from '../support/sample-text.ts'
import { scanRecognition } from '../support/scan-recogniser.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

const groupsOf = (matter: OpenMatter): Record<string, string | null> => Object.fromEntries(matter.store.documents.list().map(({ name, similarGroup }) => [name, similarGroup]))
const text = sampleText(1)
const draft = text.replace(/Notice|notice/, 'warning')
const final = `${text} Signed in two copies.`

test('drafts of one letter are a group, whatever the order, and part again when what joins them is removed', async () => {
  const { matter, inbox } = await testMatter()
  writeFiles(inbox, { 'draft.txt': draft, 'final.txt': final, 'other.txt': sampleText(2), 'letter.txt': text })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const groups = groupsOf(matter)
  expect(groups['draft.txt']).not.toBeNull()
  expect([groups['final.txt'], groups['letter.txt'], groups['other.txt']]).toEqual([groups['draft.txt'], groups['draft.txt'], null])
  const ids = matter.store.documents.list().filter(({ similarGroup }) => similarGroup).map(({ id }) => id)
  expect(groups['draft.txt']).toBe(ids.toSorted()[0])

  const idOf = (name: string): string => matter.store.documents.list().find((document) => document.name === name)?.id ?? ''
  await matter.ingestion.remove([idOf('letter.txt'), idOf('draft.txt')])
  await matter.ingestion.whenIdle()
  expect(groupsOf(matter)).toEqual({ 'final.txt': null, 'other.txt': null })
})

test('a scan joins the group of its typed original once it is recognised, and an older version is in no group', async () => {
  const { matter, inbox } = await testMatter({ recognition: scanRecognition() })
  const paths = writeFiles(inbox, { 'typed.txt': text, 'scan.txt': text.split('\f').map((page) => `${scanMark} ${page}`).join('\f') })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const groups = groupsOf(matter)
  expect(groups['scan.txt']).not.toBeNull()
  expect(groups['scan.txt']).toBe(groups['typed.txt'])
  writeFiles(inbox, { 'typed.txt': final })
  await matter.ingestion.add([paths['typed.txt']])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toHaveLength(2)
  expect(new Set(Object.values(groupsOf(matter))).size).toBe(1)
})

test.skipIf(!hasSharedData)('of real documents and copies with a few words changed, nearly all pairs are found and hardly any others', () => {
  const folder = join(sharedData, 'docs', 'gold')
  const random = mulberry(7)
  const originals = readdirSync(folder).filter((name) => /\.(?:md|txt)$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8').split(/\s+/)).filter(({ length }) => length > 200)
  const edit = (words: readonly string[], share: number): string[] => words.map((word) => (random() < share ? `Q${Math.floor(random() * 1e6)}` : word))
  const sign = (words: readonly string[]): Uint32Array => {
    const builder = createSignature()
    builder.add(words.join(' '))
    return builder.finish() ?? new Uint32Array(64)
  }
  const runsOf = (words: readonly string[]): Set<string> => {
    const plain = words.join(' ').normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    return new Set(plain.slice(4).map((_, at) => plain.slice(at, at + 5).join(' ')))
  }
  const trulyShared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
    const both = [...a].filter((run) => b.has(run)).length
    return both / (a.size + b.size - both)
  }
  const texts = originals.flatMap((words) => [words, edit(words, 0.005), ['Second', 'edition,', 'revised', ...words.slice(0, -5)], edit(words, 0.15)])
  const documents = texts.map((words) => ({ signature: sign(words), runs: runsOf(words) }))
  const pairs = documents.flatMap((one, at) => documents.slice(at + 1).map((other) => ({ found: similarity(one.signature, other.signature) >= 0.8, shared: trulyShared(one.runs, other.runs) })))
  const alike = pairs.filter(({ shared }) => shared >= 0.9)
  const found = pairs.filter((pair) => pair.found)
  expect(originals.length).toBeGreaterThan(20)
  expect(alike.length).toBeGreaterThan(50)
  expect(alike.filter((pair) => pair.found).length / alike.length).toBeGreaterThan(0.97)
  // Where it is not .8 it is not far from it.
  expect(found.filter(({ shared }) => shared < 0.7)).toEqual([])
})
