import { beforeEach, expect, test, vi } from 'vitest'
import { memoryEndMark } from '../../src-main/ingest/reader/memory-end.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import { startElectronReader } from '../../src-main/shell/electron-reader.ts'
import { argsOf, resetElectron, utilities } from '../support/fake-electron.ts'

vi.mock('electron', async () => (await import('../support/fake-electron.ts')).electron)
beforeEach(resetElectron)

const signal = new AbortController().signal

test('Electron starts the same program, with no environment of the user’s and no text on the terminal', () => {
  vi.stubEnv('STRONGROOM_KEY', 'sk-test')
  startElectronReader({ heapMb: 512, totalMb: 900 })
  vi.unstubAllEnvs()
  expect(argsOf('utilityProcess.fork')).toEqual([[expect.stringMatching(/reader\.ts$/), ['900'], expect.objectContaining({ execArgv: ['--max-old-space-size=512'], stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' })]])
  expect(argsOf('utilityProcess.fork')[0]?.[2]).not.toMatchObject({ env: { STRONGROOM_KEY: expect.anything() } })
})

test('a file is read through a utility process', async () => {
  await using readers = createReaders({ start: startElectronReader })
  const parsing = readers.parse('/a.txt', { signal })
  await vi.waitFor(() => expect(argsOf('utility.postMessage')).toEqual([[{ kind: 'parse', path: '/a.txt', password: null, childrenFolder: null }]]))
  utilities[0]?.emit('message', { kind: 'finished', reusable: true, outcome: { ok: true, value: { mediaType: 'text', warnings: [], children: [], language: null, thread: null } } })
  expect(await parsing).toMatchObject({ ok: true, value: { mediaType: 'text', pages: [] } })
})

test.each([['', 'parse-crashed'], [memoryEndMark, 'parse-out-of-memory'], ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'parse-out-of-memory']])('one that ends after saying “%s” has failed with %s', async (said, code) => {
  await using readers = createReaders({ start: startElectronReader })
  const parsing = readers.parse('/a.txt', { signal })
  await vi.waitFor(() => expect(utilities).toHaveLength(1))
  utilities[0]?.emit('message', { kind: 'ready' })
  utilities[0]?.stderr.write(said)
  utilities[0]?.emit('exit', 1)
  expect(await parsing).toMatchObject({ ok: false, error: { code } })
})
