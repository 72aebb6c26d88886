import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { addInt8Product, keepsSignedProducts } from '../../src-main/model/embedder/int8-products.ts'
import { OnnxGraph } from '../../src-main/support/onnx-graph.ts'

const [inputs, outputs] = [128, 32]
/** Numbers without pattern, and the largest ones that there are among them: the worst for sums that clip. */
const weights = Int8Array.from({ length: inputs * outputs }, (_, at) => (at % 3 === 0 ? 127 : ((at * 7919) % 255) - 127))
const scales = Float32Array.from({ length: outputs }, (_, at) => 0.001 * (at + 1))
const bias = Float32Array.from({ length: outputs }, (_, at) => at - 10)
/** Whole 255ths from 0 to 1, which eight bits hold without loss. */
const row = Float32Array.from({ length: inputs }, (_, at) => (at % 2 === 0 ? 255 : (at * 31) % 256) / 255)

const exact = Array.from({ length: outputs }, (_, column) => row.reduce((sum, value, at) => sum + value * (weights[at * outputs + column] ?? 0) * (scales[column] ?? 0), bias[column] ?? 0))

async function product(unsigned: boolean): Promise<number[]> {
  const graph = new OnnxGraph()
  addInt8Product(graph, 'row', { inputs, outputs, weights, scales, bias }, 'product', { unsigned, bias: true })
  const session = await InferenceSession.create(graph.file({ name: 'row', type: 'float32', shape: [1, inputs] }, { name: 'product', type: 'float32', shape: [1, outputs] }))
  const data = (await session.run({ row: new Tensor('float32', row, [1, inputs]) }))['product']?.data
  await session.release()
  return data instanceof Float32Array ? [...data] : []
}

/** How far the product is from the exact one, in the column where it is farthest. */
function farthest(found: readonly number[]): number {
  return Math.max(...exact.map((value, at) => Math.abs(value - (found[at] ?? NaN))))
}

describe('products of whole numbers', () => {
  test('are exact with unsigned weights on every processor', async () => {
    expect(farthest(await product(true))).toBeLessThan(0.01)
  })

  test('are exact with signed weights on the processors that are said to keep them, and only there', async () => {
    expect(farthest(await product(false)) < 0.01).toBe(await keepsSignedProducts())
  })
})
