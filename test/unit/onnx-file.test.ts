import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOnnxFile } from '../../src-main/model/embedder/onnx-file.ts'
import { elementTypes, OnnxGraph, type Port } from '../../src-main/support/onnx-graph.ts'

const rows: Port = { name: 'rows', type: 'float32', shape: ['count', 2] }

function fileWith(weights: Int8Array, name = 'weights'): Uint8Array {
  const graph = new OnnxGraph()
  graph.weights(name, [weights.length], weights)
  graph.add('MatMul', ['rows', name], ['product'])
  return graph.file(rows, { ...rows, name: 'product' })
}

test('weights are read from a model file as they were written, with their shape, their kind and what reads them', () => {
  fc.assert(fc.property(fc.int8Array({ maxLength: 40_000, size: 'max' }), fc.string({ minLength: 1 }), (weights, name) => {
    const { tensors, nodes } = readOnnxFile(fileWith(weights, name))
    const [[key, stored] = []] = tensors
    expect(key).toBe(new TextDecoder().decode(new TextEncoder().encode(name)))
    expect({ ...stored, data: [...stored?.data ?? []] }).toEqual({ shape: [weights.length], type: elementTypes.int8, data: [...new Uint8Array(weights)] })
    expect(nodes).toEqual([{ type: 'MatMul', inputs: ['rows', key], outputs: ['product'] }])
  }), { numRuns: 30 })
})

test('a file that ends too early is told apart, wherever it ends', () => {
  const weightCount = 300
  const whole = fileWith(Int8Array.from({ length: weightCount }, (_, at) => at))
  // Somewhere in the operations or the weights, which come first.
  fc.assert(fc.property(fc.integer({ min: 3, max: weightCount }), (end) => {
    expect(() => readOnnxFile(whole.subarray(0, end))).toThrow(RangeError)
  }))
})

test('bytes that are no model at all give that error or nothing, never something else', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
    expect([null, RangeError]).toContain(errorOf(bytes))
  }))
})

function errorOf(bytes: Uint8Array): unknown {
  try {
    readOnnxFile(bytes)
    return null
  } catch (error) {
    return error instanceof Error ? error.constructor : error
  }
}
