import { type Attribute, elementTypes, OnnxGraph, runtimeOperations } from '../../support/onnx-graph.ts'
import { dimensions, maxTokens } from './embedding-shape.ts'
import { addInt8Product } from './int8-products.ts'
import { forQuietRows, quietingFactors } from './loud-channels.ts'
import type { Linear, MiniLmLayer, MiniLmWeights, Norm } from './minilm-weights.ts'

export const graphInput = 'tokens'
export const graphOutput = 'vector'

const heads = 12
const lastAxis: Attribute = ['axis', 2, 'int']
/** Keeps rows from being divided by nothing. */
const leastRowMaximum = 1e-3

export interface GraphOptions {
  /** Stores the weights 128 higher, for processors that would clip the sums (int8-products.ts). */
  readonly unsigned: boolean
}

/**
 * all-MiniLM-L6-v2 in the operations that the runtime is quickest at: token numbers in, [1][tokens], and the mean of the
 * token vectors out, scaled to unit length, which is how it was trained to be read (sbert.net, pretrained models).
 *
 * The published file turns its int8 weights into floats before it multiplies. Here what goes into a product is rounded to
 * eight bits too, so that whole numbers are multiplied: a third of the time, for vectors whose cosine with those of the
 * published graph is .999.
 */
export function miniLmGraph({ words, positions, norm, layers }: MiniLmWeights, options: GraphOptions): Uint8Array {
  const graph = new OnnxGraph()
  graph.weights('least scale', [], Float32Array.of(leastRowMaximum))
  graph.weights('quieting', [dimensions], quietingFactors)
  const pick = (name: string, table: string): string => graph.add('Gather', [table, graphInput], [name])
  const wordRows = graph.add('Cast', [pick('word bytes', graph.weights('word rows', [words.count, dimensions], words.rows))], ['word numbers'], [['to', elementTypes.float32, 'int']])
  const scaled = graph.add('Mul', [wordRows, pick('word scales', graph.weights('scales of words', [words.count, 1], words.scales))], ['words'])
  graph.weights('positions', [maxTokens, dimensions], positions.subarray(0, maxTokens * dimensions))
  graph.add('Shape', [graphInput], ['count'], [['start', 1, 'int'], ['end', 2, 'int']])
  const placed = graph.add('Add', [scaled, graph.add('Slice', ['positions', graph.indices('zero', [0]), 'count'], ['places'])], ['placed words'])
  let rows = addNorm(graph, placed, norm, 'words')
  for (const [at, layer] of layers.entries()) rows = addLayer(graph, rows, layer, `layer ${at}`, options)
  const mean = graph.add('ReduceMean', [rows], ['mean'], [['axes', 1, 'ints'], ['keepdims', 0, 'int']])
  graph.add('LpNormalization', [mean], [graphOutput], [['axis', 1, 'int'], ['p', 2, 'int']])
  return graph.file({ name: graphInput, type: 'int64', shape: [1, 'tokens'] }, { name: graphOutput, type: 'float32', shape: [1, dimensions] })
}

function addLayer(graph: OnnxGraph, input: string, layer: MiniLmLayer, name: string, options: GraphOptions): string {
  const asked = addQuieted(graph, input, layer.attentionIn, `${name} attention in`, options)
  const parts = ['queries', 'keys', 'values'].map((part) => `${name} ${part}`)
  graph.add('Split', [asked], parts, [lastAxis])
  const seen = graph.add('MultiHeadAttention', parts, [`${name} attention`], [['num_heads', heads, 'int']], runtimeOperations)
  const attended = addInt8Product(graph, seen, layer.attentionOut, `${name} attention out`, { ...options, bias: true })
  const between = addNorm(graph, graph.add('Add', [attended, input], [`${name} attended`]), layer.attentionNorm, `${name} attention`)
  const wide = addQuieted(graph, between, layer.widen, `${name} wide`, options)
  const bent = graph.add('Gelu', [wide], [`${name} bent`], [], runtimeOperations)
  const narrow = addByRows(graph, bent, layer.narrow, `${name} narrow`, options)
  const biased = graph.add('Add', [narrow, graph.weights(`${name} narrow bias`, [layer.narrow.outputs], layer.narrow.bias)], [`${name} biased`])
  return addNorm(graph, graph.add('Add', [biased, between], [`${name} summed`]), layer.outputNorm, `${name} output`)
}

function addQuieted(graph: OnnxGraph, input: string, linear: Linear, name: string, options: GraphOptions): string {
  return addInt8Product(graph, graph.add('Mul', [input, 'quieting'], [`${name} quieted`]), forQuietRows(linear), name, { ...options, bias: true })
}

/** The first token has numbers far greater than all others', which would be left few of the 256 steps: each row gets a scale of its own. */
function addByRows(graph: OnnxGraph, input: string, linear: Linear, name: string, options: GraphOptions): string {
  const maximum = graph.add('ReduceMax', [input], [`${name} maximum`], [['axes', 2, 'ints'], ['keepdims', 1, 'int']])
  const scale = graph.add('Max', [maximum, 'least scale'], [`${name} scale of rows`])
  const product = addInt8Product(graph, graph.add('Div', [input, scale], [`${name} rows`]), linear, `${name} product`, { ...options, bias: false })
  return graph.add('Mul', [product, scale], [name])
}

/** A sum before it stays an operation of its own: the runtime's joint one (SkipLayerNormalization) takes ten times as long. */
function addNorm(graph: OnnxGraph, input: string, { gain, bias }: Norm, name: string): string {
  const fixed = [graph.weights(`${name} gain`, [dimensions], gain), graph.weights(`${name} norm bias`, [dimensions], bias)]
  return graph.add('LayerNormalization', [input, ...fixed], [`${name} normed`], [lastAxis, ['epsilon', 1e-12, 'float']])
}
