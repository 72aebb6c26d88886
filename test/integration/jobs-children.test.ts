import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listChildren } from '../../src-main/ingest/jobs/register-children.ts'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { aBox, plainParser } from '../support/plain-parser.ts'
import { documentIdForPath } from '../../src-main/store/document-id.ts'
import { sampleText } from '../support/sample-text.ts'

const byName = (matter: OpenMatter, name: string) => matter.store.documents.list().find((document) => document.name === name)
const idOf = (matter: OpenMatter, name: string): string => byName(matter, name)?.id ?? ''
const filesOf = (matter: OpenMatter): string[] => readdirSync(join(matter.folder, 'files'))

test('files inside a file become documents of their own, found by search, which know what they were in', async () => {
  const { matter, inbox } = await testMatter()
  writeFiles(inbox, { 'all.box': aBox({ 'annex/plan.txt': 'The plan of Zwingenberg.', 'deep.box': aBox({ 'letter.txt': 'A letter to Quedlinburg.' }), 'broken.bad': 'x', 'nothing.txt': '' }) })
  await matter.ingestion.add([join(inbox, 'all.box')])
  await matter.ingestion.whenIdle()

  expect(statesOf(matter).sort()).toEqual(['all.box: committed', 'broken.bad: document-damaged', 'deep.box: committed', 'letter.txt: committed', 'nothing.txt: file-empty', 'plan.txt: committed'])
  expect(byName(matter, 'plan.txt')).toMatchObject({ parentId: idOf(matter, 'all.box'), origin: expect.stringMatching(/all\.box\/annex\/plan\.txt$/), copies: 1 })
  expect(byName(matter, 'letter.txt')).toMatchObject({ parentId: idOf(matter, 'deep.box') })
  expect(await matter.index.textSearch('quedlinburg', 3)).toMatchObject([{ documentId: idOf(matter, 'letter.txt') }])
  expect(filesOf(matter).filter((name) => name.startsWith('.'))).toEqual([])
})

test('the same bytes in two containers and on the disk are one document with three places, and it stays while one is left', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'one.box': aBox({ 'plan.txt': 'The plan.' }), 'two.box': aBox({ 'same plan.txt': 'The plan.', 'own.txt': 'Its own.' }) })
  await matter.ingestion.add([paths['one.box'], paths['two.box']])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toHaveLength(4)
  expect(byName(matter, 'plan.txt')).toMatchObject({ parentId: idOf(matter, 'one.box'), copies: 2 })

  expect(await matter.ingestion.remove([idOf(matter, 'one.box')])).toMatchObject({ documents: 1 })
  expect(byName(matter, 'plan.txt')).toMatchObject({ parentId: idOf(matter, 'two.box'), copies: 1 })
  const file = writeFiles(inbox, { 'plan.txt': 'The plan.' })
  expect(await matter.ingestion.add([file['plan.txt']])).toMatchObject({ unchanged: 1 })
  expect(await matter.ingestion.remove([idOf(matter, 'two.box')])).toMatchObject({ documents: 2 })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['plan.txt: committed'])
  expect(byName(matter, 'plan.txt')).toMatchObject({ parentId: null, copies: 1 })
  expect(filesOf(matter)).toHaveLength(1)
})

test('removing a container removes all that is in it, as deep as it goes, and says how much that was', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'all.box': aBox({ 'a.txt': sampleText(1), 'deep.box': aBox({ 'b.txt': sampleText(2) }) }) })
  await matter.ingestion.add([paths['all.box']])
  await matter.ingestion.whenIdle()
  const { passagesTotal } = matter.ingestion.progress()
  expect(await matter.ingestion.remove([idOf(matter, 'all.box')])).toMatchObject({ documents: 4, pages: 6, passages: passagesTotal })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual([])
  expect(filesOf(matter)).toEqual([])
  expect(await matter.index.count()).toBe(0)
})

test('a container that holds itself ends, and one nested without end is read ten deep and says so', async () => {
  const { matter, inbox } = await testMatter({ parser: { parse: async (path, options) => {
    const parsed = await plainParser().parse(path, options)
    if (!parsed.ok || !path.endsWith('.box') || !options.childrenFolder) return parsed
    const { readFileSync } = await import('node:fs')
    writeFileSync(join(options.childrenFolder, 'self'), readFileSync(path))
    return { ok: true, value: { ...parsed.value, children: [...parsed.value.children, { name: 'self.box', file: 'self', bytes: readFileSync(path).length }] } }
  } } })
  let nested = aBox({ 'end.txt': 'The end.' }, 'level 13')
  for (let level = 12; level > 0; level--) nested = aBox({ [`level ${level}.box`]: nested }, `level ${level}`)
  const paths = writeFiles(inbox, { 'top.box': nested })
  await matter.ingestion.add([paths['top.box']])
  await matter.ingestion.whenIdle()
  const states = statesOf(matter)
  expect(states).toHaveLength(12)
  expect(states.filter((state) => state.endsWith(': committed'))).toHaveLength(11)
  expect(states.at(-1)).toMatch(/document-too-deep$/)
  await matter.ingestion.remove([matter.store.documents.list()[0]?.id ?? ''])
  expect(statesOf(matter)).toEqual([])
})

test('archives in an archive are read until four gigabytes were unpacked, whichever of them holds what', async () => {
  const { matter: { store } } = await testMatter()
  const aDocument = (name: string, parentId: string | null, depth: number, bytes: number) => store.documents.insert({ id: documentIdForPath(name), sha256: null, name: `${name}.zip`, origin: `/${name}.zip`, storedName: null, bytes, parentId: parentId && documentIdForPath(parentId), depth })
  const aChild = (name: string, bytes: number) => ({ id: documentIdForPath(name), sha256: null, storedName: null, bytes, name: `${name}.txt`, path: `x/${name}.txt` })
  const failureOf = (name: string) => store.documents.get(documentIdForPath(name))?.failure?.code ?? null
  aDocument('top', null, 0, 5_000_000)
  aDocument('first', 'top', 1, 1_000_000)
  aDocument('second', 'top', 1, 1_000_000)
  aDocument('full', 'first', 2, 3_900_000_000)
  aDocument('other', null, 0, 3_900_000_000)
  const second = store.documents.get(documentIdForPath('second'))
  assert(second)
  listChildren(second, [aChild('fits', 90_000_000), aChild('over', 90_000_000)], true, store)
  expect(failureOf('fits')).toBeNull()
  expect(failureOf('over')).toBe('archive-expands-too-far')
  listChildren(second, [aChild('letter', 90_000_000)], false, store)
  expect(failureOf('letter')).toBeNull()
})

test('small pictures of mails and pages are not listed, those of an archive are', async () => {
  const { matter, inbox } = await testMatter({ parser: { parse: async (path, options) => {
    const parsed = await plainParser().parse(path, options)
    return parsed.ok && path.endsWith('.box') && isMail ? { ok: true, value: { ...parsed.value, mediaType: 'email' } } : parsed
  } } })
  let isMail = true
  const paths = writeFiles(inbox, { 'mail.box': aBox({ 'logo.png': 'x', 'scan.png': 'y'.repeat(20_000) }, 'Dear all'), 'archive.box': aBox({ 'icon.png': 'z' }, 'text') })
  await matter.ingestion.add([paths['mail.box']])
  await matter.ingestion.whenIdle()
  isMail = false
  await matter.ingestion.add([paths['archive.box']])
  await matter.ingestion.whenIdle()
  expect(matter.store.documents.list().map(({ name }) => name)).toEqual(['mail.box', 'scan.png', 'archive.box', 'icon.png'])
})

test('an archive of hundreds of files lists each of them once, also when one that it had is gone the next time it is read', async () => {
  const files = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.txt`, `File number ${index}.`]))
  let isShort = false
  const { matter, inbox } = await testMatter({ parser: { parse: async (path, options) => {
    const parsed = await plainParser().parse(path, options)
    return parsed.ok && isShort ? { ok: true, value: { ...parsed.value, children: parsed.value.children.slice(1) } } : parsed
  } } })
  const paths = writeFiles(inbox, { 'many.box': aBox(files(350)) })
  await matter.ingestion.add([paths['many.box']])
  await matter.ingestion.whenIdle()
  expect(matter.ingestion.progress()).toMatchObject({ documentsTotal: 351, documentsDone: 351 })

  isShort = true
  const id = idOf(matter, 'many.box')
  matter.store.documents.fail(id, { code: 'internal', message: '', facts: {} })
  await matter.ingestion.retry([id])
  await matter.ingestion.whenIdle()
  expect(matter.ingestion.progress()).toMatchObject({ documentsTotal: 350, documentsDone: 350 })
  expect(byName(matter, '0.txt')).toBeUndefined()
  expect(await matter.index.count()).toBe(349)
})
