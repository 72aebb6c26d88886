import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../src-preload/contract/index.ts'
import { doctorOutputSchema, type DoctorOutput } from '../../src-main/cli/output-schemas.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { fakeApplication } from '../support/fake-application.ts'
import { runCommand, type CommandOptions } from '../support/run-command.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-doctor-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const model = { id: 'qwen', kind: 'chat', label: 'Qwen', licence: 'Apache-2.0', provenance: 'measured', bytes: 1, memoryBytes: 1, contextTokens: 1, state: 'ready', bytesDone: 1, selected: true, fitsMemory: true, failure: null }

async function doctor(models: readonly object[], options: CommandOptions = {}): Promise<{ exitCode: number; output: DoctorOutput; state: (name: string) => string | undefined; detail: (name: string) => string | undefined }> {
  const application = fakeApplication({ 'models.list': () => models, 'settings.get': () => defaultSettings })
  const run = await runCommand(['doctor', '--json'], application, { env: { STRONGROOM_HOME: folder, PATH: folder }, ...options })
  const output = doctorOutputSchema.parse(JSON.parse(run.stdout))
  const find = (name: string) => output.checks.find((check) => check.name === name)
  return { exitCode: run.exitCode, output, state: (name) => find(name)?.state, detail: (name) => find(name)?.detail }
}

describe('doctor', () => {
  test('says that questions can be answered where both models and their runtimes are', async () => {
    const { output, state, detail } = await doctor([model, { ...model, id: 'minilm', kind: 'embedding' }])
    expect(output.checks.map(({ name }) => name)).toEqual(['node', 'llama.cpp', 'onnxruntime', 'data folder', 'free disk', 'memory', 'electron', 'python for the mirror', 'application', 'chat model', 'search model', 'name finder', 'offline switch'])
    expect(state('chat model')).toBe('ok')
    expect(detail('offline switch')).toMatch(/^on/)
    expect(output.ready).toBe(['node', 'llama.cpp', 'onnxruntime', 'data folder'].every((name) => state(name) === 'ok'))
  })

  test('says what is missing, and how to get it, with exit code 1', async () => {
    const { exitCode, state, detail } = await doctor([{ ...model, state: 'absent' }])
    expect([exitCode, state('chat model'), state('search model')]).toEqual([1, 'missing', 'missing'])
    expect(detail('chat model')).toContain('strongroom models fetch')
  })

  test('still works where the application does not', async () => {
    const { exitCode, state, detail } = await doctor([], { openFails: new AppError('disk-read-only') })
    expect([exitCode, state('application')]).toEqual([1, 'missing'])
    expect(detail('application')).toMatch(/^disk-read-only: /)
  })

  test('does not call a machine unfit because the app is open', async () => {
    const { state } = await doctor([], { openFails: new AppError('data-folder-in-use') })
    expect([state('application'), state('chat model')]).toEqual(['limited', undefined])
  })

  test('leaves nothing in the data folder', async () => {
    await doctor([])
    expect(readdirSync(folder)).toEqual([])
  })

  test('tells a data folder that cannot be written to', async () => {
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    const { state, detail } = await doctor([], { env: { STRONGROOM_HOME: file, PATH: '' } })
    expect([state('data folder'), detail('data folder')]).toEqual(['missing', expect.stringContaining('STRONGROOM_HOME')])
  })

  test('starts no program to look for one', async () => {
    const before = await doctor([])
    expect(before.state('python for the mirror')).toBe('missing')
    writeFileSync(join(folder, process.platform === 'win32' ? 'python3.exe' : 'python3'), 'exit 1', { mode: 0o755 })
    expect((await doctor([])).state('python for the mirror')).toBe('ok')
  })
})
