import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { documentQuerySchema, type Page } from '../../src-preload/contract/index.ts'
import { countCoverage } from '../../src-main/store/coverage-facts.ts'
import { documentIdFor } from '../../src-main/store/document-id.ts'
import { type MatterStore, openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { aPage } from '../support/page-defaults.ts'

const matterId = 'm_0000000000000001'
const query = (asked: Partial<Parameters<typeof documentQuerySchema.parse>[0] & object> = {}) => documentQuerySchema.parse(asked)
const idAt = (n: number): string => documentIdFor(n.toString(16).padStart(64, '0'))

/** A document in the list, read unless it says otherwise. */
function add(store: MatterStore, n: number, name: string, { pages = [aPage('text')], state = 'committed' as const, bytes = 1, parentId = null as string | null } = {}): string {
  const id = idAt(n)
  store.documents.insert({ id, sha256: n.toString(16).padStart(64, '0'), name, origin: name, storedName: null, bytes, parentId })
  store.pages.put(id, pages.map((page, index) => ({ ...page, page: index + 1 })))
  store.documents.setParsed(id, { mediaType: name.endsWith('.pdf') ? 'pdf' : 'text', warnings: [], pageCount: pages.length, language: null, thread: null, coverage: countCoverage(pages) })
  store.documents.setState(id, state)
  return id
}
const page = (coverage: Page['coverage']): Page => aPage(coverage === 'text' ? 'text' : '', { coverage })

function openStore(): MatterStore & { readonly file: string } {
  const folder = temporaryFolder()
  const store = openMatterStore(folder, matterId, { create: true })
  store.matter.insert({ id: matterId, name: 'Queries' })
  return Object.assign(store, { file: join(folder, 'matter.db') })
}

test('documents are found by any part of their name, whatever its case and script, and % and _ are only characters', () => {
  using store = openStore()
  add(store, 1, 'ÜBERGABE Protokoll.pdf')
  add(store, 2, '100%_done.txt')
  add(store, 3, 'Договор.txt')
  const names = (name: string): string[] => store.query(query({ name })).documents.map((document) => document.name)
  expect(names('übergabe')).toEqual(['ÜBERGABE Protokoll.pdf'])
  expect(names('ДОГ')).toEqual(['Договор.txt'])
  expect(names('%')).toEqual(['100%_done.txt'])
  expect(names('0_')).toEqual([])
  expect(names('')).toHaveLength(3)
})

test('filters narrow together, counts are told beside, and every order can be turned round', () => {
  using store = openStore()
  add(store, 1, 'b.pdf', { pages: [page('waiting'), page('text'), page('suspect-table')], bytes: 10 })
  add(store, 2, 'a.pdf', { pages: [page('text')], bytes: 30 })
  const mail = add(store, 3, 'c.txt', { pages: [page('partly')], bytes: 20 })
  store.documents.fail(add(store, 4, 'd.txt'), { code: 'document-damaged', message: '', facts: {} })
  const child = add(store, 5, 'child.txt', { parentId: mail })
  store.origins.point(`${mail}/child.txt`, child, mail)
  store.documents.setSuperseded(add(store, 6, 'old.txt'), idAt(1))

  expect(store.query(query())).toMatchObject({ total: 5, all: 5, failed: 1, withGaps: 2 })
  const names = (asked: Parameters<typeof query>[0]): string[] => store.query(query(asked)).documents.map(({ name }) => name)
  expect(names({ withSuperseded: true })).toEqual(['b.pdf', 'a.pdf', 'c.txt', 'd.txt', 'child.txt', 'old.txt'])
  expect(names({ coverages: ['waiting', 'partly'] })).toEqual(['b.pdf', 'c.txt'])
  expect(names({ coverages: ['suspect-table'], mediaTypes: ['pdf'] })).toEqual(['b.pdf'])
  expect(names({ states: ['failed'] })).toEqual(['d.txt'])
  expect(names({ states: ['done'], name: 'txt' })).toEqual(['c.txt', 'child.txt'])
  expect(names({ parentId: mail })).toEqual(['child.txt'])
  expect(names({ sort: 'name' })).toEqual(['a.pdf', 'b.pdf', 'c.txt', 'child.txt', 'd.txt'])
  expect(names({ sort: 'size', descending: true, limit: 2 })).toEqual(['a.pdf', 'c.txt'])
  expect(names({ sort: 'gaps', descending: true, limit: 2 })).toEqual(['b.pdf', 'c.txt'])
  expect(names({ sort: 'pages', descending: true, offset: 1, limit: 1 })).toEqual(['a.pdf'])
})

test('the report of unread and doubtful pages goes through documents and pages in order, in pieces that fit together', () => {
  using store = openStore()
  add(store, 1, 'a.pdf', { pages: [page('waiting'), page('text'), page('failed'), page('empty')] })
  add(store, 2, 'b.pdf', { pages: [page('text')] })
  add(store, 3, 'c.pdf', { pages: [page('partly'), page('suspect-table')] })
  const all = store.coverage({ documentId: null, offset: 0, limit: 100 })
  expect(all).toMatchObject({ documents: 3, pages: 7, gapsTotal: 4, byCoverage: { text: 2, waiting: 1, failed: 1, empty: 1, partly: 1, 'suspect-table': 1, ocr: 0 } })
  expect(all.gaps.map((gap) => `${gap.documentName} ${gap.page} ${gap.coverage}`)).toEqual(['a.pdf 1 waiting', 'a.pdf 3 failed', 'c.pdf 1 partly', 'c.pdf 2 suspect-table'])
  const pieces = [0, 1, 2, 3].flatMap((offset) => store.coverage({ documentId: null, offset, limit: 1 }).gaps)
  expect(pieces).toEqual(all.gaps)
  expect(store.coverage({ documentId: idAt(3), offset: 0, limit: 9 })).toMatchObject({ documents: 1, pages: 2, gapsTotal: 2 })
})

test('no question of the documents screen looks at pages that are read, however many there are', () => {
  using store = openStore()
  store.transaction(() => {
    for (let n = 0; n < 300; n++) add(store, n, `${n}.pdf`, { pages: Array.from({ length: 10 }, (_, index) => page(n % 10 === 0 && index === 3 ? 'waiting' : 'text')) })
  })
  const asked: string[] = []
  using reading = new DatabaseSync(store.file, { readOnly: true })
  const plan = (sql: string): string => reading.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row['detail'])).join('; ')
  asked.push(plan(`SELECT page FROM pages WHERE document_id = 'd' AND coverage NOT IN ('text', 'ocr', 'empty') ORDER BY page LIMIT 5`))
  asked.push(plan(`SELECT name, page FROM documents CROSS JOIN pages ON documents.id = document_id WHERE gap_pages > 0 AND pages.coverage NOT IN ('text', 'ocr', 'empty') AND removing = 0 ORDER BY documents.seq, page LIMIT 300`))
  for (const each of asked) expect(each).toContain('pages_with_gaps')
  expect(plan(`SELECT document_id, page FROM page_tasks CROSS JOIN documents ON documents.id = document_id WHERE state = 'committed' AND removing = 0 AND superseded_by IS NULL ORDER BY (written > 0) DESC, is_urgent DESC, page_tasks.seq LIMIT 5`)).not.toContain('TEMP B-TREE')
  expect(store.coverage({ documentId: null, offset: 10, limit: 5 })).toMatchObject({ pages: 3000, gapsTotal: 30, gaps: { length: 5 } })
})
