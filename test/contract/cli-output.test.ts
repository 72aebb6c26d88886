import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import * as schemas from '../../src-main/cli/output-schemas.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { success } from '../../src-main/support/result.ts'
import { fakeApplication, sampleIds, type FakeApplication } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleAnswer, sampleHit, sampleMatter } from '../support/sample-answer.ts'
import { documentDefaults, pageDefaults, parsedDefaults } from '../support/page-defaults.ts'

const { matterId } = sampleIds
const thisFile = fileURLToPath(import.meta.url)
const model = { id: 'qwen', kind: 'chat' as const, label: 'Qwen', licence: 'Apache-2.0', provenance: 'measured' as const, bytes: 1, memoryBytes: 1, contextTokens: 1, state: 'ready' as const, bytesDone: 1, selected: true, fitsMemory: true, failure: null }

const verdict = { state: 'broken', rows: 4, firstBadId: 5, problem: 'cut-tail' }

const application = (): FakeApplication => fakeApplication({
  'matters.list': () => [sampleMatter],
  'search.run': () => ({ hits: [sampleHit], tookMs: 3 }),
  'ledger.list': () => [{ id: 1, at: '2026-05-01T10:00:00.000Z', kind: 'send', destination: 'models.example', bytes: 1, items: 1, sha256: 'a'.repeat(64), detail: null }],
  'ledger.verify': () => verdict,
  'models.list': () => [model],
  'documents.add': () => ({ added: 0, unchanged: 1, replaced: 0, failed: 0 }),
  'documents.list': () => [],
  'documents.coverage': () => ({ documents: 1, documentsFailed: 0, documentsPending: 0, pages: 3, byCoverage: { ...documentDefaults.coverage, text: 2, failed: 1 }, gapsTotal: 1, gaps: [{ documentId: sampleHit.documentId, documentName: 'Lease.pdf', page: 2, pageLabel: null, coverage: 'failed', confidence: 0 }] }),
  'ingest.progress': () => ({ status: 'idle' }),
  'settings.get': () => ({ offline: true }),
}, {
  async *answer(_matterId, question) {
    if (question === 'fails') throw new AppError('model-failed')
    yield { kind: 'done', answer: sampleAnswer }
  },
  readFile: async () => success({ mediaType: 'text', pages: [{ page: 1, label: null, text: 'a', headings: [], method: 'plain', confidence: 1, ...pageDefaults }], warnings: ['w'], ...parsedDefaults }),
  whenIngested: async () => {},
})

const question = '{"id":"q1","question":"When?"}'
const outputs: [name: string, args: string[], schema: z.ZodType, stdin: string][] = [
  ['ask', ['ask', 'When?', '--matter', matterId, '--json'], schemas.askOutputSchema, ''],
  ['ask line', ['ask', '--matter', matterId, '--jsonl'], schemas.askOutputSchema, question],
  ['error line', ['ask', '--matter', matterId, '--jsonl'], schemas.errorLineSchema, '{"id":"q1","question":"fails"}'],
  ['search', ['search', 'q', '--matter', matterId, '--json'], schemas.searchOutputSchema, ''],
  ['search line', ['search', '--matter', matterId, '--jsonl'], schemas.searchLineSchema, question],
  ['read', ['read', 'a.txt', '--json'], schemas.readOutputSchema, ''],
  ['coverage', ['coverage', '--matter', matterId, '--json'], schemas.coverageOutputSchema, ''],
  ['ingest', ['ingest', thisFile, '--matter', matterId, '--json'], schemas.ingestOutputSchema, ''],
  ['ledger', ['ledger', 'list', '--matter', matterId, '--json'], schemas.ledgerOutputSchema, ''],
  ['ledger verdict', ['ledger', 'verify', '--app', '--json'], schemas.ledgerVerdictOutputSchema, ''],
  ['matters', ['matters', '--json'], schemas.mattersOutputSchema, ''],
  ['models', ['models', 'list', '--json'], schemas.modelsOutputSchema, ''],
  ['doctor', ['doctor', '--json'], schemas.doctorOutputSchema, ''],
]

describe('the JSON that scripts rely on', () => {
  test.each(outputs)('%s has exactly the fields that are documented', async (_name, args, schema, stdin) => {
    const { stdout } = await runCommand(args, application(), { env: {}, stdin })
    const parsed = schema.safeParse(JSON.parse(stdout))
    expect(parsed.error?.issues ?? []).toEqual([])
  })

  test('ask gives the fields that were promised first', async () => {
    const { stdout } = await runCommand(['ask', 'When?', '--matter', matterId, '--json'], application())
    expect(JSON.parse(stdout)).toMatchObject({
      answer: expect.any(String),
      sentences: [{ text: expect.any(String), supported: true, citations: [1] }, { supported: false }],
      citations: [{ n: 1, documentId: expect.any(String), file: 'Lease.pdf', page: 4, quote: 'within six months', start: 124, end: 141 }],
      refused: false,
      timings: { evidenceMs: 12, firstTokenMs: 900, totalMs: 2100, promptTokens: 600, outputTokens: 20 },
    })
  })

  test('every schema and every field has its place in docs/cli.md', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8')
    const code = new Set([...page.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => String(text).split(/[^\w./]+/)))
    const names = new Set<string>()
    for (const schema of Object.values(schemas)) collectKeys(schema, names)
    expect([...names].filter((name) => !code.has(name))).toEqual([])
  })
})

/** All property names of a schema, and all literal schema ids. */
function collectKeys(schema: unknown, into: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  const { shape, element, def } = schema as { shape?: Record<string, unknown>; element?: unknown; def?: { type?: string; values?: unknown[]; innerType?: unknown } }
  for (const value of def?.type === 'literal' ? def.values ?? [] : []) into.add(String(value))
  for (const [key, inner] of Object.entries(shape ?? {})) {
    into.add(key)
    collectKeys(inner, into)
  }
  collectKeys(element, into)
  collectKeys(def?.innerType, into)
}
