import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hopKinds, leftMachine, whereItWent, type Hop } from '../../src-preload/contract/index.ts'
import { answerWords } from '../../src-main/ledger/report-words.ts'
import { hopWords } from '../../src-renderer/features/ledger/hop-words.ts'
import { t } from '../../src-renderer/ui/strings/index.ts'

const hop = (kind: Hop['kind'], part: Partial<Hop> = {}): Hop => ({ id: 1, at: '2026-05-01T10:00:00.000Z', kind, destination: kind === 'retrieval' || kind === 'store' || kind === 'local-prompt' ? 'this machine' : 'models.example', bytes: 2000, items: 1, sha256: 'a'.repeat(64), detail: null, ...part })
const anyHop: fc.Arbitrary<Hop> = fc.record({ kind: fc.constantFrom(...hopKinds), destination: fc.constantFrom('this machine', 'models.example', 'gpu.firm.example') }).map(({ kind, destination }) => hop(kind, { destination }))

test.each<[string, Hop[], RegExp]>([
  ['an answer of the local model', [hop('retrieval'), hop('local-prompt'), hop('store')], /^Everything this answer touched stayed on this machine\.$/],
  ['one that was approved and sent', [hop('retrieval'), hop('proposal'), hop('approval'), hop('send'), hop('receive', { bytes: 500 })], /^2 kB were sent to models\.example after your approval; 500 bytes came back\. Everything else stayed/],
  ['one that broke off after sending', [hop('approval'), hop('send')], /^Sending 2 kB to models\.example was begun after your approval, and no reply came: count it as sent\./],
  ['one whose host could not be reached', [hop('approval'), hop('send'), hop('receive', { bytes: 0, detail: 'provider-unreachable' })], /^Sending 2 kB to models\.example was begun/],
  ['two sends on one approval', [hop('approval'), hop('send'), hop('send')], /with no approval on record/],
  ['a send before its approval', [hop('send'), hop('approval')], /with no approval on record/],
  ['one that was withdrawn', [hop('proposal'), hop('withdrawal')], /stayed on this machine\. An escalation was prepared and withdrawn\.$/],
  ['one that was refused', [hop('proposal'), hop('refusal')], /stayed on this machine\. An escalation was prepared and refused\.$/],
  ['one that also used a tool elsewhere', [hop('approval'), hop('send'), hop('receive'), hop('tool-call', { destination: 'search.example' })], /came back\. It also touched search\.example\.$/],
  ['a tool that reached out', [hop('tool-call')], /^No request was sent\. It also touched models\.example\.$/],
])('%s is summed up truthfully', (_, hops, sentence) => {
  expect(t.where.summary(whereItWent(hops))).toMatch(sentence)
})

test('whatever the rows are, “everything stayed” is said exactly when nothing left or arrived, on screen and in the report', () => {
  fc.assert(fc.property(fc.array(anyHop, { maxLength: 8 }), (hops) => {
    const left = hops.some(leftMachine) || hops.some(({ kind }) => kind === 'send')
    expect(t.where.summary(whereItWent(hops)).startsWith('Everything this answer touched stayed')).toBe(!left)
    expect(answerWords(hops).startsWith('Everything stayed')).toBe(!left)
    for (const host of new Set(hops.filter(leftMachine).map(({ destination }) => destination))) {
      expect(t.where.summary(whereItWent(hops))).toContain(host)
    }
  }), { numRuns: 3000 })
})

test('a step that only decides about a request names the host it was for, and counts as one that stayed', () => {
  expect(hopWords(hop('approval'))).toMatchObject({ where: 'for models.example', stayed: true })
  expect(hopWords(hop('send'))).toMatchObject({ where: 'models.example', stayed: false })
})
