import { describe, expect, test } from 'vitest'
import { redactLineSchema, errorLineSchema } from '../../src-main/cli/output-schemas.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { success } from '../../src-main/support/result.ts'
import { fakeApplication } from '../support/fake-application.ts'
import { redactTexts } from '../support/redact-text.ts'
import { runCommand } from '../support/run-command.ts'
import { parsedDefaults, pageDefaults } from '../support/page-defaults.ts'

const modes: string[] = []
const application = () => fakeApplication({}, {
  async redact(parts, { mode }) {
    modes.push(mode)
    if (mode === 'default') throw new AppError('model-not-installed')
    return redactTexts(parts)
  },
  readFile: async () => success({ mediaType: 'text', pages: ['Mr Tom Brennan.', 'Brennan pays.'].map((text, index) => ({ page: index + 1, label: null, text, headings: [], method: 'plain' as const, confidence: 1, ...pageDefaults })), warnings: ['w'], ...parsedDefaults }),
})

describe('strongroom redact', () => {
  test('masks what comes on stdin and writes nothing else to stdout', async () => {
    const run = await runCommand(['redact', '--mode', 'rules'], application(), { stdin: 'Dear Mr Brown,\nBrown owes us.\n' })
    expect(run).toMatchObject({ exitCode: 0, stdout: 'Dear [PERSON_1],\n[PERSON_1] owes us.\n' })
    expect(run.stderr).toContain('Only rules were used')
  })

  test('masks the pages of a file together', async () => {
    const run = await runCommand(['redact', 'letter.pdf', '--mode', 'rules'], application())
    expect(run.stdout).toBe('[PERSON_1].\n\n[PERSON_1] pays.\n')
  })

  test('the default mode without its model fails and writes nothing: it never does less than was asked for', async () => {
    const run = await runCommand(['redact'], application(), { stdin: 'Mr Brown' })
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toMatch(/^model-not-installed: /)
    expect(modes.at(-1)).toBe('default')
  })

  test('the deep mode says that it is not available yet', async () => {
    const run = await runCommand(['redact', '--mode', 'deep'], application(), { stdin: 'Mr Brown' })
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toContain('not available yet')
  })

  test('bytes that are no UTF-8 are refused', async () => {
    const stdin = new Uint8Array([0x4d, 0xfc, 0x6c])
    const run = await runCommand(['redact', '--mode', 'rules'], application(), { stdin: stdin as unknown as string })
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toContain('UTF-8')
  })

  test('lines give spans in the text that was given, and bad lines an error of their own', async () => {
    const stdin = ['{"id":1,"text":"Dear Mr Brown, call 089 1234567."}', '{"id":"two"}', 'no json', '{"id":"3","text":""}'].join('\n')
    const run = await runCommand(['redact', '--spans', '--jsonl', '--mode', 'rules'], application(), { stdin })
    expect(run.exitCode).toBe(3)
    const lines = run.stdout.trim().split('\n').map((line): unknown => JSON.parse(line))
    const first = redactLineSchema.parse(lines[0])
    expect(first).toMatchObject({ id: 1, text: 'Dear [PERSON_1], call [PHONE_1].', spans: [{ start: 5, end: 13, category: 'person', action: 'mask' }, { start: 20, end: 31, category: 'phone' }] })
    expect(errorLineSchema.parse(lines[1])).toMatchObject({ id: 'two', line: 2 })
    expect(errorLineSchema.parse(lines[2])).toMatchObject({ id: null, line: 3 })
    expect(redactLineSchema.parse(lines[3])).toMatchObject({ id: '3', spans: [], text: '' })
  })

  test('the application stays open until the last line is done', async () => {
    const open = application()
    const disposedAt: boolean[] = []
    const watched = { ...open, redact: async (...args: Parameters<typeof open.redact>) => { await Promise.resolve(); disposedAt.push(open.disposed()); return open.redact(...args) } }
    await runCommand(['redact', '--spans', '--jsonl', '--mode', 'rules'], watched, { stdin: '{"id":1,"text":"a"}\n{"id":2,"text":"b"}' })
    expect(disposedAt).toEqual([false, false])
    expect(open.disposed()).toBe(true)
  })

  test.each([[['redact', '--spans']], [['redact', '--jsonl']], [['redact', 'a.txt', '--spans', '--jsonl']], [['redact', '--mode', 'best']]])('%j is wrong usage', async (args) => {
    expect(await runCommand(args, application())).toMatchObject({ exitCode: 2, stdout: '' })
  })
})
