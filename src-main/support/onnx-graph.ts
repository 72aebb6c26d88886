/** A protocol-buffer field, just what an ONNX file needs (onnx/onnx.proto), in pieces: weights are long, and are copied only once. */
type Field = readonly Uint8Array[]

/** Elements of a tensor: the numbers are ONNX's. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const

export type Attribute = readonly [name: string, value: number, kind: 'int' | 'float' | 'ints']
export type Numbers = Float32Array | Uint8Array | Int8Array | BigInt64Array

/** What goes into a model or comes out of it; a name in place of a size stands for any size. */
export interface Port { readonly name: string; readonly type: keyof typeof elementTypes; readonly shape: readonly (number | string)[] }

/** Operations of ONNX Runtime's own. */
export const runtimeOperations = 'com.microsoft'

/** Puts together an ONNX model around weights that are on this machine already, so that the runtime multiplies them in the way that suits it. */
export class OnnxGraph {
  readonly #nodes: Field[] = []
  readonly #weights: Field[] = []

  /** Adds an operation and returns the name of its first output. An input without a name is left out. */
  add(type: string, inputs: readonly string[], outputs: readonly string[], attributes: readonly Attribute[] = [], domain = ''): string {
    this.#nodes.push(bytes(1, [
      ...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name)), text(4, type), text(7, domain), ...attributes.map(attributeField),
    ]))
    return outputs[0] ?? ''
  }

  /** Adds fixed numbers and returns their name. */
  weights(name: string, shape: readonly number[], values: Numbers): string {
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    this.#weights.push(bytes(5, [...shape.map((size) => number(1, size)), number(2, elementTypes[kindOf(values)]), text(8, name), bytes(9, [[data]])]))
    return name
  }

  indices(name: string, values: readonly number[]): string {
    return this.weights(name, [values.length], BigInt64Array.from(values.map(BigInt)))
  }

  /** The model's file. */
  file(input: Port, output: Port): Uint8Array {
    const graph = bytes(7, [...this.#nodes, text(2, 'strongroom'), ...this.#weights, port(11, input), port(12, output)])
    return join([number(1, 8), graph, bytes(8, [text(1, ''), number(2, 17)]), bytes(8, [text(1, runtimeOperations), number(2, 1)])].flat())
  }
}

function kindOf(values: Numbers): keyof typeof elementTypes {
  if (values instanceof Float32Array) return 'float32'
  if (values instanceof Uint8Array) return 'uint8'
  return values instanceof Int8Array ? 'int8' : 'int64'
}

const attributeKinds = { float: 1, int: 2, ints: 7 } as const

function attributeField([name, value, kind]: Attribute): Field {
  const written = { int: () => number(3, value), float: () => float(2, value), ints: () => number(8, value) }[kind]()
  return bytes(5, [text(1, name), written, number(20, attributeKinds[kind])])
}

function port(field: number, { name, type, shape }: Port): Field {
  const sizes = shape.map((size) => bytes(1, [typeof size === 'number' ? number(1, size) : text(2, size)]))
  return bytes(field, [text(1, name), bytes(2, [bytes(1, [number(1, elementTypes[type]), bytes(2, sizes)])])])
}

function number(field: number, value: number): Field {
  return [varint(field << 3), varint(value)]
}

function float(field: number, value: number): Field {
  return [varint((field << 3) | 5), new Uint8Array(Float32Array.of(value).buffer)]
}

function text(field: number, value: string): Field {
  return bytes(field, [[new TextEncoder().encode(value)]])
}

function bytes(field: number, parts: readonly Field[]): Field {
  const body = parts.flat()
  return [varint((field << 3) | 2), varint(sizeOf(body)), ...body]
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.push((rest % 0x80) | 0x80)
  return Uint8Array.from([...out, rest])
}

function sizeOf(field: Field): number {
  return field.reduce((size, piece) => size + piece.length, 0)
}

function join(parts: Field): Uint8Array {
  const out = new Uint8Array(sizeOf(parts))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
