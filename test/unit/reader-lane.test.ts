import { expect, test } from 'vitest'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import type { ReaderChild } from '../../src-main/ingest/reader/reader-child.ts'
import type { ReaderRequest } from '../../src-main/ingest/reader/reader-messages.ts'

/** A reading process that the test speaks for. */
function scripted() {
  const asked: ReaderRequest[] = []
  let killed = 0
  let started = 0
  let tell: (message: unknown) => void = () => {}
  const start = (): ReaderChild => {
    started++
    return {
      pid: 1, setIdle() {}, onEnd() {},
      post: (message) => void asked.push(message as ReaderRequest),
      onMessage: (listener) => { tell = listener },
      kill: () => { killed++ },
    }
  }
  const pageOf = (request: ReaderRequest): number => (request.kind === 'parse' ? 0 : request.page)
  return {
    readers: createReaders({ start }), killed: () => killed, started: () => started,
    asked: () => asked.map((request) => `${request.kind} ${pageOf(request)}`),
    say: (message: unknown) => tell(message),
    finish: (value: unknown) => tell({ kind: 'finished', reusable: true, outcome: { ok: true, value } }),
  }
}
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
const signal = new AbortController().signal
const page = { page: 1, label: null, text: 'a', headings: [], method: 'ocr', confidence: 1, coverage: 'ocr', engine: 'tesseract', places: [], tables: [] }
const recognised = { page, words: [], rotation: 0 }
const options = { engine: 'tesseract', languages: ['eng'], signal } as const

test('a page that a person looks at is drawn before those that wait to be recognised', async () => {
  const { readers, asked, finish } = scripted()
  const first = readers.recognise('/a.pdf', 1, options)
  const second = readers.recognise('/a.pdf', 2, options)
  const third = readers.recognise('/a.pdf', 3, options)
  const drawn = readers.draw('/a.pdf', 9, { maxPixels: 100, signal })
  await settled()
  for (const value of [recognised, new Uint8Array([1]), recognised, recognised]) {
    finish(value)
    await settled()
  }
  expect(asked()).toEqual(['recognise 1', 'draw 9', 'recognise 2', 'recognise 3'])
  expect((await Promise.all([first, second, third, drawn])).every(({ ok }) => ok)).toBe(true)
})

test('a page that nobody waits for any more is not begun; one that is begun is drawn to its end, since another process would cost more', async () => {
  const { readers, asked, finish, killed, started } = scripted()
  const leaving = new AbortController()
  const first = readers.draw('/a.pdf', 1, { maxPixels: 100, signal: leaving.signal })
  const second = readers.draw('/a.pdf', 2, { maxPixels: 100, signal: leaving.signal })
  await settled()
  leaving.abort()
  await settled()
  finish(new Uint8Array([1]))
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect([asked(), killed(), started()]).toEqual([['draw 1'], 0, 1])
})

test('stopping a recognition ends its process at once', async () => {
  const { readers, killed } = scripted()
  const stopping = new AbortController()
  const reading = readers.recognise('/a.pdf', 1, { ...options, signal: stopping.signal })
  await settled()
  stopping.abort()
  expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(killed()).toBe(1)
})

test('a document’s pages come in pieces and are one document again', async () => {
  const { readers, say, finish } = scripted()
  const parsing = readers.parse('/a.txt', { signal })
  await settled()
  say({ kind: 'pages', pages: [page] })
  say({ kind: 'pages', pages: [{ ...page, page: 2 }] })
  finish({ mediaType: 'text', warnings: [], children: [], language: 'en', thread: null })
  expect(await parsing).toMatchObject({ ok: true, value: { mediaType: 'text', language: 'en', pages: [{ page: 1 }, { page: 2 }] } })
})

test.each([
  ['nothing that was agreed', { kind: 'surprise' }],
  ['a page that is none', { kind: 'pages', pages: [{ page: 0 }] }],
  ['a child file outside its folder', { kind: 'finished', reusable: true, outcome: { ok: true, value: { mediaType: 'text', warnings: [], children: [{ name: 'a', bytes: 1, file: '../a' }], language: null, thread: null } } }],
])('%s is not believed', async (_what, message) => {
  const { readers, say, killed } = scripted()
  const parsing = readers.parse('/a.txt', { signal })
  await settled()
  say(message)
  expect(await parsing).toMatchObject({ ok: false, error: { code: 'parse-crashed' } })
  expect(killed()).toBe(1)
})
