import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Document, IngestProgress } from '../../src-preload/contract/index.ts'
import { durationText, ingestProgressText } from '../../src-main/cli/ingest-progress-text.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { fakeApplication, sampleIds, type FakeApplication } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleMatter } from '../support/sample-answer.ts'
import { documentDefaults } from '../support/page-defaults.ts'

const { matterId } = sampleIds
let folder: string
let lease: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-cli-'))
  lease = join(folder, 'lease.txt')
  writeFileSync(lease, 'text')
})
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const document = (origin: string, failure: AppError | null = null): Document => ({
  id: sampleIds.documentId, matterId, name: 'lease.txt', origin, mediaType: 'text', bytes: 4, state: failure ? 'failed' : 'committed', addedAt: '2026-01-01T00:00:00Z',
  pageCount: failure ? 0 : 3, pagesWithoutText: 0, passageCount: failure ? 0 : 7, warnings: [], failure: failure && toFailure(failure), ...documentDefaults,
})
const progress: IngestProgress = {
  matterId, status: 'running', documentsDone: 1, documentsTotal: 4, documentsFailed: 1, pagesDone: 30, pagesWaiting: 0, recognisedPerMinute: null, pausedBy: null, passagesDone: 100, passagesTotal: 400, passagesPerSecond: 12.34, secondsLeft: 24.6,
  current: { documentId: sampleIds.documentId, name: 'Lease.pdf', state: 'embedded', pagesDone: 1, pagesTotal: 2, passagesDone: 1, passagesTotal: 2 },
}

function ingesting(options: { documents?: Document[]; counts?: Partial<Record<'added' | 'unchanged' | 'replaced' | 'failed', number>>; matters?: (typeof sampleMatter)[]; status?: IngestProgress['status']; whenIngested?: (application: FakeApplication) => Promise<void> } = {}): FakeApplication {
  const application: FakeApplication = fakeApplication({
    'matters.list': () => options.matters ?? [sampleMatter],
    'matters.create': ({ name }: { name: string }) => ({ ...sampleMatter, name }),
    'documents.add': () => ({ added: 1, unchanged: 0, replaced: 0, failed: 0, ...options.counts }),
    'documents.list': () => options.documents ?? [document(lease)],
    'ingest.progress': () => ({ ...progress, status: options.status ?? 'running' }),
    'ingest.resume': () => null,
  }, { whenIngested: async () => options.whenIngested?.(application) })
  return application
}
const calledNames = (application: FakeApplication) => application.calls.map(({ name }) => name)

describe('ingest', () => {
  test('reads into the matter that is there, waits until it is done and says what was done', async () => {
    const application = ingesting()
    const run = await runCommand(['ingest', lease, '--matter', 'Oldenburg', '--json'], application)
    expect(run.exitCode).toBe(0)
    expect(JSON.parse(run.stdout)).toEqual({ schema: 'strongroom.ingest/1', matterId, matter: 'Oldenburg', added: 1, unchanged: 0, replaced: 0, documents: 1, pages: 3, pagesWithoutText: 0, passages: 7, failures: [] })
    expect(application.calls.find(({ name }) => name === 'documents.add')?.input).toEqual({ matterId, paths: [lease] })
    expect(calledNames(application)).not.toContain('matters.create')
    expect(application.listeners()).toBe(0)
  })

  test('makes a matter of that name when there is none', async () => {
    const application = ingesting({ matters: [] })
    expect((await runCommand(['ingest', lease, '--matter', 'New case'], application)).exitCode).toBe(0)
    expect(application.calls.find(({ name }) => name === 'matters.create')?.input).toEqual({ name: 'New case' })
  })

  test('goes on where reading was paused', async () => {
    const application = ingesting({ status: 'paused' })
    await runCommand(['ingest', lease, '--matter', 'Oldenburg'], application)
    expect(calledNames(application)).toContain('ingest.resume')
  })

  test('lists each file that could not be read, with the reason, and ends with 3', async () => {
    const documents = [document(lease), document(join(folder, 'locked.pdf'), new AppError('document-encrypted'))]
    const run = await runCommand(['ingest', folder, '--matter', 'Oldenburg', '--json'], ingesting({ documents, counts: { added: 2 } }))
    expect(run.exitCode).toBe(3)
    expect(JSON.parse(run.stdout)).toMatchObject({ failures: [{ file: join(folder, 'locked.pdf'), code: 'document-encrypted' }] })
    expect(run.stderr).toContain(`not read: ${join(folder, 'locked.pdf')}: document-encrypted: `)
  })

  test('does not blame this run for what another folder could not be read from', async () => {
    const documents = [document(lease), document(`${folder}-other/locked.pdf`, new AppError('document-encrypted'))]
    expect((await runCommand(['ingest', folder, '--matter', 'Oldenburg'], ingesting({ documents }))).exitCode).toBe(0)
  })

  test('of a path that is not there reads the others and says so', async () => {
    const application = ingesting()
    const run = await runCommand(['ingest', lease, join(folder, 'gone.txt'), '--matter', 'Oldenburg'], application)
    expect(run.exitCode).toBe(3)
    expect(run.stderr).toContain('gone.txt: file-missing: ')
    expect(application.calls.find(({ name }) => name === 'documents.add')?.input).toEqual({ matterId, paths: [lease] })
  })

  test('of nothing that could be read ends with 1', async () => {
    const run = await runCommand(['ingest', join(folder, 'gone.txt'), '--matter', 'Oldenburg'], ingesting({ documents: [] }))
    expect(run.exitCode).toBe(1)
  })

  test('shows measured progress on stderr only', async () => {
    const run = await runCommand(['ingest', lease, '--matter', 'Oldenburg'], ingesting({ whenIngested: async (application) => application.emit('ingest.progress', progress) }), { terminal: true })
    expect(run.stderr).toContain('1 of 4 documents · 30 pages · 100 passages · 1 not read · 12.3 passages/s · about 25 s left · Lease.pdf')
    expect(run.stdout).toBe('')
  })

  test('stopped by Ctrl-C leaves at once, keeps what was read and closes everything', async () => {
    const stop = new AbortController()
    const application = ingesting({ whenIngested: () => { stop.abort(); return new Promise(() => {}) } })
    const run = await runCommand(['ingest', lease, '--matter', 'Oldenburg'], application, { signal: stop.signal })
    expect(run.exitCode).toBe(130)
    expect(run.stderr).toMatch(/^cancelled: Stopped\. What was finished before is kept\./)
    expect([application.disposed(), application.listeners()]).toEqual([true, 0])
  })
})

describe('progress in words', () => {
  test('leaves out what is not known', () => {
    expect(ingestProgressText({ ...progress, documentsFailed: 0, passagesPerSecond: null, secondsLeft: null, current: null })).toBe('1 of 4 documents · 30 pages · 100 passages')
  })

  test.each([[0.2, '1 s'], [89, '89 s'], [150, '3 min'], [7200, '2.0 h']])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})
