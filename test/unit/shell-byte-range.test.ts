import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseByteRange } from '../../src-main/shell/byte-range.ts'

describe('a range of a document', () => {
  test.each([
    [undefined, 'whole'], ['', 'whole'], ['bytes=', 'whole'], ['bytes=-', 'whole'], ['items=0-1', 'whole'], ['bytes=0-1,4-5', 'whole'], ['bytes=5-2', 'whole'],
    ['bytes=0-', { first: 0, last: 99 }], ['bytes=10-19', { first: 10, last: 19 }], ['bytes=90-200', { first: 90, last: 99 }], ['bytes=-10', { first: 90, last: 99 }], ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'],
  ] as const)('%s of 100 bytes', (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected)
  })

  test('never leaves the file', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), fc.nat({ max: 10_000 }), (first, last, size) => {
      const range = parseByteRange(`bytes=${first}-${last}`, size)
      if (typeof range === 'string') return
      expect(range.first).toBeGreaterThanOrEqual(0)
      expect(range.last).toBeLessThan(size)
      expect(range.first).toBeLessThanOrEqual(range.last)
    }))
  })

  test('an empty file has none', () => {
    expect(parseByteRange('bytes=0-0', 0)).toBe('unsatisfiable')
  })
})
