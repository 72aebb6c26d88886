import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exportLedger } from '../../src-main/ledger/export-ledger.ts'
import type { NewHop } from '../../src-main/ledger/ledger.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { anyHop, sampleHop, tamper } from '../support/ledger-hops.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const subject = { matterId, name: 'Oldenburg v. Harbour' }

async function exported(hops: readonly NewHop[], format: 'jsonl' | 'html', folder = temporaryFolder()): Promise<string> {
  using store = openMatterStore(folder, matterId, { create: true })
  for (const hop of hops) store.ledger.append(hop)
  return (await exportLedger(store.ledger, subject, format)).text
}

/** The verifier of the user guide, as a reader would copy it. */
const guide = readFileSync(fileURLToPath(new URL('../../docs/user-guide.md', import.meta.url)), 'utf8')
const pythonScript = /```python\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
const hasPython = spawnSync('python3', ['--version']).status === 0

function runGuideScript(text: string): { status: number | null; said: string } {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'rows.jsonl'), text)
  writeFileSync(join(folder, 'verify.py'), pythonScript)
  const { status, stdout, stderr } = spawnSync('python3', [join(folder, 'verify.py'), join(folder, 'rows.jsonl')], { encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}`.trim() }
}

/** Written from the recipe in the guide alone; nothing of the product is used. Null when all is well. */
function independentlyBroken(text: string): number | 'end' | null {
  const lines = text.trimEnd().split('\n').map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
  const [about, ...rows] = lines
  let before = '0'.repeat(64)
  for (const [index, row] of rows.entries()) {
    const keys = Object.keys(row).filter((key) => key !== 'rowHash' && !(key === 'detail' && row[key] === null)).toSorted()
    const canonical = `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(row[key])}`).join(',')}}`
    if (row['id'] !== index + 1 || row['previousHash'] !== before || createHash('sha256').update(canonical).digest('hex') !== row['rowHash']) return index + 1
    before = String(row['rowHash'])
  }
  return about?.['rows'] === rows.length && about['head'] === before ? null : 'end'
}

test('exported rows verify by the published recipe alone, and any line that is changed, swapped or left out does not', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyHop, { minLength: 2, maxLength: 8 }), fc.nat(), async (hops, at) => {
    const text = await exported(hops, 'jsonl')
    expect(independentlyBroken(text)).toBeNull()
    const lines = text.trimEnd().split('\n')
    const victim = 1 + (at % hops.length)
    expect(independentlyBroken(lines.toSpliced(victim, 1).join('\n'))).not.toBeNull()
    expect(independentlyBroken(lines.with(victim, String(lines[victim]).replace(/"bytes":\d+/, '"bytes":123456789012')).join('\n'))).toBe(victim)
    const other = victim === 1 ? 2 : 1
    expect(independentlyBroken(lines.with(victim, String(lines[other])).with(other, String(lines[victim])).join('\n'))).not.toBeNull()
  }), { numRuns: 25 })
})

test.skipIf(!hasPython)('the script of the user guide says intact or broken, and where', async () => {
  expect(pythonScript.split('\n').length).toBeLessThan(20)
  const text = await exported([sampleHop(), sampleHop({ detail: 'Größe “ä” \u2028', kind: 'approval' }), sampleHop({ kind: 'send', destination: 'models.example' })], 'jsonl')
  const lines = text.trimEnd().split('\n')
  expect(runGuideScript(text)).toEqual({ status: 0, said: expect.stringMatching(/^intact: 3 rows, last hash [0-9a-f]{64}$/) })
  expect(runGuideScript(text.replace('models.example', 'this machine'))).toEqual({ status: 1, said: 'broken at row 3' })
  expect(runGuideScript(lines.slice(0, -1).join('\n'))).toEqual({ status: 1, said: 'broken: rows are missing at the end' })
})

test('the report says per answer what happened where, in words that fit the rows', async () => {
  const message = (n: number) => `a_000000000000000${n}`
  const html = await exported([
    sampleHop({ messageId: message(1) }), sampleHop({ kind: 'store', messageId: message(1) }),
    sampleHop({ messageId: message(2) }), sampleHop({ kind: 'proposal', destination: 'api.models.example', messageId: message(2) }),
    sampleHop({ kind: 'approval', destination: 'api.models.example', messageId: message(2) }), sampleHop({ kind: 'send', destination: 'api.models.example', bytes: 4321, messageId: message(2) }),
    sampleHop({ kind: 'receive', destination: 'api.models.example', bytes: 99, messageId: message(2) }),
    sampleHop({ kind: 'proposal', destination: 'api.models.example', messageId: message(3) }), sampleHop({ kind: 'withdrawal', destination: 'api.models.example', messageId: message(3) }),
    sampleHop({ kind: 'send', destination: 'rogue.example', messageId: message(4) }),
    sampleHop({ kind: 'erase', messageId: null, detail: 'document' }),
  ], 'html')
  const section = (n: number): string => html.slice(html.indexOf(message(n))).split('</section>')[0] ?? ''
  expect(section(1)).toContain('Everything stayed on this machine.')
  expect(section(2)).toContain('4,321 bytes were sent to api.models.example after a person approved it; 99 bytes came back.')
  expect(section(3)).toContain('Everything stayed on this machine. A request was prepared and withdrawn.')
  expect(section(4)).toContain('WITHOUT an approval on record')
  expect(html).toContain('Oldenburg v. Harbour')
  expect(html).toContain('2 requests were sent (4,331 bytes), NOT EACH with an approval on record')
  expect(html).toContain('Intact. All 11 rows')
  expect(html).toContain('Other steps')
})

test('a report of a matter from which nothing was sent says exactly that', async () => {
  const html = await exported([sampleHop(), sampleHop({ kind: 'store' })], 'html')
  expect(html).toContain('every step stayed on this machine: nothing was sent anywhere')
})

test('the report is one file that runs nothing and loads nothing, whatever the matter is called', async () => {
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  store.ledger.append(sampleHop({ destination: '"><img src=x onerror=alert(1)>', detail: '<script>alert(1)</script>' }))
  const { text, fileName, mediaType } = await exportLedger(store.ledger, { matterId, name: '../<b>Öl & "Gas"</b>\u0000' }, 'html')
  expect(text).not.toMatch(/<(?:script|img|link|iframe|object|form|b)\b|\bsrc=[^x]|href=|@import|url\(/i)
  expect(text).toContain(`default-src 'none'`)
  expect(text).toContain('Öl &amp; &quot;Gas&quot;')
  expect(fileName).toMatch(/^strongroom-ledger-b-Öl-Gas-b-\d{4}-\d\d-\d\d\.html$/)
  expect(mediaType).toBe('text/html')
})

test('a ledger that was tampered with is exported as it is, with the verdict on it', async () => {
  const folder = temporaryFolder()
  await exported([sampleHop(), sampleHop(), sampleHop()], 'jsonl', folder)
  tamper(join(folder, 'matter.db'), `UPDATE ledger SET kind = 'holiday' WHERE id = 2`)
  using store = openMatterStore(folder, matterId)
  const lines = await exportLedger(store.ledger, subject, 'jsonl')
  expect(independentlyBroken(lines.text)).toBe(2)
  expect(lines.text).toContain('"problem":"changed"')
  const { text } = await exportLedger(store.ledger, subject, 'html')
  expect(text).toContain('Broken: the content of row 2')
  expect(text).toContain('1 row could not be read')
})

test('a ledger that went on without its head says so in every report', async () => {
  const folder = temporaryFolder()
  await exported([sampleHop()], 'jsonl', folder)
  writeFileSync(join(folder, 'ledger-head.json'), '')
  using store = openMatterStore(folder, matterId)
  expect((await exportLedger(store.ledger, subject, 'html')).text).toContain('Not proven')
  store.ledger.append(sampleHop())
  expect((await exportLedger(store.ledger, subject, 'html')).text).toContain('continued without its head 1 time (row 2)')
})
