import { elementTypes } from '../../support/onnx-graph.ts'
import { dimensions } from './embedding-shape.ts'
import { type OnnxFile, readOnnxFile, type StoredTensor } from './onnx-file.ts'

/** What a layer does to each row: `weights` is [inputs][outputs], each column to be multiplied by its scale. */
export interface Linear {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
}

export interface Norm { readonly gain: Float32Array; readonly bias: Float32Array }

export interface MiniLmLayer {
  /** Queries, keys and values side by side. */
  readonly attentionIn: Linear
  readonly attentionOut: Linear
  readonly attentionNorm: Norm
  readonly widen: Linear
  readonly narrow: Linear
  readonly outputNorm: Norm
}

export interface MiniLmWeights {
  /** A row for each token, to be multiplied by its scale. */
  readonly words: { readonly rows: Int8Array; readonly scales: Float32Array; readonly count: number }
  /** [positions][dimensions], what a first sentence adds included. */
  readonly positions: Float32Array
  readonly norm: Norm
  readonly layers: readonly MiniLmLayer[]
}

const layerCount = 6

/**
 * The weights of all-MiniLM-L6-v2 in its published int8 file, which stores each matrix as `NAME_q` and `NAME_scale`
 * and names the biases by what they belong to. Throws a `RangeError` where one is not there or has another form.
 */
export function readMiniLmWeights(file: Uint8Array): MiniLmWeights {
  const onnx = readOnnxFile(file)
  const floats = (name: string): Float32Array => floatsOf(tensor(onnx, name))
  const norm = (name: string): Norm => ({ gain: floats(`${name}.LayerNorm.weight`), bias: floats(`${name}.LayerNorm.bias`) })
  const words = tensor(onnx, 'inner.embeddings.word_embeddings.weight_q')
  return {
    words: { rows: bytesOf(words), scales: floats('inner.embeddings.word_embeddings.weight_scale'), count: words.shape[0] ?? 0 },
    positions: positions(onnx, floats('inner.embeddings.token_type_embeddings.weight')),
    norm: norm('inner.embeddings'),
    layers: Array.from({ length: layerCount }, (_, at): MiniLmLayer => {
      const layer = `inner.encoder.layer.${at}`
      const linear = (name: string): Linear => linearBefore(onnx, `${layer}.${name}.bias`)
      return {
        attentionIn: sideBySide([linear('attention.self.query'), linear('attention.self.key'), linear('attention.self.value')]),
        attentionOut: linear('attention.output.dense'),
        attentionNorm: norm(`${layer}.attention.output`),
        widen: linear('intermediate.dense'),
        narrow: linear('output.dense'),
        outputNorm: norm(`${layer}.output`),
      }
    }),
  }
}

/** Every text is a first sentence to this model, so what that adds to a token can be added to its position. */
function positions(onnx: OnnxFile, sentences: Float32Array): Float32Array {
  const rows = bytesOf(tensor(onnx, 'inner.embeddings.position_embeddings.weight_q'))
  const scales = floatsOf(tensor(onnx, 'inner.embeddings.position_embeddings.weight_scale'))
  return Float32Array.from(rows, (value, at) => value * (scales[Math.floor(at / dimensions)] ?? 0) + (sentences[at % dimensions] ?? 0))
}

/** The matrix whose product this bias is added to. */
function linearBefore(onnx: OnnxFile, biasName: string): Linear {
  const sum = onnx.nodes.find(({ type, inputs }) => type === 'Add' && inputs.includes(biasName))
  const product = onnx.nodes.find(({ type, outputs }) => type === 'MatMul' && sum?.inputs.includes(outputs[0] ?? ''))
  const matrix = product?.inputs[1] ?? ''
  const stored = tensor(onnx, `${matrix}_q`)
  const [inputs = 0, outputs = 0] = stored.shape
  const linear = { inputs, outputs, weights: bytesOf(stored), scales: floatsOf(tensor(onnx, `${matrix}_scale`)), bias: floatsOf(tensor(onnx, biasName)) }
  if (linear.weights.length !== inputs * outputs || linear.scales.length !== outputs || linear.bias.length !== outputs) throw new RangeError('A matrix has another shape.')
  return linear
}

function sideBySide(parts: readonly Linear[]): Linear {
  const inputs = parts[0]?.inputs ?? 0
  const outputs = parts.reduce((total, part) => total + part.outputs, 0)
  const weights = new Int8Array(inputs * outputs)
  let column = 0
  for (const part of parts) {
    for (let row = 0; row < inputs; row++) weights.set(part.weights.subarray(row * part.outputs, (row + 1) * part.outputs), row * outputs + column)
    column += part.outputs
  }
  return { inputs, outputs, weights, scales: joined(parts.map(({ scales }) => scales)), bias: joined(parts.map(({ bias }) => bias)) }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]))
}

function tensor({ tensors }: OnnxFile, name: string): StoredTensor {
  const found = tensors.get(name)
  if (found === undefined) throw new RangeError('The model has other weights than MiniLM.')
  return found
}

function bytesOf({ type, data }: StoredTensor): Int8Array {
  if (type !== elementTypes.int8) throw new RangeError('Weights of another kind.')
  return new Int8Array(data.buffer, data.byteOffset, data.byteLength)
}

function floatsOf({ type, data }: StoredTensor): Float32Array {
  if (type !== elementTypes.float32) throw new RangeError('Weights of another kind.')
  // They stand at any address in the file; numbers of four bytes have to begin at a multiple of four.
  return new Float32Array(Uint8Array.from(data).buffer)
}
