import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forQuietRows, quietingFactors } from '../../src-main/model/embedder/loud-channels.ts'

const [inputs, outputs] = [quietingFactors.length, 3]

test('quieted rows give what the rows gave before, within what eight bits can tell', () => {
  fc.assert(fc.property(fc.int8Array({ minLength: inputs * outputs, maxLength: inputs * outputs, min: -127, max: 127 }), fc.integer({ min: 0, max: inputs - 1 }), (weights, channel) => {
    const scales = Float32Array.of(0.01, 1, 20)
    const quiet = forQuietRows({ inputs, outputs, weights, scales, bias: new Float32Array(outputs) })
    for (let column = 0; column < outputs; column++) {
      const at = channel * outputs + column
      const before = (weights[at] ?? 0) * (scales[column] ?? 0)
      const after = (quiet.weights[at] ?? 0) * (quiet.scales[column] ?? 0) * (quietingFactors[channel] ?? 0)
      // Half a step of a column whose largest weight may be four times what it was.
      expect(Math.abs(after - before)).toBeLessThanOrEqual((scales[column] ?? 0) * 2.001)
    }
  }))
})

test('a layer without weights stays one without weights', () => {
  const nothing = { inputs, outputs, weights: new Int8Array(inputs * outputs), scales: new Float32Array(outputs), bias: new Float32Array(outputs) }
  expect(forQuietRows(nothing)).toEqual(nothing)
})
