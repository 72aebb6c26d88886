import { expect, test } from 'vitest'
import { createExitTransport } from '../../src-main/egress/transport.ts'
import type { ApprovedPreview } from '../../src-main/egress/exit/stages.ts'
import { allOf, codeOf, ExitBench, people } from '../support/exit-fakes.ts'

test('a question goes out masked, once, and its reply comes back with the names in it', async () => {
  const bench = new ExitBench()
  const events = await bench.send(await bench.approved())

  expect(bench.transport.sent).toHaveLength(1)
  const body = new TextDecoder().decode(bench.transport.sent[0]?.body)
  expect(people.filter((name) => body.includes(name))).toEqual([])
  expect(events).toEqual([
    { kind: 'text', delta: 'It is Tessa Vonlanthen.' },
    { kind: 'end', bytesSent: body.length, bytesReceived: bench.transport.reply.length, inputTokens: 11, outputTokens: 7, costUsd: (11 * 1 + 7 * 3.2) / 1e6, stoppedBy: 'end' },
  ])
})

test('the ledger tells every step in order, with the hash of the bytes and without a word of them', async () => {
  const bench = new ExitBench()
  const preview = await bench.propose()
  await bench.send(bench.exit.approve(bench.matter, preview.id, preview.approvalHash))

  expect(bench.ledger.told).toEqual(['proposal', 'approval', 'send', 'receive: complete end'])
  const [proposal, approval, send, receive] = bench.ledger.rows
  for (const row of [proposal, approval, send]) expect(row).toMatchObject({ destination: 'models.example', bytes: preview.request.bytes, sha256: preview.request.sha256, detail: 'openai-compatible glm-5' })
  expect(receive).toMatchObject({ destination: 'models.example', bytes: bench.transport.reply.length })
  const told = JSON.stringify(bench.ledger.rows)
  expect([...people, 'rent', 'secret-key'].filter((word) => told.includes(word))).toEqual([])
})

test('the preview shows the very bytes that are sent, and the names of all headers', async () => {
  const bench = new ExitBench()
  const preview = await bench.propose()
  await bench.send(bench.exit.approve(bench.matter, preview.id, preview.approvalHash))
  expect(preview.request.body).toBe(new TextDecoder().decode(bench.transport.sent[0]?.body))
  expect(preview.request.headerNames).toEqual(['accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host'])
  expect(JSON.stringify(preview)).not.toContain('secret-key')
})

test('the same question makes the same hash in another process, so that it can be approved on the command line', async () => {
  const [first, second] = await Promise.all([new ExitBench().propose(), new ExitBench().propose()])
  expect(first.approvalHash).toBe(second.approvalHash)
  expect(first.id).not.toBe(second.id)
})

test('a change makes another preview, and the one before can no longer be approved', async () => {
  const bench = new ExitBench()
  const before = await bench.propose()
  const finding = before.parts[1]?.findings[0]
  const after = await bench.exit.revise(bench.matter, before.id, [{ kind: 'set-action', findingId: finding?.id ?? '', action: 'keep', everywhere: true, remember: true }], new AbortController().signal)

  expect(after.request.body).toContain('Tessa Vonlanthen')
  expect(after.approvalHash).not.toBe(before.approvalHash)
  expect(bench.remembered).toEqual([{ text: 'Tessa Vonlanthen', category: 'person', action: 'keep' }])
  expect(await codeOf(() => bench.exit.approve(bench.matter, before.id, before.approvalHash))).toBe('approval-void')
  expect(await codeOf(() => bench.exit.approve(bench.matter, after.id, before.approvalHash))).toBe('approval-void')
  expect(bench.exit.approve(bench.matter, after.id, after.approvalHash).preview.id).toBe(after.id)
})

test('a change that cannot be worked in leaves the preview as it was', async () => {
  const bench = new ExitBench()
  const { id, approvalHash } = await bench.propose()
  const revise = bench.exit.revise(bench.matter, id, [{ kind: 'mask-text', partId: 'nowhere', start: 0, end: 1, category: 'custom', everywhere: false, remember: false }], new AbortController().signal)
  expect(await codeOf(revise)).toBe('invalid-request')
  expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('done')
})

test('nothing can be approved while a change is worked in', async () => {
  const bench = new ExitBench()
  const { id, approvalHash } = await bench.propose()
  const revise = bench.exit.revise(bench.matter, id, [], new AbortController().signal)
  expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('approval-void')
  expect((await revise).id).not.toBe(id)
})

test('a withdrawn question leaves one row and nothing that could be approved', async () => {
  const bench = new ExitBench()
  const { id, approvalHash } = await bench.propose()
  bench.exit.withdraw(bench.matter, id)
  bench.exit.withdraw(bench.matter, id)
  expect(bench.ledger.told).toEqual(['proposal', 'withdrawal'])
  expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('approval-void')
  expect(await codeOf(() => bench.exit.proposalOf(id))).toBe('approval-void')
})

test('two clicks on Approve, or two windows, send once', async () => {
  const bench = new ExitBench()
  const { id, approvalHash } = await bench.propose()
  const approved = bench.exit.approve(bench.matter, id, approvalHash)
  expect(await codeOf(() => bench.exit.approve(bench.matter, id, approvalHash))).toBe('approval-void')
  const outcomes = await Promise.all([codeOf(bench.send(approved)), codeOf(bench.send(approved)), codeOf(bench.send(approved))])
  expect(outcomes.toSorted()).toEqual(['approval-void', 'approval-void', 'done'])
  expect(await codeOf(bench.send(approved))).toBe('approval-void')
  expect(bench.transport.sent).toHaveLength(1)
})

test('another matter can neither approve nor send what one matter was shown', async () => {
  const bench = new ExitBench()
  const other = { ...bench.matter, id: 'm_000000000000000b' }
  const { id, approvalHash } = await bench.propose()
  expect(await codeOf(() => bench.exit.approve(other, id, approvalHash))).toBe('approval-void')
  const approved = bench.exit.approve(bench.matter, id, approvalHash)
  expect(await codeOf(allOf(bench.exit.send(other, approved, new AbortController().signal)))).toBe('approval-void')
  expect(await codeOf(bench.exit.propose(other, bench.proposal(), { mode: 'rules', signal: new AbortController().signal }))).toBe('invalid-request')
  expect(bench.transport.sent).toEqual([])
})

test('an object that merely looks like an approval is refused, by the exit and by the transport itself', async () => {
  const bench = new ExitBench()
  const approved = await bench.approved()
  const forged = { preview: approved.preview } as ApprovedPreview
  expect(await codeOf(bench.send(forged))).toBe('approval-void')
  let opened = false
  const steps = { signal: new AbortController().signal, authority: null, beforeConnecting: () => { opened = true }, beforeFirstByte: () => {} }
  const request = { method: 'POST', url: approved.preview.request.url, headers: {}, body: approved.preview.request.body }
  expect(await codeOf(createExitTransport().send(forged, request, steps))).toBe('approval-void')
  expect(opened).toBe(false)
})
