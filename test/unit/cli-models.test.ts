import { describe, expect, test } from 'vitest'
import type { ModelStatus } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { fakeApplication, type FakeApplication } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'

const chat: ModelStatus = {
  id: 'qwen', kind: 'chat', label: 'Qwen', licence: 'Apache-2.0', provenance: 'measured', bytes: 1_117_320_768, memoryBytes: 2e9, contextTokens: 32_768,
  state: 'absent', bytesDone: 0, selected: true, fitsMemory: true, failure: null,
}
const search: ModelStatus = { ...chat, id: 'minilm', kind: 'embedding', bytes: 22_928_619, state: 'ready' }

/** A library whose fetch begins at once and goes through the states that the test tells it. */
function library(states: readonly Partial<ModelStatus>[], fetchFails?: AppError): FakeApplication {
  let now: ModelStatus = chat
  const application: FakeApplication = fakeApplication({
    'models.list': () => [now, search],
    'models.fetch': () => {
      if (fetchFails) throw fetchFails
      now = { ...now, state: 'fetching' }
      setImmediate(() => {
        application.emit('models.progress', { id: 'qwen', state: 'fetching', source: 'hub', bytesDone: 5e8, bytesTotal: 1.117e9, bytesPerSecond: 2e7, secondsLeft: 31 })
        for (const state of states) {
          now = { ...now, ...state }
          application.emit('models.changed', null)
        }
      })
      return null
    },
    'models.cancelFetch': () => null,
    'models.verify': ({ id }: { id: string }) => ({ ...search, id, state: id === 'minilm' ? 'ready' : 'damaged' }),
    'models.import': () => ({ ...chat, id: 'mine', provenance: 'imported', state: 'ready' }),
  })
  return application
}

describe('models', () => {
  test('list says what is here, what it weighs and under which licence', async () => {
    const run = await runCommand(['models', 'list'], library([]))
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run.stdout).toMatch(/^\* qwen +chat +absent +1117 MB +Apache-2\.0$/m)
  })

  test('fetch waits until the model is verified and shows real figures', async () => {
    const run = await runCommand(['models', 'fetch', 'qwen', '--json'], library([{ state: 'verifying' }, { state: 'ready' }]), { terminal: true })
    expect(run.exitCode).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject([{ schema: 'strongroom.models/1', id: 'qwen', state: 'ready' }])
    expect(run.stderr).toContain('qwen fetching · 500 MB of 1117 MB · from hub · 20 MB/s · about 31 s left')
  })

  test('fetch without a name takes the chosen ones', async () => {
    const application = library([{ state: 'ready' }])
    await runCommand(['models', 'fetch'], application)
    expect(application.calls.filter(({ name }) => name === 'models.fetch').map(({ input }) => input)).toEqual([{ id: 'qwen' }])
  })

  test.each([[['models', 'fetch', 'qwen', '--online'], true], [['models', 'fetch', 'qwen'], false], [['models', 'list'], false]])('%j opens the way to the network: %s', async (args, expected) => {
    const opened: boolean[] = []
    await runCommand(args, library([{ state: 'ready' }]), { onOpen: (online) => opened.push(online) })
    expect(opened).toEqual([expected])
  })

  test('fetch tells why it was refused, and how to allow it', async () => {
    const run = await runCommand(['models', 'fetch', 'qwen'], library([], new AppError('offline')))
    expect(run.stderr).toContain('models fetch --online')
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toMatch(/^offline: /m)
  })

  test('fetch tells why it failed midway', async () => {
    const run = await runCommand(['models', 'fetch', 'qwen'], library([{ state: 'partial', failure: toFailure(new AppError('download-interrupted')) }]))
    expect(run.exitCode).toBe(1)
    expect(run.stderr).toMatch(/^download-interrupted: /m)
  })

  test('fetch of an unknown model starts nothing', async () => {
    const application = library([])
    const run = await runCommand(['models', 'fetch', 'nothing'], application)
    expect(run.stderr).toMatch(/^not-found: /)
    expect(application.calls.map(({ name }) => name)).not.toContain('models.fetch')
  })

  test('Ctrl-C stops the fetch itself, not only the waiting', async () => {
    const stop = new AbortController()
    const application = library([])
    application.subscribe((event) => { if (event.name === 'models.progress') stop.abort() })
    const run = await runCommand(['models', 'fetch', 'qwen'], application, { signal: stop.signal })
    expect(run.exitCode).toBe(130)
    expect(application.calls.at(-1)).toEqual({ name: 'models.cancelFetch', input: { id: 'qwen' } })
  })

  test('verify looks at all that are here, and a damaged one is a failure', async () => {
    expect((await runCommand(['models', 'verify'], library([]))).exitCode).toBe(0)
    expect((await runCommand(['models', 'verify', 'qwen'], library([]))).exitCode).toBe(1)
  })

  test('import takes a file by its path', async () => {
    const application = library([])
    const run = await runCommand(['models', 'import', '/tmp/my.gguf', '--json'], application)
    expect(JSON.parse(run.stdout)).toMatchObject([{ id: 'mine', provenance: 'imported' }])
    expect(application.calls.at(-1)?.input).toEqual({ path: '/tmp/my.gguf' })
  })
})
