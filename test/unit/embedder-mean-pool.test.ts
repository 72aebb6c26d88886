import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanPool } from '../../src-main/model/embedder/mean-pool.ts'

test('the vector points where the mean of the tokens points', () => {
  expect([...meanPool(Float32Array.of(3, 0, 3, 8), 2, 2)]).toEqual([Math.fround(0.6), Math.fround(0.8)])
})

test('has unit length whatever the model gave, and is never NaN', () => {
  fc.assert(fc.property(fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 40 }), (values) => {
    const tokens = Math.floor(values.length / 4)
    const vector = meanPool(Float32Array.from(values), tokens, 4)
    const length = Math.hypot(...vector)
    expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true)
  }))
})
