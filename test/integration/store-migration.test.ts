import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { documentQuerySchema } from '../../src-preload/contract/index.ts'
import { migrations } from '../../src-main/store/migrations.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const documentId = 'd_0000000000000001'
const at = '2026-05-01T10:00:00.000Z'

/** A matter as the version before coverage was kept left it: one committed document, and one that could not be read. */
function matterOfSecondVersion(): string {
  const folder = temporaryFolder()
  const database = new DatabaseSync(join(folder, 'matter.db'))
  database.exec(migrations.slice(0, 2).join(';'))
  database.exec(`PRAGMA user_version = 2; PRAGMA application_id = ${0x53747267}`)
  database.prepare('INSERT INTO matter (id, name, created_at, data_policy) VALUES (?, ?, ?, ?)').run(matterId, 'Old', at, 'never')
  const insert = database.prepare('INSERT INTO documents (id, sha256, name, origin, stored_name, media_type, bytes, state, added_at, changed_at, page_count, pages_without_text, passage_count, passages_embedded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  insert.run(documentId, 'a'.repeat(64), 'Überweisung.pdf', '/home/a/Überweisung.pdf', `${'a'.repeat(64)}.pdf`, 'pdf', 10, 'committed', at, at, 3, 1, 1, 1)
  insert.run('d_0000000000000002', null, 'broken.docx', '/home/a/broken.docx', null, null, 5, 'failed', at, at, 0, 0, 0, 0)
  const page = database.prepare('INSERT INTO pages (document_id, page, label, text, headings, method, confidence) VALUES (?, ?, NULL, ?, ?, ?, ?)')
  page.run(documentId, 1, 'The rent is 900.', '[]', 'text-layer', 1)
  page.run(documentId, 2, '', '[]', 'none', 0)
  page.run(documentId, 3, '¤§¤§¤', '[]', 'text-layer', 0.3)
  database.prepare('INSERT INTO passages VALUES (?, 0, 1, 0, 16, ?)').run(documentId, '[]')
  database.prepare('INSERT INTO origins (path, document_id) VALUES (?, ?)').run('/home/a/Überweisung.pdf', documentId)
  database.close()
  return folder
}

test('a matter of an earlier version opens with its documents, pages and passages, and says of each page how far it was read', () => {
  using store = openMatterStore(matterOfSecondVersion(), matterId)
  const [document, failed] = store.documents.list()
  expect(document).toMatchObject({ name: 'Überweisung.pdf', state: 'committed', pageCount: 3, passageCount: 1, parentId: null, supersededBy: null, copies: 1, coverage: { text: 1, partly: 1, empty: 1, waiting: 0 } })
  expect(failed).toMatchObject({ name: 'broken.docx', state: 'failed', copies: 1 })
  expect([1, 2, 3].map((page) => store.reader.page(documentId, page)?.coverage)).toEqual(['text', 'empty', 'partly'])
  expect(store.passages.slice(documentId, 0, 10)).toMatchObject([{ text: 'The rent is 900.' }])
  expect(store.origins.documentAt('/home/a/Überweisung.pdf')).toBe(documentId)
  expect(store.reader.coverage()).toMatchObject({ documents: 2, doubtfulPages: 1, unreadPages: 0, gaps: [{ documentName: 'Überweisung.pdf', page: 3, doubtful: true }] })
  expect(store.query(documentQuerySchema.parse({ name: 'weisung', coverages: ['partly'] }))).toMatchObject({ total: 1, all: 2, withGaps: 1 })
})
