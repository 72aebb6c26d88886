import { describe, expect, test } from 'vitest'
import { maskEverything } from '../../src-preload/contract/index.ts'
import { redactCopySchema, redactLineSchema, errorLineSchema } from '../../src-main/cli/output-schemas.ts'
import { parseTerms, policyOf, termsOf } from '../../src-main/cli/redact-choices.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { success } from '../../src-main/support/result.ts'
import { fakeApplication, sampleIds } from '../support/fake-application.ts'
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

describe('strongroom redact --out', () => {
  const report = { format: 'pdf' as const, masked: { person: { places: 3, entities: 2 } }, leftOut: { 'metadata': 1, 'hidden-words': 2, 'pages': 1 }, pagesLeftOut: [4], notSearched: { pictures: 1, scannedPages: 1 }, wordsToLookAt: 2, warnings: ['w'] }
  const asked: { path: string; options: Parameters<ReturnType<typeof application>['redactFile']>[1] }[] = []
  const copying = (fail?: Error) => fakeApplication({}, {
    async redactFile(path, options) {
      asked.push({ path, options })
      if (fail) throw fail
      return report
    },
  })

  test('asks for a copy of the kind that the name says, and tells what became of the file', async () => {
    const run = await runCommand(['redact', 'a.pdf', '--out', 'b.PDF', '--mode', 'rules'], copying())
    expect(run).toMatchObject({ exitCode: 0, stdout: '' })
    expect(asked.at(-1)?.options).toMatchObject({ format: 'pdf', mode: 'rules', keepPictures: false, terms: [] })
    expect(run.stderr).toContain('person 2 (in 3 places)')
    expect(run.stderr).toContain('words that cannot be seen on the page 2')
    expect(run.stderr).toMatch(/could not be searched: 4\./)
    expect(run.stderr).toContain('One page is a scan')
    expect(run.stderr).toContain('2 words of the copy')
  })

  test('gives the same as JSON, without a word of the document', async () => {
    const run = await runCommand(['redact', 'a.docx', '-o', 'b.docx', '--json', '--keep-pictures'], copying())
    expect(redactCopySchema.parse(JSON.parse(run.stdout))).toMatchObject({ schema: 'strongroom.redact.copy/1', file: 'a.docx', out: 'b.docx', verified: true, pagesLeftOut: [4] })
    expect(asked.at(-1)?.options).toMatchObject({ format: 'docx', keepPictures: true })
  })

  test.each([
    [new AppError('conflict'), 'There is a file of that name already'],
    [new AppError('format-mismatch'), 'a PDF becomes a .pdf'],
    [new AppError('detector-failed', { valuesLeft: 3 }), 'still held 3 masked values'],
  ])('%s says what to do', async (failure, words) => {
    const run = await runCommand(['redact', 'a.pdf', '--out', 'b.pdf'], copying(failure))
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toContain(words)
  })

  test.each([[['redact', '--out', 'b.pdf']], [['redact', 'a.pdf', '--out', 'b.odt']], [['redact', 'a.pdf', '--json']], [['redact', 'a.pdf', '--keep-pictures']], [['redact', 'a.pdf', '--keep', 'everyone']]])('%j is wrong usage', async (args) => {
    expect(await runCommand(args, copying())).toMatchObject({ exitCode: 2, stdout: '' })
  })
})

describe('what is masked', () => {
  test('can be all kinds but some, or some kinds only', () => {
    expect(policyOf({})).toEqual(maskEverything)
    expect(policyOf({ keep: ['date', 'amount'] })).toEqual({ ...maskEverything, date: 'keep', amount: 'keep' })
    const only = policyOf({ mask: ['person', 'email'], keep: ['email'] })
    expect(Object.entries(only).filter(([, action]) => action === 'mask')).toEqual([['person', 'mask']])
  })

  test('reaches the search from the command line, also for text', async () => {
    const policies: unknown[] = []
    const watched = fakeApplication({}, { async redact(parts, { policy, terms }) { policies.push(policy, terms); return redactTexts(parts) } })
    await runCommand(['redact', '--mode', 'rules', '--keep', 'date,amount', '--keep', 'url'], watched, { stdin: 'x' })
    expect(policies).toEqual([{ ...maskEverything, date: 'keep', amount: 'keep', url: 'keep' }, []])
  })

  test('a list of one’s own has a term a line, with a category and an action where wanted', () => {
    expect(parseTerms('Project Falcon\n\nHarcourt LLP\torganisation\r\nthe Seller\tperson\tkeep\n')).toMatchObject([
      { text: 'Project Falcon', category: 'custom', action: 'mask', matterId: null }, { text: 'Harcourt LLP', category: 'organisation', action: 'mask' }, { text: 'the Seller', category: 'person', action: 'keep' },
    ])
  })

  test.each(['x', 'Name\tnobody', 'Name\tperson\tshout', 'Name\tperson\tmask\tmore'])('a line that does not fit is named by its number and not repeated: %j', (line) => {
    expect(() => parseTerms(`Fine\n${line}`)).toThrow(/^Line 2 /)
    expect(() => parseTerms(`Fine\n${line}`)).not.toThrow(/nobody|shout/)
  })

  test('the lists of a matter and of all matters come after the file’s', async () => {
    const own = { id: 't_0123456789abcdef', text: 'Falcon', category: 'custom', action: 'mask', matterId: sampleIds.matterId }
    const matter = { id: sampleIds.matterId, name: 'Oldenburg v Harcourt' }
    const watched = fakeApplication({ 'matters.list': () => [matter], 'terms.list': () => [own] })
    expect(await termsOf(watched, { matter: 'oldenburg v harcourt' })).toEqual([own])
    expect(watched.calls.at(-1)).toEqual({ name: 'terms.list', input: { matterId: sampleIds.matterId } })
  })
})
