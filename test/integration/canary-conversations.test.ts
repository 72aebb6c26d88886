import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { providerKinds, type ProviderKind } from '../../src-preload/contract/index.ts'
import { Proposal } from '../../src-main/egress/exit/stages.ts'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import { createNameFinder } from '../../src-main/egress/redact/names/name-finder.ts'
import type { RedactionMode } from '../../src-main/egress/redact/redactor.ts'
import { canaryConversation, type CanaryConversation } from '../support/canaries/conversation.ts'
import { canaryKinds, makeCanary } from '../support/canaries/canary-values.ts'
import { disguises, hyphenated, plain } from '../support/canaries/disguises.ts'
import { openExit, testKey, type OpenExit } from '../support/canaries/open-exit.ts'
import { seededRandom } from '../support/canaries/seeded-random.ts'
import { findInReceived } from '../support/canaries/search-received.ts'
import { namesFolder } from '../support/weights.ts'

const conversations = 1050
/** Of the conversations, this share holds a value in an encoded form, which rightly blocks its request. */
const encodedShare = 0.04

interface Outcome { readonly seed: number; readonly kind: ProviderKind; readonly sent: boolean; readonly blockedBy: readonly string[]; readonly leaks: readonly string[] }

/** Proposes, approves and sends one conversation as the application does, and looks at every byte that arrived for it. */
async function escalate(opened: OpenExit, kind: ProviderKind, conversation: CanaryConversation, mode: RedactionMode = 'rules'): Promise<Outcome> {
  const { exit, matter, server, providers } = opened
  const provider = providers.get(kind)
  if (!provider) throw new Error('no such provider')
  const exitMatter = opened.exitMatter(conversation.terms)
  const chatId = matter.store.chats.create().id
  const question = conversation.parts.findLast((part) => part.kind === 'question')?.text ?? ''
  const proposal = new Proposal({ matterId: matter.id, chatId, question, mode: 'passages', provider, model: 'test-model', parts: conversation.parts })
  const before = server.received().byteLength
  const preview = await exit.propose(exitMatter, proposal, { mode, signal: new AbortController().signal })
  if (preview.blocked.length === 0) {
    const approved = exit.approve(exitMatter, preview.id, preview.approvalHash)
    for await (const event of exit.send(exitMatter, approved, new AbortController().signal)) void event
  }
  const received = server.received().subarray(before)
  return {
    seed: conversation.seed, kind, sent: received.byteLength > 0, blockedBy: preview.blocked.map(({ reason }) => reason),
    leaks: findInReceived(received, conversation.canaries.flatMap(({ needles }) => needles)),
  }
}

describe('values that must not leave', () => {
  test(`do not arrive in any form, over ${conversations} conversations and every kind of provider`, { timeout: 180_000 }, async () => {
    const outcomes: Outcome[] = []
    const perExit = 150
    for (let from = 0; from < conversations; from += perExit) {
      // A fresh matter now and then: the whole ledger is verified before each request is sent.
      const opened = await openExit(providerKinds)
      for (let seed = from; seed < Math.min(conversations, from + perExit); seed += 1) {
        outcomes.push(await escalate(opened, providerKinds[seed % providerKinds.length] ?? 'openai', canaryConversation(seed, encodedShare)))
      }
    }
    const leaked = outcomes.filter(({ leaks }) => leaks.length > 0)
    expect(leaked.map(({ seed, kind, leaks }) => ({ seed, kind, leaks, planted: canaryConversation(seed, encodedShare).planted }))).toEqual([])
    expect(outcomes).toHaveLength(conversations)
    for (const kind of providerKinds) expect(outcomes.filter((outcome) => outcome.kind === kind && outcome.sent).length, `${kind} was really sent to`).toBeGreaterThan(100)
    const plainOnes = outcomes.filter(({ seed }) => !canaryConversation(seed, encodedShare).encoded)
    const blocked = plainOnes.filter(({ sent }) => !sent)
    expect(blocked.length / plainOnes.length, `blocked without need: ${JSON.stringify(blocked.slice(0, 10))}`).toBeLessThan(0.03)
  })

  test.skipIf(!existsSync(namesFolder))('do not arrive either when the name finder reads along (needs its weights)', { timeout: 180_000 }, async () => {
    await using names = createNameFinder({ folder: namesFolder })
    await using redactor = createRedactor({ names })
    const opened = await openExit(providerKinds, { redactor })
    const outcomes: Outcome[] = []
    for (let seed = 5000; seed < 5210; seed += 1) outcomes.push(await escalate(opened, providerKinds[seed % providerKinds.length] ?? 'openai', canaryConversation(seed, 0), 'default'))
    expect(outcomes.filter(({ leaks }) => leaks.length > 0)).toEqual([])
    expect(outcomes.filter(({ sent }) => sent).length).toBeGreaterThan(200)
  })

  test('the search that says so finds each value when it is there, in each disguise', () => {
    const random = seededRandom(7)
    const missed: string[] = []
    for (const kind of canaryKinds) {
      for (const disguise of [plain, hyphenated, ...disguises]) {
        const { value, needles } = makeCanary(kind, random)
        const body = JSON.stringify({ messages: [{ content: `Before ${disguise.apply(value, random)} after.` }] })
        if (findInReceived(Buffer.from(body), needles.slice(0, 1)).length === 0) missed.push(`${kind}, ${disguise.name}`)
      }
    }
    expect(missed).toEqual([])
  })

  test('the key goes in a header and nowhere else', async () => {
    const opened = await openExit(providerKinds)
    for (const kind of providerKinds) await escalate(opened, kind, canaryConversation(3, 0))
    expect(opened.server.requests).toHaveLength(providerKinds.length)
    for (const { body, path } of opened.server.requests) expect(`${path} ${body.toString('utf8')}`).not.toContain(testKey)
  })
})
