import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unknownLetters } from '../../src-main/ingest/ocr/page-recogniser.ts'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { success } from '../../src-main/support/result.ts'
import { hashEmbedder } from '../support/hash-embedder.ts'
import { statesOf, testMatter, testMatters, writeFiles } from '../support/open-test-matter.ts'
import { scanMark } from '../support/plain-parser.ts'
import { sampleText } from '../support/sample-text.ts'
import { scanRecognition } from '../support/scan-recogniser.ts'

const scans = (...texts: string[]): string => texts.map((text) => `${scanMark} ${text}`).join('\f')
const first = (matter: OpenMatter) => matter.store.documents.list()[0]
const idOf = (matter: OpenMatter, name: string): string => matter.store.documents.list().find((document) => document.name === name)?.id ?? ''

/** A gate that the recogniser waits at, page by page. */
function gatedRecognition() {
  const gate = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const recognition = scanRecognition({ onPage: async () => { reached.resolve(); await gate.promise } })
  return { recognition, open: gate.resolve, reached: reached.promise }
}

test('a document with scanned pages is searchable at once by its other pages, and by the scanned ones as they are recognised', async () => {
  const { recognition, open, reached } = gatedRecognition()
  const { matter, inbox } = await testMatter({ recognition })
  const paths = writeFiles(inbox, { 'a.txt': `The rent of Zwingenberg.\f${scans('The deposit of Quedlinburg.', 'An unreadable stain.', '')}\f ` })
  await matter.ingestion.add([paths['a.txt']])
  await reached
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
  expect(await matter.index.textSearch('zwingenberg', 3)).toHaveLength(1)
  expect(first(matter)?.coverage).toMatchObject({ text: 1, waiting: 3, empty: 1 })
  expect(matter.ingestion.progress()).toMatchObject({ status: 'running', pagesWaiting: 3, current: { pagesDone: 2, pagesTotal: 5 } })

  open()
  await matter.ingestion.whenIdle()
  expect(first(matter)).toMatchObject({ coverage: { text: 1, ocr: 1, failed: 1, empty: 2, waiting: 0 }, pagesWithoutText: 3, passageCount: 2 })
  const [hit] = await matter.index.textSearch('quedlinburg', 3)
  expect(hit).toMatchObject({ page: 2, text: 'The deposit of Quedlinburg.' })
  const id = first(matter)?.id ?? ''
  expect(matter.store.pages.get(id, 2)).toMatchObject({ method: 'ocr', engine: 'tesseract', text: 'The deposit of Quedlinburg.' })
  expect(matter.store.words.get(id, 2).map(({ start, end }) => hit?.text.slice(start, end))).toEqual(['The', 'deposit', 'of', 'Quedlinburg.'])
  expect(matter.store.coverage({ documentId: null, offset: 0, limit: 10 })).toMatchObject({ pages: 5, gapsTotal: 1, gaps: [{ page: 3, coverage: 'failed', documentName: 'a.txt' }] })
  expect(matter.ingestion.progress()).toMatchObject({ status: 'idle', pagesWaiting: 0 })
})

test('a document that is scanned from end to end is not refused; what nothing could be read of says so and stays', async () => {
  const { matter, inbox } = await testMatter({ recognition: scanRecognition() })
  writeFiles(inbox, { 'blank.txt': scans('', ''), 'bad.txt': scans('unreadable'), 'good.txt': scans('It says so.') })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter).sort()).toEqual(['bad.txt: committed', 'blank.txt: committed', 'good.txt: committed'])
  expect(matter.store.documents.byIds([idOf(matter, 'blank.txt')])).toMatchObject([{ coverage: { empty: 2 }, passageCount: 0, pagesWithoutText: 2 }])
  expect(matter.store.documents.byIds([idOf(matter, 'bad.txt')])).toMatchObject([{ coverage: { failed: 1 } }])
  expect(matter.store.reader.coverage()).toMatchObject({ pages: 4, pagesWithoutText: 3, unreadPages: 1 })
})

test('text documents that are added meanwhile come before the scans', async () => {
  const order: string[] = []
  const { matter, inbox } = await testMatter({
    recognition: scanRecognition({ onPage: async (page) => {
      order.push(`page ${page}`)
      if (page === 1) {
        const paths = writeFiles(inbox, { 'text.txt': sampleText(1) })
        await matter.ingestion.add([paths['text.txt']])
      } else order.push(...statesOf(matter).slice(1))
    } }),
  })
  const paths = writeFiles(inbox, { 'scan.txt': scans('one', 'two') })
  await matter.ingestion.add([paths['scan.txt']])
  await matter.ingestion.whenIdle()
  expect(order).toEqual(['page 1', 'page 2', 'text.txt: committed'])
})

test('pages that were being recognised when the app closed are recognised after it opens, and none is lost or doubled', async () => {
  const { recognition, open, reached } = gatedRecognition()
  const { matter, matters, inbox, dataFolder } = await testMatter({ recognition })
  const paths = writeFiles(inbox, { 'a.txt': `Words before.\f${scans('one page', 'another page', 'a third page')}` })
  await matter.ingestion.add([paths['a.txt']])
  await reached
  const closing = matters.close(matter.id)
  open()
  await closing
  const again = await (await testMatters(dataFolder, { recognition: scanRecognition() })).open(matter.id)
  await again.ingestion.whenIdle()
  expect((await again.index.textSearch('page', 9)).map(({ text }) => text).sort()).toEqual(['a third page', 'another page', 'one page'])
  expect(await again.index.count()).toBe(4)
})

test('what a person types takes the place of a page at once: the old words are never found again, the new ones soon', async () => {
  const { matter, inbox } = await testMatter({ recognition: scanRecognition() })
  const paths = writeFiles(inbox, { 'a.txt': `First page.\f${scans('The deposit of Qucdlinburg.')}` })
  await matter.ingestion.add([paths['a.txt']])
  await matter.ingestion.whenIdle()
  const id = first(matter)?.id ?? ''
  const typed = matter.ingestion.typePage(id, 2, 'The deposit\r\nof Quedlinburg.  ')
  expect(typed).toMatchObject({ page: 2, text: 'The deposit\nof Quedlinburg.', method: 'typed', confidence: 1, engine: null, coverage: 'text' })
  expect(await matter.index.textSearch('qucdlinburg', 3)).toEqual([])
  await matter.ingestion.whenIdle()
  expect(await matter.index.textSearch('quedlinburg', 3)).toMatchObject([{ page: 2 }])
  expect(matter.store.words.get(id, 2)).toEqual([])
  expect(await matter.index.count()).toBe(2)
  expect(first(matter)?.coverage).toMatchObject({ text: 2, ocr: 0 })
})

test('a text typed while the one before is on its way into the index is the one that is found', async () => {
  let retype = (): void => {}
  const { matter, inbox } = await testMatter({ recognition: scanRecognition(), embedder: hashEmbedder({ onEmbed: async (texts) => {
    if (texts.some((text) => text.includes('Erstfassung'))) retype()
  } }) })
  const paths = writeFiles(inbox, { 'a.txt': 'As it was.' })
  await matter.ingestion.add([paths['a.txt']])
  await matter.ingestion.whenIdle()
  const id = first(matter)?.id ?? ''
  retype = () => void matter.ingestion.typePage(id, 1, 'Zweitfassung.')
  matter.ingestion.typePage(id, 1, 'Erstfassung.')
  await matter.ingestion.whenIdle()
  expect(await matter.index.textSearch('erstfassung', 3)).toEqual([])
  expect(await matter.index.textSearch('zweitfassung', 3)).toHaveLength(1)
  expect(await matter.index.count()).toBe(1)
})

test('recognising again keeps the old text until the new one is there, with the engine that was asked for; a failure keeps it too', async () => {
  const { recognition, open, reached } = gatedRecognition()
  let isFirst = true
  const { matter, inbox } = await testMatter({ recognition: { ...recognition, recogniser: { recognise: (...asked) => (isFirst ? scanRecognition() : recognition).recogniser.recognise(...asked) } } })
  const paths = writeFiles(inbox, { 'a.txt': scans('The deposit.', 'unreadable') })
  await matter.ingestion.add([paths['a.txt']])
  await matter.ingestion.whenIdle()
  const id = first(matter)?.id ?? ''
  matter.ingestion.typePage(id, 2, 'Typed by hand.')
  await matter.ingestion.whenIdle()
  isFirst = false
  matter.ingestion.recognise(id, [1, 2], 'pp-ocr')
  await reached
  expect(await matter.index.textSearch('deposit', 3)).toHaveLength(1)
  open()
  await matter.ingestion.whenIdle()
  expect(matter.store.pages.get(id, 1)).toMatchObject({ engine: 'pp-ocr', text: 'The deposit.' })
  expect(matter.store.pages.get(id, 2)).toMatchObject({ method: 'typed', text: 'Typed by hand.', coverage: 'text' })
  expect(await matter.index.count()).toBe(2)
  expect(() => matter.ingestion.recognise(id, [3], 'pp-ocr')).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('letters that recognition does not know leave a note with the document, which goes with the last page that was in doubt', async () => {
  const note = `${unknownLetters}: recognition has English here.`
  const known = new Set<number>()
  const { recogniser, ...rest } = scanRecognition()
  const { matter, inbox } = await testMatter({
    recognition: {
      ...rest,
      recogniser: {
        async recognise(path, page, options) {
          const read = await recogniser.recognise(path, page, options)
          return !read.ok || known.has(page) ? read : success({ ...read.value, page: { ...read.value.page, text: '', confidence: 0, coverage: 'failed' }, words: [], note })
        },
      },
    },
  })
  await matter.ingestion.add([writeFiles(inbox, { 'a.txt': scans('One page.', 'Two pages.') })['a.txt']])
  await matter.ingestion.whenIdle()
  expect(first(matter)?.warnings).toEqual([note])
  for (const page of [1, 2]) {
    known.add(page)
    matter.ingestion.recognise(first(matter)?.id ?? '', [page], 'tesseract')
    await matter.ingestion.whenIdle()
    expect(first(matter)?.warnings).toEqual(page === 1 ? [note] : [])
  }
})

test('a missing engine leaves its pages waiting and stops nothing else', async () => {
  const { matter, inbox } = await testMatter({ recognition: { ...scanRecognition(), recogniser: { recognise: async () => ({ ok: false, error: { code: 'model-not-installed', message: '', facts: {} } }) } } })
  writeFiles(inbox, { 'a.txt': scans('one', 'two'), 'b.txt': sampleText(1) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter).sort()).toEqual(['a.txt: committed', 'b.txt: committed'])
  expect(matter.ingestion.progress()).toMatchObject({ status: 'idle', pagesWaiting: 2 })
})

test('a locked document is read with its password, a wrong one says so, and neither is written anywhere', async () => {
  const { matter, inbox } = await testMatter({ recognition: scanRecognition() })
  writeFiles(inbox, { 'a.locked': 'Xylophonquark\nThe safe is behind the picture.' })
  await matter.ingestion.add([join(inbox, 'a.locked')])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.locked: document-encrypted'])
  const id = first(matter)?.id ?? ''
  await expect(matter.ingestion.unlock(id, 'wrong')).rejects.toMatchObject({ code: 'wrong-password' })
  expect(statesOf(matter)).toEqual(['a.locked: wrong-password'])
  await matter.ingestion.unlock(id, 'Xylophonquark')
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.locked: committed'])
  expect(await matter.index.textSearch('safe', 3)).toHaveLength(1)
  await expect(matter.ingestion.unlock(id, 'again')).rejects.toMatchObject({ code: 'conflict' })
  const { DatabaseSync } = await import('node:sqlite')
  using database = new DatabaseSync(join(matter.folder, 'matter.db'), { readOnly: true })
  const everything = ['documents', 'pages', 'page_tasks'].flatMap((table) => database.prepare(`SELECT * FROM ${table}`).all())
  expect(JSON.stringify(everything)).not.toContain('Xylophonquark')
})

test('a page with text of its own is searchable by that at once, and by what its picture says as soon as that is recognised', async () => {
  const { recognition, open, reached } = gatedRecognition()
  const { matter, inbox } = await testMatter({ recognition })
  const paths = writeFiles(inbox, { 'a.txt': `Stamped by the court of Torgau.${scanMark} The deposit of Quedlinburg.\fA photograph of Meissen.${scanMark}` })
  await matter.ingestion.add([paths['a.txt']])
  await reached
  expect(await matter.index.textSearch('torgau', 3)).toHaveLength(1)
  open()
  await matter.ingestion.whenIdle()
  const id = first(matter)?.id ?? ''
  expect(matter.store.pages.get(id, 1)).toMatchObject({ text: 'Stamped by the court of Torgau.\n\nThe deposit of Quedlinburg.', method: 'ocr', coverage: 'ocr' })
  expect(matter.store.words.get(id, 1)[0]).toMatchObject({ start: 'Stamped by the court of Torgau.\n\n'.length })
  expect(await matter.index.textSearch('torgau', 3)).toHaveLength(1)
  expect(await matter.index.textSearch('quedlinburg', 3)).toMatchObject([{ page: 1 }])
  expect(matter.store.pages.get(id, 2)).toMatchObject({ text: 'A photograph of Meissen.', method: 'text-layer', coverage: 'text' })
  expect(first(matter)?.coverage).toMatchObject({ text: 1, ocr: 1, partly: 0, waiting: 0 })

  matter.ingestion.recognise(id, [1], 'tesseract')
  await matter.ingestion.whenIdle()
  expect(matter.store.pages.get(id, 1)?.text).toBe('Stamped by the court of Torgau.\n\nThe deposit of Quedlinburg.')
})
