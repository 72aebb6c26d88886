import { describe, expect, test } from 'vitest'
import type { AnswerEvent } from '../../src-main/agent/answer-events.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'
import { toFailure } from '../../src-main/support/errors.ts'
import { fakeApplication, sampleIds } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleAnswer, sampleHit, sampleMatter } from '../support/sample-answer.ts'
import { parsedDefaults, pageDefaults } from '../support/page-defaults.ts'

const { matterId } = sampleIds

async function* answering(events: readonly AnswerEvent[]): AsyncGenerator<AnswerEvent> {
  yield* events
}
const wholeAnswer: AnswerEvent[] = [
  { kind: 'evidence', hits: [sampleHit], tookMs: 12 },
  { kind: 'prefill', tokensDone: 300, tokensTotal: 600 },
  { kind: 'text', delta: 'The deposit' },
  { kind: 'done', answer: sampleAnswer },
]
const asking = (answer: (question: string) => AsyncIterable<AnswerEvent> = () => answering(wholeAnswer)) =>
  fakeApplication({ 'matters.list': () => [sampleMatter] }, { answer: (_matterId, question) => answer(question) })

describe('what a person types', () => {
  test('--help and --version are data and succeed', async () => {
    const application = fakeApplication()
    const help = await runCommand(['--help'], application)
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    for (const command of ['ingest', 'ask', 'search', 'read', 'matters', 'models', 'serve', 'doctor']) expect(help.stdout).toContain(command)
    expect(await runCommand(['--version'], application)).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' })
    expect((await runCommand(['ask', '--help'], application)).stdout).toContain('--matter')
  })

  test.each([
    [['no-such-command']], [['ask', 'why?']], [['ask', '--matter', 'x']], [['ask', ' ', '--matter', 'x']], [['ask', 'q', '--matter', 'x', '--jsonl']], [['ask', '--matter', 'x', '--json', '--jsonl']],
    [['search', 'q', '--matter', 'x', '-k', '0']], [['search', 'q', '--matter', 'x', '-k', 'many']], [['ingest', '--matter', 'x']], [['read']], [['models', 'buy']], [['serve', '--port', '80']], [['ask', 'q', '--matter', 'x', '--colour']],
  ])('%j is wrong usage: code 2, nothing on stdout, nothing opened', async (args) => {
    const run = await runCommand(args, fakeApplication())
    expect([run.exitCode, run.stdout]).toEqual([2, ''])
    expect(run.stderr).toMatch(/^error: /)
  })

  test('nothing at all shows the help', async () => {
    const run = await runCommand([], fakeApplication())
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('Usage: strongroom')
  })

  test('no command colours its output where no terminal is', async () => {
    const run = await runCommand(['ask', 'When?', '--matter', matterId], asking())
    expect(run.stdout + run.stderr).not.toMatch(/\u001b\[/)
  })
})

describe('ask', () => {
  test('writes the checked answer, marks what is unsupported and gives each quote with its page', async () => {
    const run = await runCommand(['ask', 'When?', '--matter', 'Oldenburg'], asking())
    expect(run.exitCode).toBe(0)
    expect(run.stdout).toBe([
      'The deposit is returned within six months. [1]',
      'The landlord is kind. (not found in the documents)',
      '',
      '[1] Lease.pdf, page 4: “within six months”',
      '',
      '1 page could not be read.',
      '',
    ].join('\n'))
  })

  test('keeps progress off stdout', async () => {
    const run = await runCommand(['ask', 'When?', '--matter', 'Oldenburg', '--json'], asking(), { terminal: true })
    expect(JSON.parse(run.stdout)).toMatchObject({ schema: 'strongroom.ask/1', refused: false })
    expect(run.stderr).toContain('1 passage')
  })

  test('that the documents do not say is no failure', async () => {
    const refused = { ...sampleAnswer, refused: true, text: 'The documents do not say.', sentences: [], citations: [], caveats: [] }
    const run = await runCommand(['ask', 'Who?', '--matter', matterId], asking(() => answering([{ kind: 'done', answer: refused }])))
    expect(run).toMatchObject({ exitCode: 0, stdout: 'The documents do not say.\n' })
  })

  test('stores nothing: no chat is made', async () => {
    const application = asking()
    await runCommand(['ask', 'When?', '--matter', 'oldenburg'], application)
    expect(application.calls.map(({ name }) => name)).toEqual(['matters.list'])
    expect(application.disposed()).toBe(true)
  })

  test('tells a failure in one line with its code', async () => {
    const run = await runCommand(['ask', 'When?', '--matter', matterId, '--json'], asking(() => { throw new AppError('model-not-installed') }))
    expect([run.exitCode, run.stdout]).toEqual([1, ''])
    expect(run.stderr.trim().split('\n').at(-1)).toMatch(/^model-not-installed: .*strongroom models fetch/)
  })

  test('tells a bug without its text', async () => {
    const run = await runCommand(['ask', 'When?', '--matter', matterId], asking(() => { throw new Error('Ms Vogel') }))
    expect(run.exitCode).toBe(1)
    expect(run.stderr).toMatch(/internal: /)
    expect(run.stderr).not.toContain('Vogel')
  })

  test('stopped by Ctrl-C ends with 130 and closes everything', async () => {
    const stop = new AbortController()
    const application = asking(async function* () {
      yield { kind: 'evidence', hits: [], tookMs: 1 }
      stop.abort()
      yield { kind: 'stopped', partialText: '' }
    })
    const run = await runCommand(['ask', 'When?', '--matter', matterId], application, { signal: stop.signal })
    expect(run.exitCode).toBe(130)
    expect(application.disposed()).toBe(true)
  })

  test('a document cannot write to the terminal through its name or its words', async () => {
    const answer = { ...sampleAnswer, sentences: [{ text: 'a\u001b[2Jb\u202ec', supported: true, reason: null, citations: [] }], citations: sampleAnswer.citations.map((citation) => ({ ...citation, documentName: 'x\r\u001b]0;y\u0007.pdf' })) }
    const run = await runCommand(['ask', 'q', '--matter', matterId], asking(() => answering([{ kind: 'done', answer }])))
    expect(run.stdout).not.toMatch(/[\u001b\u0007\r\u202e]/)
  })
})

describe('the matter', () => {
  const twins = [sampleMatter, { ...sampleMatter, id: 'm_1111111111111111' as const }, { ...sampleMatter, id: 'm_2222222222222222' as const, name: 'Audit' }]
  const search = (matter: string) => {
    const application = fakeApplication({ 'matters.list': () => twins, 'search.run': () => ({ hits: [], tookMs: 1 }) })
    return runCommand(['search', 'q', '--matter', matter, '--json'], application).then((run) => ({ run, searched: application.calls.at(-1)?.input }))
  }

  test('is found by id and by name, capitals or not', async () => {
    for (const name of ['m_2222222222222222', 'Audit', 'audit', ' AUDIT ']) expect((await search(name)).searched).toMatchObject({ matterId: 'm_2222222222222222' })
  })

  test('whose name is not unique is not guessed', async () => {
    const { run } = await search('Oldenburg')
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toMatch(/^conflict: /)
  })

  test('that does not exist is said so', async () => {
    expect((await search('Nobody')).run.stderr).toMatch(/^not-found: /)
  })
})

describe('search', () => {
  test('gives as many passages as were asked for', async () => {
    const application = fakeApplication({ 'matters.list': () => [sampleMatter], 'search.run': () => ({ hits: [sampleHit], tookMs: 3 }) })
    const run = await runCommand(['search', 'deposit', '--matter', matterId, '-k', '3', '--json'], application)
    expect(application.calls.at(-1)).toEqual({ name: 'search.run', input: { matterId, query: 'deposit', k: 3 } })
    expect(JSON.parse(run.stdout)).toEqual([{ schema: 'strongroom.search/1', file: 'Lease.pdf', documentId: sampleIds.documentId, page: 4, start: 100, end: 142, score: 0.91, text: sampleHit.text }])
  })
})

describe('many questions', () => {
  test('are answered in order, one line each, and a bad line does not stop the rest', async () => {
    const stdin = ['{"id":1,"question":"When?"}', 'not json', '', '{"id":"b"}', '{"id":"c","query":"Who?"}', '{"id":2,"question":"breaks"}'].join('\n')
    const application = asking((question) => {
      if (question === 'breaks') throw new AppError('model-failed')
      return answering(wholeAnswer)
    })
    const run = await runCommand(['ask', '--matter', matterId, '--jsonl'], application, { stdin })
    const lines = run.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(run.exitCode).toBe(3)
    expect(lines).toMatchObject([
      { id: 1, question: 'When?', answer: sampleAnswer.text },
      { id: null, line: 2, error: { code: 'invalid-request' } },
      { id: 'b', line: 4, error: { code: 'invalid-request' } },
      { id: 'c', question: 'Who?' },
      { id: 2, line: 6, error: { code: 'model-failed' } },
    ])
  })

  test('are searched for likewise', async () => {
    const application = fakeApplication({ 'matters.list': () => [sampleMatter], 'search.run': () => ({ hits: [sampleHit], tookMs: 3 }) })
    const run = await runCommand(['search', '--matter', matterId, '--jsonl', '-k', '2'], application, { stdin: '{"id":1,"query":"a"}\n{"id":2,"question":"b"}' })
    expect(run.exitCode).toBe(0)
    expect(run.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2])
    expect(application.calls.filter(({ name }) => name === 'search.run').map(({ input }) => input)).toMatchObject([{ query: 'a', k: 2 }, { query: 'b', k: 2 }])
  })

  test('end at Ctrl-C', async () => {
    const stop = new AbortController()
    const stdin = Array.from({ length: 5 }, (_, id) => JSON.stringify({ id, question: 'q' })).join('\n')
    const run = await runCommand(['ask', '--matter', matterId, '--jsonl'], asking(), { stdin, signal: stop.signal, onOutput: () => stop.abort() })
    expect(run.exitCode).toBe(130)
    expect(run.stdout.trim().split('\n')).toHaveLength(1)
  })
})

describe('read', () => {
  const page = { page: 1, label: 'i', text: 'Hello\nthere', headings: [], method: 'plain' as const, confidence: 1, ...pageDefaults }

  test('shows the pages, and warnings beside them', async () => {
    const application = fakeApplication({}, { readFile: async () => success({ mediaType: 'text', pages: [page], warnings: ['1 attachment was not read.'], ...parsedDefaults }) })
    expect(await runCommand(['read', 'a.txt'], application)).toEqual({ exitCode: 0, stdout: '── page 1 (i) ──\nHello\nthere\n', stderr: '1 page: 1 text.\n1 attachment was not read.\n' })
  })

  test('tells why a file cannot be read', async () => {
    const application = fakeApplication({}, { readFile: async () => failed(toFailure(new AppError('document-encrypted'))) })
    const run = await runCommand(['read', 'a.pdf', '--json'], application)
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toMatch(/^document-encrypted: /)
  })
})

describe('another Strongroom on the same data', () => {
  test('is said in one line', async () => {
    const run = await runCommand(['matters'], fakeApplication(), { openFails: new AppError('data-folder-in-use') })
    expect(run).toMatchObject({ exitCode: 1, stdout: '' })
    expect(run.stderr).toMatch(/^data-folder-in-use: .*\n$/)
  })
})
