import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Hop } from '../../src-preload/contract/index.ts'
import { fakeApplication, sampleIds } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleMatter } from '../support/sample-answer.ts'

const { matterId } = sampleIds
const hop: Hop = { id: 7, at: '2026-05-01T10:00:00.000Z', kind: 'send', destination: 'models.example', bytes: 4321, items: 1, sha256: 'a'.repeat(64), detail: 'x\u001b[2J' }
const application = (verdict: unknown = { state: 'intact', rows: 3, head: 'b'.repeat(64) }) => fakeApplication({
  'matters.list': () => [sampleMatter],
  'ledger.list': () => [hop],
  'ledger.verify': () => verdict,
  'ledger.export': ({ format }: { format: string }) => ({ fileName: `l.${format}`, mediaType: 'text/plain', text: `rows as ${format}\n` }),
})

test.each([
  [{ state: 'intact', rows: 3, head: 'b'.repeat(64) }, 0, 'Intact. All 3 rows'],
  [{ state: 'broken', rows: 2, firstBadId: 3, problem: 'changed' }, 4, 'row 3'],
  [{ state: 'broken', rows: 2, firstBadId: 3, problem: 'removed-or-inserted' }, 4, 'row 3'],
  [{ state: 'broken', rows: 2, firstBadId: 3, problem: 'cut-tail' }, 4, 'missing, from row 3'],
  [{ state: 'broken', rows: 2, firstBadId: 3, problem: 'head-missing' }, 4, 'Not proven'],
])('verify says %o by its exit code and in words', async (verdict, exitCode, words) => {
  const run = await runCommand(['ledger', 'verify', '--matter', matterId], application(verdict))
  expect(run).toMatchObject({ exitCode, stdout: expect.stringContaining(words) })
})

test('a list takes the filters that were given, and nothing in a row acts on the terminal', async () => {
  const app = application()
  const run = await runCommand(['ledger', 'list', '--matter', 'Oldenburg', '--kind', 'send', 'receive', '--left', '--limit', '5', '--before', '40'], app)
  expect(app.calls.at(-1)).toEqual({ name: 'ledger.list', input: { matterId, filter: { limit: 5, kinds: ['send', 'receive'], leftMachine: true, beforeId: 40 } } })
  expect(run.stdout).toMatch(/^7 {2}.*→ send .*models\.example {2}4321 bytes/)
  expect(run.stdout).not.toContain('\u001b')
  await runCommand(['ledger', 'list', '--app', '--stayed'], app)
  expect(app.calls.at(-1)).toEqual({ name: 'ledger.list', input: { matterId: null, filter: { limit: 100, leftMachine: false } } })
})

test('an export goes to stdout, or to a new file and never over another', async () => {
  expect((await runCommand(['ledger', 'export', '--matter', matterId], application())).stdout).toBe('rows as jsonl\n')
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-test-'))
  try {
    const file = join(folder, 'report.html')
    const args = ['ledger', 'export', '--app', '--format', 'html', '-o', file]
    expect(await runCommand(args, application())).toMatchObject({ exitCode: 0, stdout: '' })
    expect(readFileSync(file, 'utf8')).toBe('rows as html\n')
    expect(await runCommand(args, application())).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is there already') })
    expect(await runCommand(['ledger', 'export', '--app', '-o', join(folder, 'no', 'such', 'folder')], application())).toMatchObject({ exitCode: 1 })
    expect(existsSync(join(folder, 'no'))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([[['ledger', 'verify']], [['ledger', 'verify', '--app', '--matter', matterId]], [['ledger', 'list', '--app', '--limit', '0']], [['ledger', 'list', '--app', '--kind', 'gossip']], [['ledger', 'export', '--app', '--format', 'pdf']]])('%j is wrong usage', async (args) => {
  const app = application()
  expect((await runCommand(args, app)).exitCode).toBe(2)
  expect(app.calls).toEqual([])
})
