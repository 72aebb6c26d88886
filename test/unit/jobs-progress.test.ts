import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { DocumentTotals } from '../../src-main/store/documents-table.ts'
import { describeProgress, passagesLeft } from '../../src-main/ingest/jobs/describe-progress.ts'
import { createRate } from '../../src-main/ingest/jobs/measure-rate.ts'
import { createThrottle } from '../../src-main/ingest/jobs/throttle.ts'

const totals: DocumentTotals = { documents: 4, committed: 1, failed: 0, pages: 10, passages: 100, passagesEmbedded: 40, bytesSplit: 10_000, bytesUnread: 5_000 }

test('a rate is measured over the last half minute and unknown before the second batch', () => {
  let now = 0
  const rate = createRate(() => now)
  rate.add(32)
  expect(rate.perSecond()).toBeNull()
  for (let batch = 0; batch < 100; batch++) {
    now += 1000
    rate.add(20)
  }
  expect(rate.perSecond()).toBeCloseTo(20)
  for (let batch = 0; batch < 40; batch++) {
    now += 1000
    rate.add(5)
  }
  expect(rate.perSecond()).toBeCloseTo(5)
  rate.interrupt()
  expect(rate.perSecond()).toBeNull()
})

test('time left counts unread files as many passages per byte as the read ones gave, and is unknown until there are any', () => {
  expect(passagesLeft(totals)).toBe(60 + 50)
  expect(passagesLeft({ ...totals, bytesSplit: 0 })).toBeNull()
  expect(passagesLeft({ ...totals, bytesUnread: 100_000 }), 'a first small file says little of the rest').toBeNull()
  const now = describeProgress('m_0000000000000001', totals, { status: 'running', pausedBy: null, pagesWaiting: 0, recognisedPerMinute: null, passagesPerSecond: 11, current: null })
  expect(now).toMatchObject({ secondsLeft: 10, passagesDone: 40, passagesTotal: 100, documentsDone: 1, documentsTotal: 4 })
  expect(describeProgress('m_0000000000000001', totals, { status: 'paused', pausedBy: 'person', pagesWaiting: 0, recognisedPerMinute: null, passagesPerSecond: 11, current: null }).secondsLeft).toBeNull()
})

test('a throttle reports the first change at once, the others together, and never loses the last', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  try {
    fc.assert(fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 30 }), (waits) => {
      let changes = 0
      const reported: { at: number; changes: number }[] = []
      using throttle = createThrottle(() => reported.push({ at: performance.now(), changes }), 250)
      for (const wait of waits) {
        changes++
        throttle.changed()
        vi.advanceTimersByTime(wait)
      }
      vi.advanceTimersByTime(250)
      expect(reported[0]).toMatchObject({ changes: 1 })
      expect(reported.at(-1)?.changes).toBe(waits.length)
      const gaps = reported.slice(1).map(({ at }, index) => at - (reported[index]?.at ?? 0))
      expect(gaps.filter((gap) => gap < 250)).toEqual([])
    }))
  } finally {
    vi.useRealTimers()
  }
})
