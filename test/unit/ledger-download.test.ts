import { expect, test } from 'vitest'
import type { NewHop } from '../../src-main/ledger/ledger.ts'
import { recordDownload } from '../../src-main/ledger/record-download.ts'
import type { SourceUse } from '../../src-main/model/library/fetch-file.ts'

const sha256 = 'd'.repeat(64)

function rowsOf(use: Omit<SourceUse, 'sha256'>): NewHop[] {
  const rows: NewHop[] = []
  const append = (hop: NewHop) => { rows.push(hop); return { ...hop, id: 1, at: '2026-01-01T00:00:00.000Z' } }
  recordDownload('a-model', { ...use, sha256 }, { append })
  return rows
}

test('a whole download is a row with host, bytes and the fingerprint of its file', () => {
  expect(rowsOf({ host: 'weights.example', bytes: 500, failure: null })).toEqual([{ kind: 'download', destination: 'weights.example', bytes: 500, items: 1, sha256, messageId: null, detail: 'a-model' }])
})

test('a host that refused or broke off was asked all the same', () => {
  expect(rowsOf({ host: 'weights.example', bytes: 20, failure: 'download-interrupted' })).toMatchObject([{ bytes: 20, items: 0, detail: 'a-model, not finished: download-interrupted' }])
  expect(rowsOf({ host: 'weights.example', bytes: 0, failure: 'download-refused' })).toMatchObject([{ bytes: 0, items: 0 }])
})

test.each<Omit<SourceUse, 'sha256'>>([
  { host: null, bytes: 500, failure: null }, { host: null, bytes: 0, failure: 'file-missing' },
  { host: 'weights.example', bytes: 0, failure: 'offline' }, { host: 'weights.example', bytes: 0, failure: 'host-not-allowed' },
])('nothing is written where nobody was asked: %o', (use) => {
  expect(rowsOf(use)).toEqual([])
})
