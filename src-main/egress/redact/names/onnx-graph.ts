/** Bytes of protocol-buffer fields: just what an ONNX file needs (onnx/onnx.proto). */
type Field = Uint8Array

/** Elements of a tensor: the numbers are ONNX's. */
const float32 = 1
const int64 = 7

export type Attribute = readonly [name: string, value: number, kind: 'int' | 'float']

/** Puts together a small ONNX model, so that the runtime multiplies the weights as they are in spaCy's own files. */
export class OnnxGraph {
  readonly #nodes: Field[] = []
  readonly #weights: Field[] = []

  /** Adds an operation and returns the name of its first output. */
  add(type: string, inputs: readonly string[], outputs: readonly string[], attributes: readonly Attribute[] = []): string {
    this.#nodes.push(bytes(1, [
      ...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name)), text(4, type),
      ...attributes.map(([name, value, kind]) => bytes(5, [text(1, name), kind === 'int' ? number(3, value) : float(2, value), number(20, kind === 'int' ? 2 : 1)])),
    ]))
    return outputs[0] ?? ''
  }

  /** Adds fixed numbers and returns their name. */
  weights(name: string, shape: readonly number[], values: Float32Array): string {
    this.#weights.push(tensor(name, shape, float32, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)))
    return name
  }

  indices(name: string, values: readonly number[]): string {
    this.#weights.push(tensor(name, [values.length], int64, new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)))
    return name
  }

  /** The model's file; inputs and outputs are [any number of rows][width]. */
  file(input: string, inputWidth: number, output: string, outputWidth: number): Uint8Array {
    const graph = bytes(7, [...this.#nodes, text(2, 'strongroom'), ...this.#weights, rows(11, input, inputWidth), rows(12, output, outputWidth)])
    return join([number(1, 8), graph, bytes(8, [text(1, ''), number(2, 17)])])
  }
}

function tensor(name: string, shape: readonly number[], type: number, data: Uint8Array): Field {
  return bytes(5, [...shape.map((size) => number(1, size)), number(2, type), text(8, name), bytes(9, [data])])
}

function rows(field: number, name: string, width: number): Field {
  const shape = bytes(2, [bytes(1, [text(2, 'rows')]), bytes(1, [number(1, width)])])
  return bytes(field, [text(1, name), bytes(2, [bytes(1, [number(1, float32), shape])])])
}

function number(field: number, value: number): Field {
  return join([varint(field << 3), varint(value)])
}

function float(field: number, value: number): Field {
  return join([varint((field << 3) | 5), new Uint8Array(Float32Array.of(value).buffer)])
}

function text(field: number, value: string): Field {
  return bytes(field, [new TextEncoder().encode(value)])
}

function bytes(field: number, parts: readonly Uint8Array[]): Field {
  const body = join(parts)
  return join([varint((field << 3) | 2), varint(body.length), body])
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.push((rest % 0x80) | 0x80)
  return Uint8Array.from([...out, rest])
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
