import { InferenceSession, Tensor } from 'onnxruntime-node'
import { OnnxGraph, runtimeOperations } from '../../support/onnx-graph.ts'
import type { Linear } from './minilm-weights.ts'

/** What signed weights are moved by, so that they are unsigned ones. */
const shift = 128

/** Adds rows × weights, for which the runtime rounds the rows to eight bits; returns the name of the product. */
export function addInt8Product(graph: OnnxGraph, input: string, { inputs, outputs, weights, scales, bias }: Linear, name: string, options: { readonly unsigned: boolean; readonly bias: boolean }): string {
  const stored = options.unsigned ? Uint8Array.from(weights, (weight) => weight + shift) : weights
  const zero = options.unsigned ? graph.weights(`${name} zero`, [outputs], new Uint8Array(outputs).fill(shift)) : ''
  return graph.add('DynamicQuantizeMatMul', [
    input, graph.weights(`${name} weights`, [inputs, outputs], stored), graph.weights(`${name} scales`, [outputs], scales), zero,
    options.bias ? graph.weights(`${name} bias`, [outputs], bias) : '',
  ], [name], [], runtimeOperations)
}

/**
 * Whether this processor sums products of unsigned and signed bytes without loss. x86 before VNNI adds two of them in
 * sixteen bits and clips what does not fit (onnxruntime.ai, quantization: "saturation issue"); unsigned weights are
 * slower and exact everywhere.
 */
export async function keepsSignedProducts(): Promise<boolean> {
  const [rows, inputs, outputs, largest] = [8, 64, 16, 127]
  const graph = new OnnxGraph()
  const weights = { inputs, outputs, weights: new Int8Array(inputs * outputs).fill(largest), scales: new Float32Array(outputs).fill(1), bias: new Float32Array(outputs) }
  addInt8Product(graph, 'rows', weights, 'sums', { unsigned: false, bias: false })
  const session = await InferenceSession.create(graph.file({ name: 'rows', type: 'float32', shape: [rows, inputs] }, { name: 'sums', type: 'float32', shape: [rows, outputs] }), {
    executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4,
  })
  try {
    const { sums } = await session.run({ rows: new Tensor('float32', new Float32Array(rows * inputs).fill(1), [rows, inputs]) })
    return sums?.data instanceof Float32Array && sums.data.every((sum) => Math.abs(sum - inputs * largest) < 1)
  } finally {
    await session.release()
  }
}
