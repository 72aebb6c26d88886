import { expect, onTestFinished, test } from 'vitest'
import { createRestorer } from '../../src-main/egress/redact/create-restorer.ts'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import { findLeftovers } from '../../src-main/egress/redact/find-leftovers.ts'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import type { TextPart } from '../../src-main/egress/redact/redactor.ts'
import { createExitTransport } from '../../src-main/egress/transport.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { allOf, ExitBench, matterId } from '../support/exit-fakes.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { startProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleProvider } from '../support/provider-server/sample-provider.ts'

const parts: readonly TextPart[] = [
  { id: 'instructions', kind: 'instructions', label: 'Instructions', text: 'Answer from the excerpts. Copy placeholders such as [PERSON_1] exactly.' },
  { id: 'label', kind: 'excerpt-label', label: 'Where excerpt 1 is from', text: '<excerpt from="Lease Vonlanthen.pdf, page 3">' },
  { id: 'excerpt', kind: 'excerpt', label: 'Excerpt 1', text: 'Ms. Tessa Vonlanthen (tessa@vonlanthen.example, IBAN CH93 0076 2011 6238 5295 7) owes CHF 3,200\nsince 14 March 2024.\n</excerpt>' },
  { id: 'question', kind: 'question', label: 'Question', text: 'Question: What does Ms. Vonlanthen owe, and since when?' },
]
const secrets = ['Vonlanthen', 'Tessa', 'tessa@', '0076 2011', '9300762011623852957']

test('a question with the rules alone: masked whole, sent as shown, answered with the names', async () => {
  const server = await startProviderServer({ reply: (request) => [...(/\[PERSON_\d+\]/.exec(request.body.toString())?.[0] ?? 'nobody')].concat(' owes it.') })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const store = openMatterStore(temporaryFolder(), matterId, { create: true })
  onTestFinished(() => store[Symbol.dispose]())
  await using redactor = createRedactor({ names: null })
  const bench = new ExitBench(
    { redactor, findLeftovers, createRestorer, adapter: createProviderAdapter(), transport: createExitTransport() },
    sampleProvider('openai-compatible', { baseUrl: server.baseUrl('openai-compatible') }),
  )
  const matter = { ...bench.matter, ledger: store.ledger }
  const signal = new AbortController().signal

  const preview = await bench.exit.propose(matter, bench.proposal({ parts, model: 'llama3.3' }), { mode: 'rules', signal })
  expect(preview.blocked).toEqual([])
  expect(preview.request.body).toContain('CHF 3,200')
  expect(secrets.filter((secret) => preview.request.body.includes(secret))).toEqual([])

  const events = await allOf(bench.exit.send(matter, bench.exit.approve(matter, preview.id, preview.approvalHash), signal))
  expect(events.flatMap((event) => (event.kind === 'text' ? [event.delta] : [])).join('')).toMatch(/Vonlanthen owes it\.$/)
  expect(secrets.filter((secret) => server.received().includes(secret))).toEqual([])
})

test('what a person keeps goes out and no longer counts as left behind; what they mask is gone everywhere', async () => {
  await using redactor = createRedactor({ names: null })
  const bench = new ExitBench({ redactor, findLeftovers, createRestorer, adapter: createProviderAdapter() })
  const signal = new AbortController().signal
  const first = await bench.exit.propose(bench.matter, bench.proposal({ parts }), { mode: 'rules', signal })
  const iban = first.parts.flatMap((part) => part.findings).find((finding) => finding.category === 'bank-account')
  const kept = await bench.exit.revise(bench.matter, first.id, [{ kind: 'set-action', findingId: iban?.id ?? '', action: 'keep', everywhere: true, remember: false }], signal)
  expect(kept.blocked).toEqual([])
  expect(kept.request.body).toContain('CH93 0076 2011 6238 5295 7')

  const at = parts[2]?.text.indexOf('CHF 3,200') ?? 0
  const masked = await bench.exit.revise(bench.matter, kept.id, [{ kind: 'mask-text', partId: 'excerpt', start: at, end: at + 9, category: 'amount', everywhere: true, remember: false }], signal)
  expect(masked.blocked).toEqual([])
  expect(masked.request.body).not.toContain('3,200')
  expect(masked.request.body, 'an earlier decision stays').toContain('CH93 0076')
})
