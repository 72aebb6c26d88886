import { expect, test } from 'vitest'
import { calls } from '../../src-preload/contract/index.ts'
import { documentCalls } from '../../src-main/rpc/document-calls.ts'
import { testMatter, writeFiles } from '../support/open-test-matter.ts'
import { scanMark } from '../support/plain-parser.ts'
import { scanRecognition } from '../support/scan-recogniser.ts'

test('recognition with an engine that is not on this machine is refused in words, and no page waits for it', async () => {
  const { matter, matters, inbox } = await testMatter({ recognition: scanRecognition() })
  const [path = ''] = Object.values(writeFiles(inbox, { 'scan.txt': `${scanMark} The deposit.` }))
  const handlers = documentCalls(matters, async (engine) => engine === 'tesseract')
  await handlers['documents.add']({ matterId: matter.id, paths: [path] })
  await matter.ingestion.whenIdle()
  const documentId = (await handlers['documents.list']({ matterId: matter.id }))[0]?.id ?? ''
  const asked = { matterId: matter.id, documentId, pages: [1] }
  await expect(handlers['documents.recognise']({ ...asked, engine: 'pp-ocr' })).rejects.toMatchObject({ code: 'model-not-installed', facts: { engine: 'pp-ocr' } })
  expect(matter.store.pageTasks.countWaiting()).toBe(0)
  expect(await handlers['documents.recognise']({ ...asked, engine: 'tesseract' })).toBeNull()
  await matter.ingestion.whenIdle()
})

test('what the documents screen asks for is answered in the shapes of the contract, for a scan and a locked file too', async () => {
  const { matter, matters, inbox } = await testMatter({ recognition: scanRecognition() })
  const paths = writeFiles(inbox, { 'scan.txt': `The cover.\f${scanMark} The deposit of Zwingenberg.\f${scanMark} unreadable`, 'a.locked': 'secret\nInside.' })
  const handlers = documentCalls(matters)
  const matterId = matter.id
  expect(await handlers['documents.add']({ matterId, paths: Object.values(paths) })).toEqual({ added: 2, unchanged: 0, replaced: 0, failed: 0 })
  await matter.ingestion.whenIdle()

  const asked = calls['documents.query'].params.parse({ matterId, name: 'SCAN' })
  const found = calls['documents.query'].result.parse(await handlers['documents.query'](asked))
  expect(found).toMatchObject({ total: 1, all: 2, failed: 1, withGaps: 1, documents: [{ name: 'scan.txt', coverage: { text: 1, ocr: 1, failed: 1 } }] })
  const documentId = found.documents[0]?.id ?? ''

  const report = calls['documents.coverage'].result.parse(await handlers['documents.coverage']({ matterId, documentId: null, offset: 0, limit: 10 }))
  expect(report).toMatchObject({ documents: 2, documentsFailed: 1, pages: 3, gaps: [{ documentId, page: 3, coverage: 'failed' }] })
  expect(calls['documents.pageWords'].result.parse(await handlers['documents.pageWords']({ matterId, documentId, page: 2 }))).toHaveLength(4)
  expect(await handlers['documents.pageWords']({ matterId, documentId, page: 1 })).toEqual([])
  await expect(handlers['documents.pageWords']({ matterId, documentId, page: 4 })).rejects.toMatchObject({ code: 'not-found' })

  await handlers['documents.recognise']({ matterId, documentId, pages: null, engine: 'pp-ocr' })
  await matter.ingestion.whenIdle()
  expect(calls['documents.typePage'].result.parse(await handlers['documents.typePage']({ matterId, documentId, page: 3, text: 'It says so.' }))).toMatchObject({ method: 'typed', coverage: 'text' })
  expect(await handlers['documents.page']({ matterId, documentId, page: 3 })).toMatchObject({ text: 'It says so.' })

  const locked = (await handlers['documents.query'](calls['documents.query'].params.parse({ matterId, states: ['failed'] }))).documents[0]?.id ?? ''
  await expect(handlers['documents.unlock']({ matterId, documentId: locked, password: 'guess' })).rejects.toMatchObject({ code: 'wrong-password' })
  expect(await handlers['documents.unlock']({ matterId, documentId: locked, password: 'secret' })).toBeNull()
  await matter.ingestion.whenIdle()
  expect(await handlers['documents.remove']({ matterId, documentIds: [documentId, locked] })).toEqual({ documents: 2, pages: 4, passages: 4, bytes: expect.any(Number) })
  expect(await handlers['documents.list']({ matterId })).toEqual([])
})
