/** A tensor of fixed numbers as an ONNX file holds it, little-endian. */
export interface StoredTensor { readonly shape: readonly number[]; readonly type: number; readonly data: Uint8Array }
export interface StoredNode { readonly type: string; readonly inputs: readonly string[]; readonly outputs: readonly string[] }

export interface OnnxFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly nodes: readonly StoredNode[]
}

type Field = readonly [field: number, value: number | Uint8Array]

const graphField = 7
const nodeField = 1
const tensorField = 5

/**
 * Reads of an ONNX file (onnx/onnx.proto) what it computes with: its weights, which point into `file`, and which
 * operation reads which. Throws a `RangeError` where it is no such file.
 */
export function readOnnxFile(file: Uint8Array): OnnxFile {
  const tensors = new Map<string, StoredTensor>()
  const nodes: StoredNode[] = []
  for (const [modelField, graph] of fieldsOf(file)) {
    if (modelField !== graphField || typeof graph === 'number') continue
    for (const [field, value] of fieldsOf(graph)) {
      if (typeof value === 'number') continue
      if (field === nodeField) nodes.push(nodeOf(value))
      if (field === tensorField) tensors.set(...tensorOf(value))
    }
  }
  return { tensors, nodes }
}

function nodeOf(message: Uint8Array): StoredNode {
  const fields = [...fieldsOf(message)]
  const texts = (wanted: number): string[] => fields.flatMap(([field, value]) => (field === wanted && typeof value !== 'number' ? [textOf(value)] : []))
  return { type: texts(4)[0] ?? '', inputs: texts(1), outputs: texts(2) }
}

function tensorOf(message: Uint8Array): [name: string, tensor: StoredTensor] {
  const shape: number[] = []
  let [name, type] = ['', 0]
  let data: Uint8Array = new Uint8Array(0)
  for (const [field, value] of fieldsOf(message)) {
    if (typeof value === 'number') {
      if (field === 1) shape.push(value)
      if (field === 2) type = value
      continue
    }
    // Sizes may also be written all in one field.
    if (field === 1) for (let at = 0; at < value.length;) at = varint(value, at, (size) => shape.push(size))
    if (field === 8) name = textOf(value)
    if (field === 9) data = value
  }
  return [name, { shape, type, data }]
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  for (let at = 0; at < message.length;) {
    let [tag, size] = [0, 0]
    at = varint(message, at, (value) => { tag = value })
    const field = Math.floor(tag / 8)
    switch (tag % 8) {
      case 0: at = varint(message, at, (value) => { size = value }); yield [field, size]; continue
      case 1: size = 8; break
      case 2: at = varint(message, at, (value) => { size = value }); break
      case 5: size = 4; break
      default: throw new RangeError('Not an ONNX file.')
    }
    if (at + size > message.length) throw new RangeError('The ONNX file ends too early.')
    yield [field, message.subarray(at, at + size)]
    at += size
  }
}

/** Gives the number at `at` to `use`, exact up to 2^53; returns where the next field begins. */
function varint(message: Uint8Array, at: number, use: (value: number) => void): number {
  let value = 0
  for (let place = 0; place < 10; place++) {
    const byte = message[at + place]
    if (byte === undefined) break
    value += (byte % 0x80) * 2 ** (7 * place)
    if (byte < 0x80) {
      use(value)
      return at + place + 1
    }
  }
  throw new RangeError('The ONNX file ends too early.')
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
