import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageSlices } from '../../src-main/ingest/page-slices.ts'
import { aPage } from '../support/page-defaults.ts'

test('slices hold every page once and in order, none is empty, and none has more than its share of pages or text', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(0, 10, 900, 150_000, 400_000), { maxLength: 600 }), (sizes) => {
    const pages = sizes.map((size, index) => aPage('x'.repeat(size), { page: index + 1 }))
    const slices = [...pageSlices(pages)]
    expect(slices.flat()).toEqual(pages)
    for (const slice of slices) {
      expect(slice.length).toBeGreaterThan(0)
      expect(slice.length).toBeLessThanOrEqual(200)
      // The last page of a slice may be as long as it likes.
      expect(slice.slice(0, -1).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(200_000)
    }
  }), { numRuns: 30 })
})
