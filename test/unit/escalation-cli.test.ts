import { describe, expect, test } from 'vitest'
import { defaultRedaction, type Message, type Preview, type Provider } from '../../src-preload/contract/index.ts'
import { escalateOutputSchema, escalatePreviewOutputSchema, providersOutputSchema } from '../../src-main/cli/output-schemas.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { fakeApplication, sampleIds, type FakeApplication } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleAnswer, sampleMatter } from '../support/sample-answer.ts'

const { matterId, chatId, messageId } = sampleIds
const provider: Provider = {
  id: 'p_0123456789abcdef', label: 'Mine', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:8080/v1', place: null, models: ['m1', 'm2'],
  route: 'private', hosting: 'in the cellar', needsKey: false, caFile: null, keyState: 'not-needed',
}
const hash = 'a'.repeat(64)
const preview: Preview = {
  id: 'x_0123456789abcdef', matterId, chatId, question: 'When?', mode: 'passages', provider, model: 'm1',
  parts: [{
    id: 'question', kind: 'question', label: 'Question', original: 'Question: When did Anna Meyer leave?', outgoing: 'Question: When did [PERSON_1] leave?',
    findings: [{ id: 'f1', start: 19, end: 29, outgoingStart: 19, outgoingEnd: 29, category: 'person', entity: 'e1', action: 'mask', confidence: 0.9, detector: 'names' }],
  }],
  request: { method: 'POST', url: 'http://127.0.0.1:8080/v1/chat/completions', headerNames: ['content-type'], body: '{"a":1}', bytes: 7, sha256: 'b'.repeat(64) },
  warnings: ['w'], blocked: [],
  cost: { inputTokens: 5, outputTokensMost: 9, estimateUsd: null, pricedOn: null, spentTodayUsd: 0, dayLimitUsd: 5, spentMatterUsd: 0, matterLimitUsd: null },
  approvalHash: hash, expiresAt: '2026-01-01T00:00:00.000Z',
}
const running: Message = { id: messageId, chatId, question: 'When?', state: 'running', createdAt: '2026-01-01T00:00:00Z', partialText: '', evidence: [], answer: null, failure: null, escalation: null }
const escalation = { providerLabel: 'Mine', host: '127.0.0.1:8080', hosting: '', route: 'private', model: 'm1', mode: 'passages', bytesSent: 7, bytesReceived: 9, inputTokens: 1, outputTokens: 2, costUsd: null } as const

function application(script: Parameters<typeof fakeApplication>[0] = {}, parts: Parameters<typeof fakeApplication>[1] = {}): FakeApplication {
  const made: FakeApplication = fakeApplication({
    'matters.list': () => [sampleMatter],
    'providers.list': () => [provider],
    'chats.create': () => ({ id: chatId }),
    'chats.delete': () => null,
    'exit.propose': () => preview,
    'exit.withdraw': () => null,
    'exit.approve': () => {
      queueMicrotask(() => made.emit('answer.done', { matterId, chatId, messageId, answer: sampleAnswer, escalation }))
      return running
    },
    'chats.messages': () => [{ ...running, state: 'done', answer: sampleAnswer, escalation }],
    ...script,
  }, parts)
  return made
}
const escalate = (...args: string[]) => ['escalate', 'When?', '--matter', matterId, '--provider', 'mine', ...args]

describe('escalate', () => {
  test('a preview shows the exact request and every finding, and approves nothing', async () => {
    const fake = application()
    const { exitCode, stdout } = await runCommand(escalate('--preview', '--json'), fake)
    expect(exitCode).toBe(0)
    expect(escalatePreviewOutputSchema.parse(JSON.parse(stdout))).toMatchObject({
      approvalHash: hash, url: preview.request.url, headerNames: ['content-type'], body: '{"a":1}', blocked: [], costEstimate: { inputTokens: 5 },
      findings: [{ part: 'question', text: 'Anna Meyer', outgoing: '[PERSON_1]', category: 'person', action: 'mask' }],
    })
    expect(fake.calls.map(({ name }) => name)).not.toContain('exit.approve')
  })

  test('a preview leaves no chat behind', async () => {
    const fake = application()
    await runCommand(escalate('--preview'), fake)
    expect(fake.calls.map(({ name }) => name).slice(-3)).toEqual(['exit.withdraw', 'keepShownPreview', 'chats.delete'])
  })

  test('for a person it names the place, the body and what is masked, and hides control characters', async () => {
    const { stdout } = await runCommand(escalate('--preview'), application({ 'exit.propose': () => ({ ...preview, request: { ...preview.request, body: 'a\u001b[2Jb' } }) }))
    expect(stdout).toContain('Nothing was sent')
    expect(stdout).toContain('in the cellar')
    expect(stdout).toContain('Anna Meyer → [PERSON_1]')
    expect(stdout).toContain(`--approve ${hash}`)
    expect(stdout).not.toContain('\u001b')
  })

  test('what stands against sending is said, and no way to approve is offered', async () => {
    const blocked = [{ reason: 'value-left', message: 'A masked name is still there.', places: [] }]
    const { stdout } = await runCommand(escalate('--preview'), application({ 'exit.propose': () => ({ ...preview, blocked }) }))
    expect(stdout).toContain('BLOCKED (value-left): A masked name is still there.')
    expect(stdout).not.toContain('--approve')
  })

  test('an approval passes on the hash that was typed, waits for the answer and keeps its chat', async () => {
    const fake = application()
    const { exitCode, stdout } = await runCommand(escalate('--approve', hash, '--json'), fake)
    expect(exitCode).toBe(0)
    expect(escalateOutputSchema.parse(JSON.parse(stdout))).toMatchObject({ question: 'When?', answer: sampleAnswer.text, escalation: { host: '127.0.0.1:8080' } })
    expect(fake.calls).toContainEqual({ name: 'exit.approve', input: { previewId: preview.id, approvalHash: hash } })
    expect(fake.calls.map(({ name }) => name)).not.toContain('chats.delete')
  })

  test('an approval of what was not shown just before, or was sent already, sends nothing', async () => {
    const fake = application({}, { takeShownPreview: async () => false })
    const { exitCode, stderr } = await runCommand(escalate('--approve', hash), fake)
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('approval-void: ')])
    expect(fake.calls.map(({ name }) => name)).not.toContain('exit.approve')
    expect(fake.calls.map(({ name }) => name).slice(-2)).toEqual(['exit.withdraw', 'chats.delete'])
  })

  test('another hash is put to the exit as it was typed, and its refusal is the outcome', async () => {
    const fake = application({ 'exit.approve': () => { throw new AppError('approval-void') } })
    const { exitCode, stdout, stderr } = await runCommand(escalate('--approve', 'c'.repeat(64)), fake)
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^approval-void: /m)
    expect(fake.calls).toContainEqual({ name: 'exit.approve', input: { previewId: preview.id, approvalHash: 'c'.repeat(64) } })
    expect(fake.calls.at(-1)?.name).toBe('chats.delete')
  })

  test('a reply that failed is a failure of the command, with its code', async () => {
    const made: FakeApplication = application({
      'exit.approve': () => {
        queueMicrotask(() => made.emit('answer.failed', { matterId, chatId, messageId, failure: { code: 'provider-unreachable', message: 'm', facts: {} } }))
        return running
      },
      'chats.messages': () => [{ ...running, state: 'failed', failure: { code: 'provider-unreachable', message: 'm', facts: {} } }],
    })
    const { exitCode, stderr } = await runCommand(escalate('--approve', hash), made)
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('provider-unreachable: ')])
  })

  test('only --online opens the workplace online', async () => {
    const opened: boolean[] = []
    await runCommand(escalate('--preview'), application(), { onOpen: (online) => opened.push(online) })
    await runCommand(escalate('--preview', '--online'), application(), { onOpen: (online) => opened.push(online) })
    expect(opened).toEqual([false, true])
  })

  test.each([[[]], [['--approve', 'abc']], [['--preview', '--approve', hash]], [['--preview', '--mode', 'all']]])('%j is wrong usage', async (args) => {
    const fake = application()
    expect((await runCommand(escalate(...args), fake)).exitCode).toBe(2)
    expect(fake.calls).toEqual([])
  })
})

describe('providers', () => {
  test('an endpoint on loopback is one command', async () => {
    const fake = application({ 'providers.save': () => provider })
    const { exitCode, stdout } = await runCommand(['providers', 'add', '--label', 'Mine', '--url', 'http://127.0.0.1:8080/v1', '--model', 'm1', '--no-key', '--private', '--json'], fake)
    expect(exitCode).toBe(0)
    expect(providersOutputSchema.parse(JSON.parse(stdout))).toHaveLength(1)
    expect(fake.calls).toEqual([{ name: 'providers.save', input: {
      kind: 'openai-compatible', label: 'Mine', baseUrl: 'http://127.0.0.1:8080/v1', place: null, models: ['m1'], route: 'private', hosting: '', needsKey: false, caFile: null,
    } }])
  })

  test('a key comes from stdin, only its line is taken, and it is not shown again', async () => {
    const fake = application({ 'providers.setKey': () => ({ ...provider, needsKey: true, keyState: 'set' }) })
    const { stdout, stderr } = await runCommand(['providers', 'set-key', 'mine'], fake, { stdin: 'sk-12345\nrest' })
    expect(fake.calls.at(-1)).toEqual({ name: 'providers.setKey', input: { id: provider.id, key: 'sk-12345' } })
    expect(stdout + stderr).not.toContain('12345\n')
    expect(stdout).toContain('key set')
  })

  test('a preset fills the form, and what is typed changes it', async () => {
    const fake = application({ 'providers.presets': () => [{ ...provider, label: 'Ollama' }], 'providers.save': () => provider })
    await runCommand(['providers', 'add', '--preset', 'ollama', '--model', 'other'], fake)
    expect(fake.calls.at(-1)?.input).toMatchObject({ label: 'Ollama', models: ['other'], needsKey: false })
  })

  test('one that is not there is a failure, and nothing is removed', async () => {
    const fake = application()
    expect(await runCommand(['providers', 'remove', 'nobody'], fake)).toMatchObject({ exitCode: 1, stdout: '' })
    expect(fake.calls.map(({ name }) => name)).toEqual(['providers.list'])
  })
})

describe('matters set-policy', () => {
  test('opens or shuts a matter, and takes nothing but never and ask', async () => {
    const fake = application({ 'matters.setDataPolicy': () => sampleMatter })
    expect((await runCommand(['matters', 'set-policy', 'Oldenburg', 'ask'], fake)).exitCode).toBe(0)
    expect(fake.calls.at(-1)).toEqual({ name: 'matters.setDataPolicy', input: { matterId, dataPolicy: 'ask' } })
    expect((await runCommand(['matters', 'set-policy', 'Oldenburg', 'always'], fake)).exitCode).toBe(2)
  })
})

test('the defaults of the redaction mask every name, so that a new matter never sends one unasked', () => {
  expect(Object.entries(defaultRedaction).filter(([, action]) => action === 'keep').map(([category]) => category)).toEqual(['amount'])
})
