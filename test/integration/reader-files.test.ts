import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import { makePdf } from '../support/make-pdf.ts'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'strongroom-parse-')) })
afterAll(() => rm(folder, { recursive: true }))

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const signal = new AbortController().signal

test('a PDF keeps its pages, their numbers and its empty ones', async () => {
  await using parser = createReaders({ start: startReader })
  const seen: [number, number][] = []
  const path = await file('three.pdf', makePdf([['First page, first line.', 'Second line.'], [], ['Third page.']]))
  const result = await parser.parse(path, { signal, onPages: (done, total) => seen.push([done, total]) })
  expect(result).toMatchObject({
    ok: true,
    value: {
      mediaType: 'pdf',
      pages: [
        { page: 1, text: 'First page, first line.\nSecond line.', method: 'text-layer', confidence: 1 },
        { page: 2, text: '', method: 'none', confidence: 0, coverage: 'empty' },
        { page: 3, text: 'Third page.' },
      ],
      warnings: [],
    },
  })
  expect(seen.at(-1)).toEqual([3, 3])
})

test.each([90, 180, 270])('a page turned by %d degrees reads the same', async (rotate) => {
  await using parser = createReaders({ start: startReader })
  const result = await parser.parse(await file(`turned-${rotate}.pdf`, makePdf([['First line.', 'Second line.']], { rotate })), { signal })
  expect(result).toMatchObject({ ok: true, value: { pages: [{ text: 'First line.\nSecond line.' }] } })
})

test('many files are read side by side, each with its own result', async () => {
  await using parser = createReaders({ start: startReader })
  const paths = await Promise.all(Array.from({ length: 12 }, (_, i) => file(`n${i}.txt`, `File number ${i}.`)))
  const results = await Promise.all(paths.map((path) => parser.parse(path, { signal })))
  expect(results.map((result) => (result.ok ? result.value.pages[0]?.text : result.error.code))).toEqual(paths.map((_, i) => `File number ${i}.`))
})

test('stopping one file ends it at once and leaves the others alone', async () => {
  await using parser = createReaders({ start: startReader })
  const long = await file('long.pdf', makePdf(Array.from({ length: 3_000 }, (_, i) => [`Page ${i}`])))
  const short = await file('short.txt', 'Short.')
  const stop = new AbortController()
  const stopped = parser.parse(long, { signal: stop.signal, onPages: () => stop.abort() })
  const waiting = parser.parse(short, { signal })
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await waiting).toMatchObject({ ok: true })
})

test('a file that waits can be stopped too', async () => {
  await using parser = createReaders({ start: startReader })
  const path = await file('w.txt', 'Text.')
  const stop = new AbortController()
  const [first, second, third] = [parser.parse(path, { signal }), parser.parse(path, { signal: stop.signal }), parser.parse(path, { signal })]
  stop.abort()
  expect(await second).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect([await first, await third]).toMatchObject([{ ok: true }, { ok: true }])
})

test('a document of many pages arrives whole and in order', async () => {
  await using parser = createReaders({ start: startReader })
  const path = await file('many.txt', Array.from({ length: 40_000 }, (_, i) => `Line ${i} of a long text that says little.`).join('\n'))
  const result = await parser.parse(path, { signal })
  const pages = result.ok ? result.value.pages : []
  expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index + 1))
  expect(pages.map(({ text }) => text).join('\n')).toContain('Line 39999 of')
})

test('after the readers were closed nothing is read any more', async () => {
  const parser = createReaders({ start: startReader })
  const path = await file('closed.txt', 'Text.')
  const running = parser.parse(path, { signal })
  await parser[Symbol.asyncDispose]()
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await parser.parse(path, { signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } })
})

test('a page is drawn as a PNG of the size that was asked for, and recognised from what it looks like', async () => {
  await using readers = createReaders({ start: startReader })
  const path = await file('drawn.pdf', makePdf([['The lease begins on the first of March.']]))
  const drawn = await readers.draw(path, 1, { maxPixels: 500, signal })
  const png = drawn.ok ? Buffer.from(drawn.value) : Buffer.alloc(24)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(Math.max(png.readUInt32BE(16), png.readUInt32BE(20))).toBe(500)
  const read = await readers.recognise(path, 1, { engine: 'tesseract', languages: ['eng'], signal })
  expect(read).toMatchObject({ ok: true, value: { page: { page: 1, method: 'ocr', text: expect.stringContaining('lease begins') } } })
})

test('a page that is not there is said not to be', async () => {
  await using readers = createReaders({ start: startReader })
  const path = await file('one.pdf', makePdf([['Only page.']]))
  expect(await readers.draw(path, 2, { maxPixels: 500, signal })).toMatchObject({ ok: false, error: { code: 'not-found' } })
})
