import { expect, test } from 'vitest'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const hash = 'a'.repeat(64)
const lifeMs = 600_000
const shownAt = new Date('2026-11-21T10:00:00.000Z')
const after = (ms: number): Date => new Date(shownAt.getTime() + ms)

test('what one process showed another may have approved once', () => {
  const folder = temporaryFolder()
  {
    using store = openMatterStore(folder, matterId, { create: true })
    store.shownPreviews.add(hash, shownAt)
  }
  using store = openMatterStore(folder, matterId)
  expect(store.shownPreviews.take('b'.repeat(64), { now: after(1), lifeMs })).toBe(false)
  expect(store.shownPreviews.take(hash, { now: after(1), lifeMs })).toBe(true)
  expect(store.shownPreviews.take(hash, { now: after(2), lifeMs })).toBe(false)
})

test.each([['too late', lifeMs], ['before it was shown, by a clock that was set back', -1]])('not %s', (_, ms) => {
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  store.shownPreviews.add(hash, shownAt)
  expect(store.shownPreviews.take(hash, { now: after(ms), lifeMs })).toBe(false)
  expect(store.shownPreviews.take(hash, { now: after(1), lifeMs }), 'a refused one is used up').toBe(false)
})

test('showing it again makes one more approval possible', () => {
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  store.shownPreviews.add(hash, shownAt)
  store.shownPreviews.take(hash, { now: after(1), lifeMs })
  store.shownPreviews.add(hash, after(5))
  expect(store.shownPreviews.take(hash, { now: after(6), lifeMs })).toBe(true)
})
