import { describe, expect, test } from 'vitest'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'
import { fakeApplication } from '../support/fake-application.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleMatter } from '../support/sample-answer.ts'
import { aPage, documentDefaults, parsedDefaults } from '../support/page-defaults.ts'

const gap = (page: number) => ({ documentId: 'd_0123456789abcdef', documentName: 'Lease.pdf', page, pageLabel: page === 2 ? 'ii' : null, coverage: 'failed' as const, confidence: 0 })

describe('coverage', () => {
  test('lists every page that was not read, over as many calls as it takes', async () => {
    const gaps = Array.from({ length: 1_500 }, (_, index) => gap(index + 1))
    const application = fakeApplication({
      'matters.list': () => [sampleMatter],
      'documents.list': () => [],
      'documents.coverage': ({ offset, limit }) => ({ documents: 1, documentsFailed: 0, documentsPending: 0, pages: 2_000, byCoverage: { ...documentDefaults.coverage, text: 500, failed: 1_500 }, gapsTotal: gaps.length, gaps: gaps.slice(offset, offset + limit) }),
    })
    const { stdout, exitCode } = await runCommand(['coverage', '--matter', sampleMatter.name], application)
    const lines = stdout.trim().split('\n')
    expect(exitCode).toBe(0)
    expect(lines[0]).toBe('2000 pages: 500 text, 1500 not read.')
    expect(lines[2]).toBe('Lease.pdf, page 2 (ii): not read')
    expect(lines).toHaveLength(1_501)
  })
})

describe('read', () => {
  test('shows the files inside a file, and why one of them could not be read', async () => {
    const inner = { mediaType: 'text' as const, warnings: [], ...parsedDefaults, pages: [aPage('The annex.')] }
    const application = fakeApplication({}, {
      readFile: async () => success({
        mediaType: 'archive', warnings: [], language: null, pages: [aPage('annex.txt')],
        children: [{ name: 'annex.txt', bytes: 10, read: success(inner) }, { name: 'locked.pdf', bytes: 20, read: failed(toFailure(new AppError('document-encrypted'))) }],
      }),
    })
    const plain = await runCommand(['read', 'a.zip'], application)
    expect(plain.stdout).toContain('── annex.txt: page 1 ──\nThe annex.')
    expect(plain.stderr).toContain('locked.pdf: The file is protected with a password.')
    const json: unknown = JSON.parse((await runCommand(['read', 'a.zip', '--json'], application)).stdout)
    expect(json).toMatchObject({ mediaType: 'archive', children: [{ name: 'annex.txt', pages: [{ text: 'The annex.', coverage: 'text' }] }, { name: 'locked.pdf', error: { code: 'document-encrypted' } }] })
  })
})
