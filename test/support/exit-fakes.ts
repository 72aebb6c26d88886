import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { defaultSettings, type Finding, type Hop, type HopKind, type Preview, type Provider, type Settings, type Term } from '../../src-preload/contract/index.ts'
import { createExit, type ExitOptions } from '../../src-main/egress/exit/create-exit.ts'
import type { Exit, ExitEvent, ExitMatter, SpendBook } from '../../src-main/egress/exit/exit.ts'
import { Proposal, type ApprovedPreview, type ProposalInput } from '../../src-main/egress/exit/stages.ts'
import type { ProviderAdapter, ReplyEvent, SerialisedRequest } from '../../src-main/egress/providers/provider-adapter.ts'
import type { FindLeftovers, Redactor, TextPart, VaultEntry } from '../../src-main/egress/redact/redactor.ts'
import type { OutgoingRequest } from '../../src-main/egress/providers/single-fetch.ts'
import type { ExitTransport } from '../../src-main/egress/transport.ts'
import type { Ledger, NewHop } from '../../src-main/ledger/ledger.ts'
import { AppError } from '../../src-main/support/errors.ts'

/** People of the made-up matter. */
export const people = ['Tessa Vonlanthen', 'Aurel Ionescu']
export const matterId = 'm_000000000000000a'
const chatId = 'c_000000000000000a'

export const sampleParts: readonly TextPart[] = [
  { id: 'instructions', kind: 'instructions', label: 'Instructions', text: 'Answer from the excerpts.' },
  { id: 'excerpt-1', kind: 'excerpt', label: 'Excerpt 1', text: 'Tessa Vonlanthen owes "two months"\nof rent to Aurel Ionescu.' },
  { id: 'question', kind: 'question', label: 'Question', text: 'What does Tessa Vonlanthen owe?' },
]

export function providerOf(changes: Partial<Provider> = {}): Provider {
  return {
    id: 'p_000000000000000a', label: 'Test', kind: 'openai-compatible', baseUrl: 'https://models.example/v1', place: null, models: ['glm-5'],
    route: 'frontier', hosting: 'Here', needsKey: true, caFile: null, keyState: 'set', ...changes,
  }
}

/** Masks the people; two spellings of nothing else. */
export const fakeRedactor: Redactor = {
  async redact(parts, { decisions, vault }) {
    const kept = new Set(decisions.flatMap((decision) => (decision.kind === 'set-action' && decision.action === 'keep' ? [decision.entity] : [])))
    const entries: VaultEntry[] = people.map((value, index) => ({ placeholder: `[PERSON_${index + 1}]`, category: 'person' as const, entity: `e${index}`, value, forms: [value] }))
      .filter(({ entity, value }) => !kept.has(entity) && parts.some(({ text }) => text.includes(value)))
    vault.keep(entries)
    return { parts: parts.map((part) => ({ ...part, original: part.text, ...maskedPart(part, kept) })), entries, kept: people.filter((_, index) => kept.has(`e${index}`)), warnings: [] }
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
}

function maskedPart({ id, text }: TextPart, kept: ReadonlySet<string>): { readonly outgoing: string; readonly findings: Finding[] } {
  const findings: Finding[] = []
  let outgoing = ''
  let from = 0
  for (const match of text.matchAll(new RegExp(people.join('|'), 'g'))) {
    const index = people.indexOf(match[0])
    const keep = kept.has(`e${index}`)
    outgoing += text.slice(from, match.index)
    const outgoingStart = outgoing.length
    outgoing += keep ? match[0] : `[PERSON_${index + 1}]`
    from = match.index + match[0].length
    findings.push({ id: `${id}-${findings.length}`, start: match.index, end: from, outgoingStart, outgoingEnd: outgoing.length, category: 'person', entity: `e${index}`, action: keep ? 'keep' : 'mask', confidence: 1, detector: 'names' })
  }
  return { outgoing: outgoing + text.slice(from), findings }
}

export const fakeLeftovers: FindLeftovers = (body, entries) => entries.flatMap(({ forms, category }) => forms.flatMap((form) => {
  const start = body.toLowerCase().indexOf(form.toLowerCase())
  return start < 0 ? [] : [{ start, end: start + form.length, category, kind: 'value-left' as const }]
}))

/** A chat completion as plain JSON. */
export const fakeSerialise: ProviderAdapter['serialise'] = async (provider, model, { system, turns, maxOutputTokens }) => ({
  method: 'POST', url: `${provider.baseUrl ?? ''}/chat/completions`, headerNames: ['authorization', 'content-type'],
  body: new TextEncoder().encode(JSON.stringify({ model, max_tokens: maxOutputTokens, messages: [{ role: 'system', content: system }, ...turns.map(({ role, text }) => ({ role, content: text }))], stream: true })),
})

/** Serialises as above, hands it to `send`, and reads the reply as bare text; its end says 11 and 7 tokens. */
export function fakeAdapter(change: (request: SerialisedRequest) => SerialisedRequest = (request) => request, events?: () => AsyncIterable<ReplyEvent>): ProviderAdapter {
  return {
    serialise: fakeSerialise,
    async* stream(provider, model, prompt, { key, send, signal }) {
      const { method, url, body } = change(await fakeSerialise(provider, model, prompt))
      const reply = await send({ method, url, headers: { 'authorization': `Bearer ${key ?? ''}`, 'content-type': 'application/json' }, body, signal })
      if (reply.status !== 200) throw new AppError('provider-refused', { status: reply.status })
      if (events) yield* events()
      for await (const chunk of reply.body) yield { kind: 'text', delta: new TextDecoder().decode(chunk) }
      yield { kind: 'end', inputTokens: 11, outputTokens: 7, stoppedBy: 'end' }
    },
  }
}

/** Keeps what it was asked to send, in the order of the real one's steps, and answers with a text. */
class FakeTransport implements ExitTransport {
  readonly sent: OutgoingRequest[] = []
  reply = 'It is [PERSON_1].'
  /** Runs between connecting and the first byte. */
  whileConnecting: () => void | Promise<void> = () => {}

  async send(...[, request, { beforeConnecting, beforeFirstByte }]: Parameters<ExitTransport['send']>): ReturnType<ExitTransport['send']> {
    beforeConnecting()
    await this.whileConnecting()
    beforeFirstByte()
    this.sent.push(request)
    return { status: 200, headers: {}, body: new Blob([this.reply]).stream() }
  }
}

/** A ledger in memory that can be made to fail. */
class FakeLedger implements Pick<Ledger, 'append' | 'verifyPatiently'> {
  readonly rows: Hop[] = []
  failOn: HopKind | null = null
  failure: unknown = new AppError('disk-full')
  intact = true

  append(hop: NewHop): Hop {
    if (hop.kind === this.failOn) throw this.failure
    const row: Hop = { ...hop, id: this.rows.length + 1, at: new Date().toISOString() }
    this.rows.push(row)
    return row
  }

  async verifyPatiently(): ReturnType<Ledger['verifyPatiently']> {
    return this.intact ? { state: 'intact', rows: this.rows.length, head: '' } : { state: 'broken', rows: 1, firstBadId: 1, problem: 'changed' }
  }

  get told(): string[] {
    return this.rows.map(({ kind, detail }) => (kind === 'refusal' || kind === 'receive' ? `${kind}: ${detail ?? ''}` : kind))
  }
}

class FakeSpend implements SpendBook {
  readonly rows: Parameters<SpendBook['add']>[0][] = []
  before = 0
  total = (): number => this.before + this.rows.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
  since = (): number => this.total()
  add = (row: Parameters<SpendBook['add']>[0]): void => void this.rows.push(row)
}

class FakeClock {
  wall = Date.UTC(2026, 3, 1, 12)
  monotonic = 1000
  wallMs = (): number => this.wall
  monotonicMs = (): number => this.monotonic
  pass(ms: number): void {
    this.wall += ms
    this.monotonic += ms
  }
}

/** An exit of fakes whose every condition can be changed at any moment. */
export class ExitBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'strongroom-exit-'))
  readonly policyFile = join(this.folder, 'policy.json')
  readonly ledger = new FakeLedger()
  readonly spend = new FakeSpend()
  readonly clock = new FakeClock()
  readonly transport = new FakeTransport()
  readonly environment: Record<string, string> = {}
  readonly remembered: unknown[] = []
  readonly terms: Term[] = []
  settings: Settings = { ...defaultSettings, offline: false }
  dataPolicy: 'never' | 'ask' = 'ask'
  provider: Provider | null
  key: string | null = 'secret-key'
  vaultEntries: readonly VaultEntry[] = []
  readonly exit: Exit
  readonly matter: ExitMatter

  constructor(overrides: Partial<ExitOptions> = {}, provider: Provider = providerOf()) {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }))
    this.provider = provider
    this.exit = createExit({
      redactor: fakeRedactor, findLeftovers: fakeLeftovers, adapter: fakeAdapter(), transport: this.transport,
      createRestorer: (entries) => ({ push: (delta) => entries.reduce((text, { placeholder, value }) => text.replaceAll(placeholder, value), delta), end: () => '' }),
      providers: {
        get: async () => this.provider ?? Promise.reject(new AppError('not-found')),
        keyOf: async () => this.key,
      },
      hasProviders: () => this.provider !== null, settings: () => this.settings,
      dataFolder: this.folder, environment: this.environment, policyFiles: [this.policyFile], clock: this.clock, ...overrides,
    })
    this.matter = {
      id: matterId, dataPolicy: () => this.dataPolicy, ledger: this.ledger as unknown as Ledger,
      vault: () => ({ entries: () => this.vaultEntries, keep: () => {} }), terms: () => this.terms, remember: (term) => void this.remembered.push(term), spend: this.spend,
    }
  }

  proposal(changes: Partial<ProposalInput> = {}): Proposal {
    return new Proposal({ matterId, chatId, question: 'What does she owe?', mode: 'passages', provider: this.provider ?? providerOf(), model: 'glm-5', parts: sampleParts, ...changes })
  }

  propose(changes: Partial<ProposalInput> = {}): Promise<Preview> {
    return this.exit.propose(this.matter, this.proposal(changes), { mode: 'rules', signal: new AbortController().signal })
  }

  async approved(changes: Partial<ProposalInput> = {}): Promise<ApprovedPreview> {
    const { id, approvalHash } = await this.propose(changes)
    return this.exit.approve(this.matter, id, approvalHash)
  }

  send(approved: ApprovedPreview, signal = new AbortController().signal): Promise<ExitEvent[]> {
    return allOf(this.exit.send(this.matter, approved, signal))
  }
}

/** The literal code that a step ends with, or `done`. */
export async function codeOf(step: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof step === 'function' ? step() : step)
    return 'done'
  } catch (error) {
    return error instanceof AppError ? error.code : `untyped ${String(error)}`
  }
}

export async function allOf<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}
