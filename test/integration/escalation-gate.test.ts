import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Preview } from '../../src-preload/contract/index.ts'
import { Proposal } from '../../src-main/egress/exit/stages.ts'
import { openExitModel, steps, theProvider } from '../support/canaries/exit-model.ts'
import { openExit, type OpenExit } from '../support/canaries/open-exit.ts'

describe('whatever happens in whatever order', () => {
  test('bytes arrive only for a preview that was approved, unchanged, in time, while sending was allowed, and once', { timeout: 90_000 }, async () => {
    let arrived = 0
    const model = await openExitModel()
    await fc.assert(fc.asyncProperty(steps, async (sequence) => {
      model.begin()
      for (const step of sequence) await model.step(step)
      arrived = model.arrived()
    }), { numRuns: 100, seed: 20261121, endOnFailure: true })
    expect(arrived, 'the sequences did reach the server').toBeGreaterThan(50)
  })
})

describe('one after the other', () => {
  const proposeTo = async (opened: OpenExit): Promise<Preview> => {
    const provider = theProvider(opened)
    const chatId = opened.matter.store.chats.create().id
    const parts = [{ id: 'question', kind: 'question' as const, label: 'Question', text: 'Why is the sky blue?' }]
    return opened.exit.propose(opened.exitMatter(), new Proposal({ matterId: opened.matter.id, chatId, question: 'Why?', mode: 'passages', provider, model: 'test-model', parts }), { mode: 'rules', signal: new AbortController().signal })
  }
  const drain = async (events: AsyncIterable<unknown>): Promise<void> => { for await (const event of events) void event }

  test('proposing and approving alone send nothing', async () => {
    const opened = await openExit(['openai-compatible'])
    const preview = await proposeTo(opened)
    opened.exit.approve(opened.exitMatter(), preview.id, preview.approvalHash)
    expect([opened.server.connections, opened.server.requests.length]).toEqual([0, 0])
  })

  test('what arrives is, byte for byte, what was shown', async () => {
    const opened = await openExit(['openai-compatible'])
    const preview = await proposeTo(opened)
    await drain(opened.exit.send(opened.exitMatter(), opened.exit.approve(opened.exitMatter(), preview.id, preview.approvalHash), new AbortController().signal))
    const [request] = opened.server.requests
    expect(request?.body.toString('utf8')).toBe(preview.request.body)
    expect(request?.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual(preview.request.headerNames.toSorted())
    expect(opened.server.requests).toHaveLength(1)
  })

  test('an approval that was given before Strongroom went offline sends nothing afterwards', async () => {
    const opened = await openExit(['openai-compatible'])
    const preview = await proposeTo(opened)
    const approved = opened.exit.approve(opened.exitMatter(), preview.id, preview.approvalHash)
    opened.settings = { ...opened.settings, offline: true }
    await expect(drain(opened.exit.send(opened.exitMatter(), approved, new AbortController().signal))).rejects.toThrow(/nothing was|Nothing/)
    expect(opened.server.connections).toBe(0)
  })
})
