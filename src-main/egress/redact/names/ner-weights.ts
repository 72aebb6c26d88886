import { asBytes, asList, asMap, asNumber, asText, type Packed, PackedReader } from './msgpack.ts'
import { floatsOf } from './word-vectors.ts'

/** A table whose rows are picked by hash. */
export interface HashTable { readonly rows: Float32Array; readonly count: number; readonly seed: number }
/** Linear layers whose `pieces` outcomes compete, then a layer norm. `W` is [outcome][piece][input]. */
export interface MaxoutLayer { readonly W: Float32Array; readonly b: Float32Array; readonly gain: Float32Array; readonly bias: Float32Array; readonly inputs: number }

/** The network of spaCy's `ner/model`. */
export interface NerWeights {
  /** One for each of NORM, PREFIX, SUFFIX and SHAPE. */
  readonly tables: readonly HashTable[]
  readonly vectorProjection: Float32Array
  readonly mixed: MaxoutLayer
  readonly windows: readonly MaxoutLayer[]
  readonly narrow: { readonly W: Float32Array; readonly b: Float32Array }
  /** From tokens to the hidden layer of the state, precomputed for each token: W is [feature][hidden][piece][input]. */
  readonly lower: { readonly W: Float32Array; readonly b: Float32Array; readonly pad: Float32Array }
  readonly upper: { readonly W: Float32Array; readonly b: Float32Array }
}

export const width = 96
export const pieces = 3
export const hidden = 64
export const hiddenPieces = 2
const stateFeatures = 3
/** What the state of the finder adds up for a token, one part for each role that it can have. */
export const stateNumbers = stateFeatures * hidden * hiddenPieces
export const tableCount = 4
export const vectorWidth = 300

interface Node { readonly name: string; readonly params: ReadonlyMap<Packed, Packed> | null; readonly attrs: ReadonlyMap<Packed, Packed> }

/** Throws where the file is not this network: another size is another model. */
export function readNerWeights(file: Uint8Array): NerWeights {
  const model = asMap(new PackedReader(file).value())
  const params = asList(model.get('params'))
  const attrs = asList(model.get('attrs'))
  const nodes: Node[] = asList(model.get('nodes')).map((node, at) => ({
    name: asText(asMap(node).get('name')),
    params: params[at] === null ? null : asMap(params[at]),
    attrs: asMap(attrs[at]),
  }))
  const named = (name: string, count: number): readonly Node[] => {
    const found = nodes.filter((node) => node.name === name && node.params)
    if (found.length !== count) throw new TypeError(`This is not the network that is known here: ${found.length} of ${name}.`)
    return found
  }
  const maxouts = named('maxout', 5)
  const layers = named('layernorm', 5).map((norm, at): MaxoutLayer => {
    const inputs = at === 0 ? width * (tableCount + 1) : width * 3
    return { W: array(maxouts[at], 'W', width * pieces * inputs), b: array(maxouts[at], 'b', width * pieces), gain: array(norm, 'G', width), bias: array(norm, 'b', width), inputs }
  })
  const [mixed, ...windows] = layers
  if (!mixed) throw new TypeError('This network has no layers.')
  const linears = named('linear', 2)
  const narrow = linears.find((node) => shapeOf(node, 'W')[0] === hidden)
  const upper = linears.find((node) => node !== narrow)
  const [lower] = named('precomputable_affine', 1)
  const [projection] = named('static_vectors', 1)
  return {
    tables: named('hashembed', tableCount).map((node) => {
      const [count = 0] = shapeOf(node, 'E')
      return { rows: array(node, 'E', count * width), count, seed: asNumber(attribute(node, 'seed')) }
    }),
    vectorProjection: array(projection, 'W', width * vectorWidth),
    mixed, windows,
    narrow: { W: array(narrow, 'W', hidden * width), b: array(narrow, 'b', hidden) },
    lower: { W: array(lower, 'W', stateNumbers * hidden), b: array(lower, 'b', hidden * hiddenPieces), pad: array(lower, 'pad', stateNumbers) },
    upper: { W: array(upper, 'W'), b: array(upper, 'b') },
  }
}

function field(node: Node | undefined, name: string): ReadonlyMap<Packed, Packed> {
  return asMap(node?.params?.get(name))
}

function shapeOf(node: Node | undefined, name: string): readonly number[] {
  return asList(field(node, name).get('shape')).map(asNumber)
}

/** thinc packs each attribute once more. */
function attribute(node: Node, name: string): Packed {
  return new PackedReader(asBytes(node.attrs.get(name))).value()
}

function array(node: Node | undefined, name: string, size?: number): Float32Array {
  const packed = field(node, name)
  const numbers = floatsOf(asBytes(packed.get('data')))
  if (asText(packed.get('type')) !== '<f4' || (size !== undefined && numbers.length !== size)) throw new TypeError(`${name} of ${node?.name ?? 'a layer'} has another size.`)
  return numbers
}
