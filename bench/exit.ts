// What the exit costs: redaction and the second pass over the bytes in µs per KB, and the delay that the way back adds to the
// first streamed token (docs/benchmarks.md). node bench/exit.ts [--json FILE]
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultRedaction, defaultSettings, type Provider } from '../src-preload/contract/index.ts'
import { escalationParts } from '../src-main/agent/escalation/escalation-prompt.ts'
import { exitMatterOf } from '../src-main/agent/escalation/exit-matter.ts'
import { createExit } from '../src-main/egress/exit/create-exit.ts'
import { Proposal } from '../src-main/egress/exit/stages.ts'
import { createProviderAdapter } from '../src-main/egress/providers/create-provider-adapter.ts'
import { createRedactor } from '../src-main/egress/redact/create-redactor.ts'
import { createRestorer } from '../src-main/egress/redact/create-restorer.ts'
import { findLeftovers } from '../src-main/egress/redact/find-leftovers.ts'
import { createNameFinder } from '../src-main/egress/redact/names/name-finder.ts'
import type { RedactionMode, TextPart, Vault, VaultEntry } from '../src-main/egress/redact/redactor.ts'
import { createExitTransport } from '../src-main/egress/transport.ts'
import { openAppStore } from '../src-main/store/open-app-store.ts'
import { openMatterStore } from '../src-main/store/open-matter-store.ts'
import { canaryConversation } from '../test/support/canaries/conversation.ts'
import { startProviderServer } from '../test/support/provider-server/provider-server.ts'
import { namesFolder } from '../test/support/weights.ts'
import { percentile } from './percentile.ts'

const requests = 60
const args = process.argv.slice(2)
const jsonFile = args.includes('--json') ? args[args.indexOf('--json') + 1] : undefined
const signal = new AbortController().signal

/** A chat's memory of its placeholders, without a disk. */
function memoryVault(): Vault {
  const kept = new Map<string, VaultEntry>()
  return { entries: () => [...kept.values()], keep: (entries) => { for (const entry of entries) kept.set(entry.placeholder, entry) } }
}

/** About as much as an escalation with passages sends: 12 KB of made-up matters. */
function payload(seed: number): TextPart[] {
  const texts = Array.from({ length: 14 }, (_, index) => canaryConversation(seed * 100 + index, 0).parts.filter(({ kind }) => kind === 'excerpt').map(({ text }) => text).join('\n'))
  const windows = texts.map((text, index) => ({ documentId: `d_${index}`, documentName: `Agreement ${index}.pdf`, page: index + 1, pageLabel: null, headingPath: [], start: 0, end: text.length, text }))
  return escalationParts({ windows, earlier: [], question: 'Who has to pay what, and until when?' })
}
const kilobytes = (text: string): number => Buffer.byteLength(text) / 1000
const sizeOf = (parts: readonly TextPart[]): number => parts.reduce((sum, { text }) => sum + kilobytes(text), 0)
const spread = (values: readonly number[]): Record<'p50' | 'p95', number> => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95) })

async function redaction(mode: RedactionMode, rounds: number): Promise<Record<string, unknown>> {
  await using names = mode === 'rules' ? null : createNameFinder({ folder: namesFolder })
  await using redactor = createRedactor({ names })
  const perKilobyte: number[] = []
  const rescan: number[] = []
  for (let round = -2; round < rounds; round += 1) {
    const parts = payload(round + 2)
    const begun = performance.now()
    const { parts: redacted, entries } = await redactor.redact(parts, { mode, policy: defaultRedaction, terms: [], vault: memoryVault(), decisions: [], signal })
    const took = performance.now() - begun
    const body = JSON.stringify({ messages: redacted.map(({ outgoing }) => outgoing) })
    const scanBegun = performance.now()
    findLeftovers(body, entries)
    const scanTook = performance.now() - scanBegun
    // The first rounds load models and let the compiler warm up.
    if (round < 0) continue
    perKilobyte.push((took * 1000) / sizeOf(parts))
    rescan.push((scanTook * 1000) / kilobytes(body))
  }
  return { kilobytes: sizeOf(payload(2)), redactUsPerKb: spread(perKilobyte), rescanUsPerKb: spread(rescan) }
}

/** From the moment in which the server writes its first delta: to the first text of the exit, and to the first bytes of a bare request. */
async function firstToken(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
  let wroteAt = 0
  await using server = await startProviderServer({ reply: () => { wroteAt = performance.now(); return ['Hello', ' there.'] } })
  try {
    using store = openMatterStore(folder, 'm_0000000000000000', { create: true })
    store.matter.insert({ id: 'm_0000000000000000', name: 'Bench' })
    store.matter.setDataPolicy('ask')
    using appStore = openAppStore(folder)
    const provider: Provider = { id: 'p_0000000000000000', label: 'Bench', kind: 'openai-compatible', baseUrl: server.baseUrl('openai-compatible'), place: null, models: ['m'], route: 'private', hosting: '', needsKey: false, caFile: null, keyState: 'not-needed' }
    await using redactor = createRedactor({ names: null })
    await using exit = createExit({
      redactor, findLeftovers, createRestorer, adapter: createProviderAdapter(), providers: { get: async () => provider, keyOf: async () => null }, hasProviders: () => true,
      transport: createExitTransport(), settings: () => ({ ...defaultSettings, offline: false }), dataFolder: folder, environment: {}, policyFiles: [],
    })
    const matter = exitMatterOf({ id: 'm_0000000000000000', store }, { messageId: null, appStore })
    const throughExit: number[] = []
    const bare: number[] = []
    const toServer: number[] = []
    for (let round = -5; round < requests; round += 1) {
      const chatId = store.chats.create().id
      const proposal = new Proposal({ matterId: matter.id, chatId, question: 'Who?', mode: 'passages', provider, model: 'm', parts: payload(round + 5) })
      const preview = await exit.propose(matter, proposal, { mode: 'rules', signal })
      if (preview.blocked.length > 0) continue
      const approvedAt = performance.now()
      let seenAt: number | null = null
      for await (const event of exit.send(matter, exit.approve(matter, preview.id, preview.approvalHash), signal)) if (event.kind === 'text') seenAt ??= performance.now()
      const exitDelay = (seenAt ?? Number.NaN) - wroteAt
      const reached = wroteAt - approvedAt
      const bareDelay = await bareRequest(preview.request.url, preview.request.body) - wroteAt
      if (round < 0) continue
      throughExit.push(exitDelay)
      toServer.push(reached)
      bare.push(bareDelay)
    }
    return { requests: throughExit.length, throughExitMs: spread(throughExit), bareMs: spread(bare), addedMs: percentile(throughExit, 0.5) - percentile(bare, 0.5), approvalToServerMs: spread(toServer) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** When the first bytes of the reply's body came. */
function bareRequest(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } }, (response) => {
      response.once('data', () => resolve(performance.now()))
      response.resume()
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const figures = {
  at: new Date().toISOString(), cpu: cpus()[0]?.model ?? '', cores: cpus().length, load: loadavg()[0],
  rules: await redaction('rules', 40),
  withNames: existsSync(join(namesFolder, 'ner', 'model')) ? await redaction('default', 15) : null,
  firstToken: await firstToken(),
}
console.log(JSON.stringify(figures, null, 2))
if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(figures, null, 2)}\n`)
