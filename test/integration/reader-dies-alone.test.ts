import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { constants, getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders, type ReaderLimits } from '../../src-main/ingest/reader/create-readers.ts'
import type { ReaderChild, StartReader } from '../../src-main/ingest/reader/reader-child.ts'
import { makePdf } from '../support/make-pdf.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'

let folder = ''
let long = ''
let short = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-reader-'))
  long = join(folder, 'long.pdf')
  short = join(folder, 'short.txt')
  await writeFile(long, makePdf(Array.from({ length: 6_000 }, (_, i) => [`Page ${i}`])))
  await writeFile(short, 'Short.')
})
afterAll(() => rm(folder, { recursive: true }))

const signal = new AbortController().signal
const patiently = { timeout: 20_000, interval: 20 }

/** Readers whose processes the test can see. */
function watchedReaders(limits: Partial<ReaderLimits> = {}) {
  const children: ReaderChild[] = []
  const start: StartReader = (memory) => {
    const child = startReader(memory)
    children.push(child)
    return child
  }
  return { readers: createReaders({ start, limits }), children, lastPid: () => Number(children.at(-1)?.pid) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.each(['SIGSEGV', 'SIGABRT', 'SIGKILL'] as const)('a reader that ends by %s costs one file, and the next file is read', async (how) => {
  const { readers, lastPid } = watchedReaders()
  await using _closed = readers
  let killed = false
  const onPages = (): void => {
    if (!killed) process.kill(lastPid(), how)
    killed = true
  }
  expect(await readers.parse(long, { signal, onPages })).toMatchObject({ ok: false, error: { code: 'parse-crashed' } })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
})

test('a reader that hangs is given up after the time without a page, and the next file is read', async () => {
  const { readers, lastPid } = watchedReaders({ parse: { stallMs: 8_000, totalMs: 60_000, perPageMs: 0 } })
  await using _closed = readers
  const parsing = readers.parse(long, { signal, onPages: () => process.kill(lastPid(), 'SIGSTOP') })
  expect(await parsing).toMatchObject({ ok: false, error: { code: 'parse-timeout', facts: { limitSeconds: 8 } } })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
})

test('Ctrl-C is for the app to hear: a reader goes on until it is told otherwise, below the priority of who is typing', async () => {
  const { readers, lastPid } = watchedReaders()
  await using _closed = readers
  let priority = 0
  const onPages = (): void => {
    priority = getPriority(lastPid())
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(lastPid(), signal)
  }
  expect(await readers.parse(long, { signal, onPages })).toMatchObject({ ok: true })
  expect(priority).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL)
})

test('no file takes longer than its pages are given', async () => {
  const { readers } = watchedReaders({ parse: { stallMs: 60_000, totalMs: 1, perPageMs: 0 } })
  await using _closed = readers
  expect(await readers.parse(long, { signal })).toMatchObject({ ok: false, error: { code: 'parse-timeout' } })
})

test.each([
  ['the heap', { heapMb: 48, totalMb: 4_000 }],
  ['all of its memory', { heapMb: 2_000, totalMb: 250 }],
])('a file that exhausts %s is named as that, and the next one is read', async (_what, memory) => {
  const { readers } = watchedReaders({ memory })
  await using _closed = readers
  const greedy = join(folder, 'greedy.html')
  await writeFile(greedy, '<p>word <b>and</b> more</p>\n'.repeat(2_000_000))
  expect(await readers.parse(greedy, { signal })).toMatchObject({ ok: false, error: { code: 'parse-out-of-memory' } })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
})

test('a process that cannot be started stops the reading, and fails not file after file', async () => {
  let starts = 0
  const ended: ReaderChild = { pid: undefined, post() {}, onMessage() {}, onEnd: (listener) => queueMicrotask(() => listener({ outOfMemory: false })), setIdle() {}, kill() {} }
  await using readers = createReaders({ start: () => { starts++; return ended } })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: false, error: { code: 'busy', facts: { reason: 'no-process' }, message: expect.stringContaining('could not be started') } })
  expect(starts).toBe(2)
  const { matter, inbox } = await testMatter({ parser: readers })
  await matter.ingestion.add(Object.values(writeFiles(inbox, { 'a.txt': 'First.', 'b.txt': 'Second.', 'c.txt': 'Third.' })))
  await expect(matter.ingestion.whenIdle()).rejects.toMatchObject({ code: 'busy' })
  expect(statesOf(matter)).toEqual(['a.txt: busy', 'b.txt: discovered', 'c.txt: discovered'])
})

test('a process that is ended as it starts is started again', async () => {
  let starts = 0
  await using readers = createReaders({
    start(memory) {
      const child = startReader(memory)
      if (starts++ === 0) child.kill()
      return child
    },
  })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
  expect(starts).toBe(2)
})

test('a reader that says what it should not is not believed', async () => {
  const { readers, lastPid } = watchedReaders()
  await using _closed = readers
  const lying: StartReader = (memory) => {
    const child = startReader(memory)
    return { ...child, onMessage: (listener) => child.onMessage(() => listener({ kind: 'finished', reusable: true, outcome: { ok: true, value: { mediaType: 'pdf', pages: 'many' } } })) }
  }
  await using liar = createReaders({ start: lying })
  expect(await liar.parse(short, { signal })).toMatchObject({ ok: false, error: { code: 'parse-crashed' } })
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
  expect(isRunning(lastPid())).toBe(true)
})

test('one process reads file after file, ends when there is nothing to do, and another starts when there is', async () => {
  const { readers, children, lastPid } = watchedReaders({ idleMs: 200 })
  await using _closed = readers
  for (let n = 0; n < 3; n++) expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
  expect(children).toHaveLength(1)
  await vi.waitFor(() => expect(isRunning(lastPid())).toBe(false), patiently)
  expect(await readers.parse(short, { signal })).toMatchObject({ ok: true })
  expect(children).toHaveLength(2)
})

test('a page that is looked at and a file that is parsed do not wait for each other', async () => {
  const { readers, children } = watchedReaders()
  await using _closed = readers
  const parsing = readers.parse(long, { signal })
  expect(await readers.draw(long, 1, { maxPixels: 100, signal })).toMatchObject({ ok: true })
  expect(children).toHaveLength(2)
  expect(await parsing).toMatchObject({ ok: true })
})

test('closing ends every process', async () => {
  const { readers, children } = watchedReaders()
  await readers.parse(short, { signal })
  const parsing = readers.parse(long, { signal })
  await readers[Symbol.asyncDispose]()
  await parsing
  await vi.waitFor(() => expect(children.filter(({ pid }) => isRunning(Number(pid)))).toEqual([]), patiently)
})

test('a killed app leaves no reader behind, not even one in the middle of a file', async () => {
  const app = spawn(process.execPath, [fileURLToPath(new URL('../support/fixtures/reading-process.ts', import.meta.url)), long], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(app.stdout, 'data') as [Buffer]
  const pid = Number(String(line))
  expect(isRunning(pid)).toBe(true)
  app.kill('SIGKILL')
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), patiently)
})
