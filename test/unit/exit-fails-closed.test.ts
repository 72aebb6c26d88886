import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Redactor, RedactOptions } from '../../src-main/egress/redact/redactor.ts'
import type { HopKind } from '../../src-preload/contract/index.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { codeOf, ExitBench, fakeAdapter, fakeLeftovers, fakeRedactor, fakeSerialise, people, providerOf, sampleParts } from '../support/exit-fakes.ts'

const redactor = (redact: Redactor['redact']): Redactor => ({ ...fakeRedactor, redact })
/** The ordinary redaction, changed on its way back. */
const tampered = (change: (redaction: Awaited<ReturnType<Redactor['redact']>>) => Awaited<ReturnType<Redactor['redact']>>): Redactor =>
  redactor(async (parts, options) => change(await fakeRedactor.redact(parts, options)))

describe('no preview is made when the detector', () => {
  test.each<[string, Redactor]>([
    ['is missing', redactor(() => Promise.reject(new AppError('detector-failed', { reason: 'missing' })))],
    ['crashes', redactor(() => Promise.reject(new TypeError('undefined is not a function')))],
    ['throws at once', redactor(() => { throw new RangeError('too deep') })],
    ['never answers', redactor(() => new Promise(() => {}))],
    ['leaves out the first part', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.slice(1) }))],
    ['leaves out the last part', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.slice(0, -1) }))],
    ['gives back a part twice', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part, index) => parts[Math.min(index, 1)] ?? part) }))],
    ['gives back another kind of part', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => ({ ...part, kind: 'question' as const })) }))],
    ['read a text only to a length', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => (part.findings.length > 0 ? part : { ...part, original: part.original.slice(0, 20), outgoing: part.outgoing.slice(0, 20) })) }))],
    ['left the end of a text out', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => ({ ...part, outgoing: part.outgoing.slice(0, -5) })) }))],
    ['wrote something into a text', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => ({ ...part, outgoing: `${part.outgoing} Tessa` })) }))],
    ['says masked and did not', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => ({ ...part, outgoing: part.original, findings: part.findings.map((finding) => ({ ...finding, outgoingStart: finding.start, outgoingEnd: finding.end })) })) }))],
    ['reports places outside of the text', tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => ({ ...part, findings: part.findings.map((finding) => ({ ...finding, end: 10_000 })) })) }))],
    ['masks with a placeholder that it does not know', tampered((redaction) => ({ ...redaction, entries: [] }))],
  ])('%s', async (_what, broken) => {
    const bench = new ExitBench({ redactor: broken, redactTimeoutMs: 50 })
    expect(await codeOf(bench.propose())).toBe('detector-failed')
    expect(bench.ledger.told).toEqual([expect.stringMatching(/^refusal: detector-failed/)])
    expect(bench.transport.sent).toEqual([])
  })

  test('is stopped by the user, also one that does not listen; and that leaves no row', async () => {
    const abort = new AbortController()
    const bench = new ExitBench({ redactor: redactor((_parts, { signal }: RedactOptions) => new Promise(() => { if (!signal.aborted) abort.abort() })) })
    expect(await codeOf(bench.exit.propose(bench.matter, bench.proposal(), { mode: 'rules', signal: abort.signal }))).toBe('cancelled')
    expect(bench.ledger.told).toEqual([])
  })
})

describe('a request is blocked, with the place, when', () => {
  const blocked = async (bench: ExitBench): Promise<readonly unknown[]> => {
    const preview = await bench.propose()
    expect(await codeOf(() => bench.exit.approve(bench.matter, preview.id, preview.approvalHash))).toBe('exit-blocked')
    expect(bench.ledger.told.at(-1)).toMatch(/^refusal: exit-blocked/)
    return preview.blocked.map(({ reason, places }) => [reason, places])
  }

  test('a value that is masked in one part stands in another', async () => {
    const missed = tampered(({ parts, ...rest }) => ({ ...rest, parts: parts.map((part) => (part.id === 'excerpt-1' ? { ...part, outgoing: part.original, findings: [] } : part)) }))
    const text = sampleParts[1]?.text ?? ''
    const places = people.map((name) => ({ partId: 'excerpt-1', start: text.indexOf(name), end: text.indexOf(name) + name.length, category: 'person' }))
    expect(await blocked(new ExitBench({ redactor: missed }))).toEqual([['value-left', places]])
  })

  test('a value that was masked earlier in this chat stands there now; its place is told in the text, not in its JSON', async () => {
    const bench = new ExitBench()
    bench.vaultEntries = [{ placeholder: '[OTHER_9]', category: 'amount', entity: 'e9', value: 'two months', forms: ['two months'] }]
    const outgoing = '[PERSON_1] owes "two months"'
    expect(await blocked(bench)).toEqual([['value-left', [{ partId: 'excerpt-1', start: outgoing.indexOf('two'), end: outgoing.length - 1, category: 'amount' }]]])
  })

  test('an identifier that no detector marked is found in the final bytes', async () => {
    const bench = new ExitBench({ findLeftovers: (body) => (body.includes('rent') ? [{ start: body.indexOf('rent'), end: body.indexOf('rent') + 4, category: 'bank-account', kind: 'identifier-left' }] : []) })
    expect(await blocked(bench)).toEqual([['identifier-left', [expect.objectContaining({ partId: 'excerpt-1', category: 'bank-account' })]]])
  })

  test('a value stands in the address', async () => {
    const bench = new ExitBench({ adapter: { ...fakeAdapter(), serialise: async (...args) => ({ ...await fakeSerialise(...args), url: `https://models.example/v1/chat?for=Tessa%20Vonlanthen` }) }, findLeftovers: (text, entries) => fakeLeftovers(decodeURIComponent(text), entries) })
    expect(await blocked(bench)).toEqual([['value-left', []]])
  })

  const serialise = (change: (body: string, prompt: Parameters<typeof fakeSerialise>[2]) => string | Uint8Array) => new ExitBench({
    adapter: {
      ...fakeAdapter(),
      async serialise(provider, model, prompt) {
        const request = await fakeSerialise(provider, model, prompt)
        const changed = change(new TextDecoder().decode(request.body), prompt)
        return { ...request, body: typeof changed === 'string' ? new TextEncoder().encode(changed) : changed }
      },
    },
  })
  test.each<[string, (body: string, prompt: Parameters<typeof fakeSerialise>[2]) => string | Uint8Array]>([
    ['the body leaves a text out', (body, { turns }) => body.replace(JSON.stringify(turns[0]?.text), '""')],
    ['the body holds a text twice', (body, { system }) => body.replace('"stream":true', `"stream":true,"note":${JSON.stringify(system)}`)],
    ['the body says something of the prompt elsewhere', (body, { turns }) => body.replace('"stream":true', `"stream":true,"length":${turns[0]?.text.length ?? 0}`)],
    ['the body is in another encoding', (body) => Buffer.from(body, 'utf16le')],
    ['the body is not UTF-8', (body) => Buffer.concat([Buffer.from(body), Buffer.from([0xff])])],
    ['the body begins with a byte-order mark', (body) => `\ufeff${body}`],
    ['the body cuts a text off', (body) => body.replace('owe?', '')],
    ['the library writes pages around the prompt', (body) => body.replace('"stream":true', `"stream":true,"note":"${'x'.repeat(5000)}"`)],
    ['the library writes what cannot be read', (body) => body.replace('"stream":true', '"stream":true,"note":"\u202e"')],
  ])('%s', async (_what, change) => {
    expect((await blocked(serialise(change))).map((block) => (Array.isArray(block) ? block[0] : null))).toContain('text-not-scanned')
  })

  test('it is larger than anybody would read', async () => {
    const bench = new ExitBench()
    const preview = await bench.propose({ parts: [...sampleParts, { id: 'excerpt-2', kind: 'excerpt', label: 'x', text: 'word '.repeat(250_000) }] })
    expect(preview.blocked.map(({ reason }) => reason)).toContain('too-large')
    expect(await codeOf(bench.propose({ parts: [...sampleParts, { id: 'excerpt-2', kind: 'excerpt', label: 'x', text: 'word '.repeat(500_000) }] }))).toBe('exit-blocked')
  })

  test('not when somebody who was masked earlier in this chat is kept now, in whatever form', async () => {
    const bench = new ExitBench()
    const first = await bench.propose()
    bench.vaultEntries = [{ placeholder: '[PERSON_1]', category: 'person', entity: 'e0', value: people[0] ?? '', forms: [people[0] ?? '', 'Vonlanthen'] }]
    const kept = await bench.exit.revise(bench.matter, first.id, [{ kind: 'set-action', findingId: 'excerpt-1-0', action: 'keep', everywhere: true, remember: false }], new AbortController().signal)
    expect(kept.request.body).toContain('Vonlanthen')
    expect(kept.blocked).toEqual([])
  })

  test('not when a word that a library writes around any prompt looks like a masked name', async () => {
    const bench = new ExitBench()
    bench.vaultEntries = [{ placeholder: '[PERSON_7]', category: 'person', entity: 'e7', value: 'Max', forms: ['max'] }]
    expect((await bench.propose()).blocked).toEqual([])
  })
})

describe('nothing is sent without proof: when the ledger cannot take', () => {
  test.each<[HopKind, string]>([['proposal', 'disk-full'], ['approval', 'disk-full'], ['send', 'disk-full']])('the row of the %s', async (kind, code) => {
    const bench = new ExitBench()
    bench.ledger.failOn = kind
    expect(await codeOf(bench.approved().then((approved) => bench.send(approved)))).toBe(code)
    expect(bench.transport.sent).toEqual([])
    bench.ledger.failOn = null
    expect(bench.ledger.told.filter((row) => row === 'send')).toEqual([])
  })

  test('a row for a reason of its own', async () => {
    const bench = new ExitBench()
    bench.ledger.failOn = 'send'
    bench.ledger.failure = new Error('SQLITE_NOTADB: file is not a database')
    expect(await codeOf(bench.approved().then((approved) => bench.send(approved)))).toBe('ledger-damaged')
    expect(bench.transport.sent).toEqual([])
  })

  test('an approval whose row failed is void for good', async () => {
    const bench = new ExitBench()
    const { id, approvalHash } = await bench.propose()
    bench.ledger.failOn = 'approval'
    expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('disk-full')
    bench.ledger.failOn = null
    expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('approval-void')
  })

  test('nor when its chain does not verify', async () => {
    const bench = new ExitBench()
    const approved = await bench.approved()
    bench.ledger.intact = false
    expect(await codeOf(bench.send(approved))).toBe('ledger-damaged')
    expect(bench.transport.sent).toEqual([])
  })

  test('a receipt that cannot be written is told, and the money is still counted', async () => {
    const bench = new ExitBench()
    const approved = await bench.approved()
    bench.ledger.failOn = 'receive'
    expect(await codeOf(bench.send(approved))).toBe('disk-full')
    expect(bench.spend.rows).toHaveLength(1)
  })
})

describe('what changes meanwhile closes the exit', () => {
  const offline = (bench: ExitBench): void => { bench.settings = { ...bench.settings, offline: true } }
  const policy = (text: string) => (bench: ExitBench): void => writeFileSync(bench.policyFile, text)
  const edited = (changes: Parameters<typeof providerOf>[0]) => (bench: ExitBench): void => { bench.provider = providerOf(changes) }

  /** What happened, the failure if it happens before Approve, and the one if it happens between Approve and the sending. */
  const cases: readonly [string, (bench: ExitBench) => void, string, string][] = [
    ['the matter says never', (bench) => { bench.dataPolicy = 'never' }, 'exit-closed', 'exit-closed'],
    ['somebody goes offline', offline, 'exit-closed', 'exit-closed'],
    ['the environment says offline', (bench) => { bench.environment['STRONGROOM_OFFLINE'] = '1' }, 'exit-closed', 'exit-closed'],
    ['a policy file appears', policy('{"offline":true}'), 'exit-closed', 'exit-closed'],
    ['a policy file appears that names other hosts', policy('{"allowedHosts":["other.example"]}'), 'exit-blocked', 'exit-blocked'],
    ['a policy file appears that cannot be read', policy('{"offline":'), 'policy-unreadable', 'policy-unreadable'],
    ['a folder appears where the policy file would be', (bench) => mkdirSync(bench.policyFile), 'policy-unreadable', 'policy-unreadable'],
    ['money was spent', (bench) => { bench.spend.before = 4.999 }, 'spend-limit', 'spend-limit'],
    ['the key is removed', (bench) => { bench.key = null }, 'done', 'key-missing'],
    ['the key is known to be gone', edited({ keyState: 'missing' }), 'done', 'key-missing'],
    ['the provider’s address is edited', edited({ baseUrl: 'https://elsewhere.example/v1' }), 'done', 'approval-void'],
    ['the provider is said to be hosted elsewhere', edited({ hosting: 'There' }), 'done', 'approval-void'],
    ['the provider is removed', (bench) => { bench.provider = null }, 'done', 'approval-void'],
    ['the matter is locked', (bench) => bench.exit.voidAll(bench.matter.id), 'approval-void', 'approval-void'],
    ['ten minutes pass', (bench) => bench.clock.pass(10 * 60_000), 'approval-void', 'approval-void'],
    ['the clock is set back', (bench) => { bench.clock.wall -= 3_600_000 }, 'approval-void', 'approval-void'],
    ['the clock is set forward', (bench) => { bench.clock.wall += 60_000 }, 'approval-void', 'approval-void'],
    ['the machine slept', (bench) => { bench.clock.wall += 8 * 60_000 }, 'approval-void', 'approval-void'],
    ['the monotonic clock goes back', (bench) => { bench.clock.monotonic -= 900 }, 'approval-void', 'approval-void'],
    ['time stands still as NaN', (bench) => { bench.clock.wall = Number.NaN }, 'approval-void', 'approval-void'],
  ]

  test.each(cases)('before Approve: %s', async (_what, change, code) => {
    const bench = new ExitBench()
    const { id, approvalHash } = await bench.propose()
    change(bench)
    expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe(code)
    expect(bench.ledger.told.at(-1)).toMatch(code === 'done' ? /^approval$/ : /^refusal: /)
  })

  test.each(cases)('between Approve and the sending: %s', async (_what, change, _before, code) => {
    const bench = new ExitBench()
    const approved = await bench.approved()
    change(bench)
    expect(await codeOf(bench.send(approved))).toBe(code)
    expect(bench.transport.sent).toEqual([])
    expect(bench.ledger.told.at(-1)).toMatch(new RegExp(`^refusal: ${code}`))
    expect(bench.ledger.told).not.toContain('send')
    expect(await codeOf(bench.send(approved)), 'and it is used up').toBe('approval-void')
  })

  // What needs the key or the provider is settled once the connection is being made.
  test.each(cases.filter(([what]) => !/key|provider/.test(what)))('between connecting and the first byte: %s', async (_what, change, _before, code) => {
    const bench = new ExitBench()
    const approved = await bench.approved()
    bench.transport.whileConnecting = () => change(bench)
    expect(await codeOf(bench.send(approved))).toMatch(code === 'approval-void' ? /approval-void|cancelled/ : code)
    expect(bench.transport.sent).toEqual([])
    expect(bench.spend.rows).toEqual([])
  })

  test('a provider that is changed in place is not what was approved', async () => {
    const provider = providerOf()
    const bench = new ExitBench({}, provider)
    const approved = await bench.approved()
    Object.assign(provider, { caFile: '/elsewhere.pem' })
    expect(await codeOf(bench.send(approved))).toBe('approval-void')
  })

  test('and a matter that is locked while its question is still being masked gets no preview', async () => {
    const bench: ExitBench = new ExitBench({ redactor: redactor((parts, options) => {
      bench.exit.voidAll(bench.matter.id)
      return fakeRedactor.redact(parts, options)
    }) })
    expect(await codeOf(bench.propose())).toBe('approval-void')
  })

  test('a matter that says never is not even prepared', async () => {
    const bench = new ExitBench({ redactor: redactor(() => Promise.reject(new Error('not to be called'))) })
    bench.dataPolicy = 'never'
    expect(await codeOf(bench.propose())).toBe('exit-closed')
    expect(bench.ledger.told).toEqual(['refusal: exit-closed matter-never'])
  })

  test('and nothing outlives the exit', async () => {
    const bench = new ExitBench()
    const approved = await bench.approved()
    const { id, approvalHash } = await bench.propose()
    await bench.exit[Symbol.asyncDispose]()
    expect(await codeOf(bench.send(approved))).toBe('approval-void')
    expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('approval-void')
  })
})

test('no error of the exit says who is meant, what is asked or what the key is', async () => {
  const failures: unknown[] = []
  for (const broken of [fakeRedactor, redactor(() => Promise.reject(new Error(`failed at ${people[0] ?? ''}`)))]) {
    const bench = new ExitBench({ redactor: broken })
    bench.transport.whileConnecting = () => { throw new Error(`Bearer ${bench.key ?? ''} refused at models.example`) }
    failures.push(await bench.approved().then((approved) => bench.send(approved)).catch((error: unknown) => error))
  }
  expect(failures.map((failure) => failure instanceof AppError && failure.cause === undefined ? failure.code : failure)).toEqual(['provider-unreachable', 'detector-failed'])
  const told = JSON.stringify(failures.map((failure) => [String(failure), failure]))
  expect([...people, 'rent', 'secret-key'].filter((word) => told.includes(word))).toEqual([])
})
