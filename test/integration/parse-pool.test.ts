import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createParserPool } from '../../src-main/ingest/parse/parser-pool.ts'
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
  await using parser = createParserPool({ threads: 1 })
  const seen: [number, number][] = []
  const path = await file('three.pdf', makePdf([['First page, first line.', 'Second line.'], [], ['Third page.']]))
  const result = await parser.parse(path, { signal, onPages: (done, total) => seen.push([done, total]) })
  expect(result).toMatchObject({
    ok: true,
    value: {
      mediaType: 'pdf',
      pages: [
        { page: 1, text: 'First page, first line.\nSecond line.', method: 'text-layer', confidence: 1 },
        { page: 2, text: '', method: 'none', confidence: 0 },
        { page: 3, text: 'Third page.' },
      ],
      warnings: ['1 page holds no text; it may be a scan.'],
    },
  })
  expect(seen.at(-1)).toEqual([3, 3])
})

test.each([90, 180, 270])('a page turned by %d degrees reads the same', async (rotate) => {
  await using parser = createParserPool({ threads: 1 })
  const result = await parser.parse(await file(`turned-${rotate}.pdf`, makePdf([['First line.', 'Second line.']], { rotate })), { signal })
  expect(result).toMatchObject({ ok: true, value: { pages: [{ text: 'First line.\nSecond line.' }] } })
})

test('many files are read side by side, each with its own result', async () => {
  await using parser = createParserPool({ threads: 2 })
  const paths = await Promise.all(Array.from({ length: 12 }, (_, i) => file(`n${i}.txt`, `File number ${i}.`)))
  const results = await Promise.all(paths.map((path) => parser.parse(path, { signal })))
  expect(results.map((result) => (result.ok ? result.value.pages[0]?.text : result.error.code))).toEqual(paths.map((_, i) => `File number ${i}.`))
})

test('stopping one file ends it at once and leaves the others alone', async () => {
  await using parser = createParserPool({ threads: 1 })
  const long = await file('long.pdf', makePdf(Array.from({ length: 3_000 }, (_, i) => [`Page ${i}`])))
  const short = await file('short.txt', 'Short.')
  const stop = new AbortController()
  const stopped = parser.parse(long, { signal: stop.signal, onPages: () => stop.abort() })
  const waiting = parser.parse(short, { signal })
  expect(await stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await waiting).toMatchObject({ ok: true })
})

test('a file that waits can be stopped too', async () => {
  await using parser = createParserPool({ threads: 1 })
  const path = await file('w.txt', 'Text.')
  const stop = new AbortController()
  const [first, second, third] = [parser.parse(path, { signal }), parser.parse(path, { signal: stop.signal }), parser.parse(path, { signal })]
  stop.abort()
  expect(await second).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect([await first, await third]).toMatchObject([{ ok: true }, { ok: true }])
})

test('a file that takes too long is given up with the limit it hit', async () => {
  await using parser = createParserPool({ threads: 1, limits: { stallMs: 1 } })
  const path = await file('slow.pdf', makePdf(Array.from({ length: 3_000 }, (_, i) => [`Page ${i}`])))
  expect(await parser.parse(path, { signal })).toMatchObject({ ok: false, error: { code: 'parse-timeout', facts: { limitSeconds: 0 } } })
})

test('a file that exhausts the memory of its thread costs only itself', async () => {
  await using parser = createParserPool({ threads: 1, limits: { heapMb: 64 } })
  const greedy = await file('greedy.html', '<p>word <b>and</b> more</p>\n'.repeat(2_000_000))
  const small = await file('small.txt', 'Small.')
  expect(await parser.parse(greedy, { signal })).toMatchObject({ ok: false, error: { code: 'parse-crashed' } })
  expect(await parser.parse(small, { signal })).toMatchObject({ ok: true })
})

test('after the pool was closed nothing is read any more', async () => {
  const parser = createParserPool({ threads: 1 })
  const path = await file('closed.txt', 'Text.')
  const running = parser.parse(path, { signal })
  await parser[Symbol.asyncDispose]()
  expect(await running).toMatchObject({ ok: false })
  expect(await parser.parse(path, { signal })).toMatchObject({ ok: false, error: { code: 'cancelled' } })
})
