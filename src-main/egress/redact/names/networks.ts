import { InferenceSession, Tensor } from 'onnxruntime-node'
import { OnnxGraph, type Port } from '../../../support/onnx-graph.ts'
import { hidden, type MaxoutLayer, type NerWeights, pieces, stateNumbers, tableCount, vectorWidth, width } from './ner-weights.ts'

/** What the network makes of one word by itself: features in, `width` numbers out. */
export const wordInputs = tableCount * width + vectorWidth

/** Numbers for rows: [rows][inputs] to [rows][outputs]. */
export type Network = (rows: Float32Array, count: number) => Promise<Float32Array>

/** From the features of single words to word rows. */
export function wordNetwork(weights: NerWeights, threads: number): Promise<Network> {
  const graph = new OnnxGraph()
  const { mixed } = weights
  const direct = tableCount * width
  // The projection of the word vectors is a linear layer before a linear one: both become one.
  const folded = new Float32Array(width * pieces * wordInputs)
  for (let row = 0; row < width * pieces; row++) {
    const source = mixed.W.subarray(row * mixed.inputs, (row + 1) * mixed.inputs)
    const target = folded.subarray(row * wordInputs, (row + 1) * wordInputs)
    target.set(source.subarray(0, direct))
    target.set(product(source.subarray(direct), weights.vectorProjection, vectorWidth), direct)
  }
  maxout(graph, 'rows', { ...mixed, W: folded, inputs: wordInputs }, 'words')
  return session(graph.file(rowsOf('rows', wordInputs), rowsOf('words', width)), width, threads)
}

/** From word rows in the order of the text to what the finder adds up; four layers that each see one token to either side. */
export function contextNetwork(weights: NerWeights, threads: number): Promise<Network> {
  const graph = new OnnxGraph()
  graph.indices('axis', [0])
  graph.indices('one row more on either side', [1, 0, 1, 0])
  let input = 'rows'
  for (const [at, layer] of weights.windows.entries()) {
    const padded = graph.add('Pad', [input, 'one row more on either side'], [`padded ${at}`])
    const part = (name: string, from: number, to: number): string =>
      graph.add('Slice', [padded, graph.indices(`${name} from ${at}`, [from]), graph.indices(`${name} to ${at}`, [to]), 'axis'], [`${name} ${at}`])
    const seen = graph.add('Concat', [part('before', 0, -2), part('here', 1, -1), part('after', 2, 2 ** 31)], [`seen ${at}`], [['axis', 1, 'int']])
    input = graph.add('Add', [input, maxout(graph, seen, layer, `layer ${at}`)], [`sum ${at}`])
  }
  // Two linear layers in a row again.
  const { narrow, lower } = weights
  const W = new Float32Array(stateNumbers * width)
  const b = new Float32Array(stateNumbers)
  for (let row = 0; row < stateNumbers; row++) {
    const source = lower.W.subarray(row * hidden, (row + 1) * hidden)
    W.set(product(source, narrow.W, width), row * width)
    b[row] = source.reduce((sum, value, at) => sum + value * (narrow.b[at] ?? 0), 0)
  }
  graph.add('Gemm', [input, graph.weights('W', [stateNumbers, width], W), graph.weights('b', [stateNumbers], b)], ['states'], [['transB', 1, 'int']])
  return session(graph.file(rowsOf('rows', width), rowsOf('states', stateNumbers)), stateNumbers, threads)
}

/** Any number of rows of so many numbers. */
function rowsOf(name: string, width: number): Port {
  return { name, type: 'float32', shape: ['rows', width] }
}

/** vector (1 × n) · matrix (n × columns). */
function product(vector: Float32Array, matrix: Float32Array, columns: number): Float32Array {
  const sums = new Float64Array(columns)
  for (const [at, factor] of vector.entries()) {
    for (let column = 0; column < columns; column++) sums[column] = (sums[column] ?? 0) + factor * (matrix[at * columns + column] ?? 0)
  }
  return Float32Array.from(sums)
}

function maxout(graph: OnnxGraph, input: string, layer: MaxoutLayer, output: string): string {
  const rows = width * pieces
  const W = new Float32Array(layer.W.length)
  const b = new Float32Array(rows)
  // First every outcome's first piece, then the second ones: so that pieces compete as whole tensors.
  for (let piece = 0; piece < pieces; piece++) {
    for (let outcome = 0; outcome < width; outcome++) {
      const from = outcome * pieces + piece
      const to = piece * width + outcome
      W.set(layer.W.subarray(from * layer.inputs, (from + 1) * layer.inputs), to * layer.inputs)
      b[to] = layer.b[from] ?? 0
    }
  }
  const name = (part: string): string => `${part} of ${output}`
  graph.add('Gemm', [input, graph.weights(name('W'), [rows, layer.inputs], W), graph.weights(name('b'), [rows], b)], [name('pieces')], [['transB', 1, 'int']])
  const parts = Array.from({ length: pieces }, (_, piece) => name(`piece ${piece}`))
  graph.add('Split', [name('pieces')], parts, [['axis', 1, 'int']])
  graph.add('Max', parts, [name('best')])
  const scale = [graph.weights(name('gain'), [width], layer.gain), graph.weights(name('bias'), [width], layer.bias)]
  return graph.add('LayerNormalization', [name('best'), ...scale], [output], [['axis', 1, 'int'], ['epsilon', 1e-8, 'float']])
}

async function session(file: Uint8Array, outputs: number, threads: number): Promise<Network> {
  const runtime = await InferenceSession.create(file, {
    executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4,
    // Threads that spin while they wait would take the cores of whoever is typing.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  const [input = ''] = runtime.inputNames
  const [output = ''] = runtime.outputNames
  return async (rows, count) => {
    const results = await runtime.run({ [input]: new Tensor('float32', rows, [count, rows.length / count]) })
    const data = results[output]?.data
    if (!(data instanceof Float32Array) || data.length !== count * outputs) throw new TypeError('The network gave numbers of another shape.')
    return data
  }
}
