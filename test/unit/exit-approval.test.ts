import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalHash, type ApprovedFacts } from '../../src-main/egress/exit/approval-hash.ts'
import { ExitBench, codeOf } from '../support/exit-fakes.ts'

const text = fc.string({ maxLength: 6 })
const facts: fc.Arbitrary<ApprovedFacts> = fc.record({
  request: fc.record({ method: fc.constant('POST' as const), url: text, headerNames: fc.array(text, { maxLength: 3 }), body: fc.uint8Array({ maxLength: 6 }) }),
  provider: fc.record({ id: text, kind: fc.constantFrom('openai', 'anthropic') }),
  model: text, matterId: text,
})

describe('an approval’s hash', () => {
  test('is another one for everything that differs, wherever one field ends and the next begins', () => {
    fc.assert(fc.property(facts, facts, (a, b) => {
      const same = JSON.stringify({ ...a, body: [...a.request.body] }) === JSON.stringify({ ...b, body: [...b.request.body] })
      expect(approvalHash(a) === approvalHash(b)).toBe(same)
    }), { numRuns: 300 })
  })

  test('is another one when text moves from one field to the next', () => {
    const base: ApprovedFacts = { request: { method: 'POST', url: 'https://a.example/', headerNames: ['ab', 'c'], body: Buffer.from('x') }, provider: { id: 'p', kind: 'openai' }, model: 'mn', matterId: 'o' }
    const others: ApprovedFacts[] = [
      { ...base, request: { ...base.request, headerNames: ['a', 'bc'] } },
      { ...base, request: { ...base.request, headerNames: ['abc'] } },
      { ...base, request: { ...base.request, headerNames: ['ab', 'c', ''] } },
      { ...base, request: { ...base.request, body: Buffer.from('xPOST') } },
      { ...base, model: 'm', matterId: 'no' },
      { ...base, provider: { id: 'p', kind: 'anthropic' } },
    ]
    expect(new Set([base, ...others].map(approvalHash)).size).toBe(others.length + 1)
  })

  test('of these bytes is this one, today and in every later version', () => {
    expect(approvalHash({ request: { method: 'POST', url: 'https://models.example/v1', headerNames: ['host'], body: Buffer.from('{}') }, provider: { id: 'p_1', kind: 'openai' }, model: 'm', matterId: 'm_1' }))
      .toBe('56763123f5f0fe4cec43732cd0a74ea55553712b8106a2bd6cffde0930b0533f')
  })
})

describe('an approval', () => {
  test('is given for the hash that was shown and no other', async () => {
    const bench = new ExitBench()
    const { id, approvalHash: hash } = await bench.propose()
    const wrong = [hash.toUpperCase(), hash.slice(1), `${hash} `, '', hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), 'a'.repeat(1_000_000)]
    for (const each of wrong) expect(await codeOf(() => bench.exit.approve(bench.matter, id, each))).toBe('approval-void')
    expect(await codeOf(() => bench.exit.approve(bench.matter, id, hash)), 'a wrong hash costs nothing but a row').toBe('done')
    expect(bench.ledger.told.filter((row) => row === 'refusal: approval-void another-hash')).toHaveLength(wrong.length)
  })

  test('lives while both clocks say less than ten minutes, however they drift, and never comes back', async () => {
    const minutes = fc.double({ min: 0, max: 12, noNaN: true })
    await fc.assert(fc.asyncProperty(minutes, fc.double({ min: -30, max: 30, noNaN: true }), async (passed, driftSeconds) => {
      const bench = new ExitBench()
      const { id, approvalHash: hash } = await bench.propose()
      bench.clock.pass(passed * 60_000)
      bench.clock.wall += driftSeconds * 1000
      const lives = passed * 60_000 < 600_000 && passed * 60_000 + driftSeconds * 1000 < 600_000 && Math.abs(driftSeconds) <= 5
      // Rounding at the edges is neither here nor there.
      fc.pre(Math.abs(Math.abs(driftSeconds) - 5) > 0.001 && Math.abs(passed * 60 - 600) > 0.001 && Math.abs(passed * 60 + driftSeconds - 600) > 0.001)
      expect(await codeOf(() => bench.exit.approve(bench.matter, id, hash))).toBe(lives ? 'done' : 'approval-void')
      bench.clock.wall -= driftSeconds * 1000
      bench.clock.pass(-passed * 60_000)
      expect(await codeOf(() => bench.exit.approve(bench.matter, id, hash))).toBe('approval-void')
    }), { numRuns: 60 })
  })
})
