import type { Long } from './hash64.ts'
import { PackedReader } from './msgpack.ts'

/** The model's table of word vectors: `width` numbers a word; many words share a row. */
export interface WordVectors {
  readonly width: number
  /** Null: the word is not in the table. */
  vectorOf(word: Long): Float32Array | null
}

/** `vectors` is a numpy file of float32 rows, `rows` the msgpack map from word to row. Throws where they are not. */
export function readWordVectors(vectors: Uint8Array, rows: Uint8Array): WordVectors {
  const { data, width } = readNumpy(vectors)
  const reader = new PackedReader(rows)
  const size = reader.mapSize()
  // A map of 700,000 numbers of 64 bits in typed arrays: a Map of them would take ten times the memory and a second to fill.
  const mask = 2 ** Math.ceil(Math.log2(size * 1.5)) - 1
  const los = new Uint32Array(mask + 1)
  const his = new Uint32Array(mask + 1)
  const found = new Int32Array(mask + 1).fill(-1)
  const slotOf = (lo: number, hi: number): number => {
    let slot = (lo ^ hi) & mask
    while (found[slot] !== -1 && !(los[slot] === lo && his[slot] === hi)) slot = (slot + 1) & mask
    return slot
  }
  const take = (lo: number, hi: number): number => {
    const slot = slotOf(lo, hi)
    los[slot] = lo
    his[slot] = hi
    return slot
  }
  for (let pair = 0; pair < size; pair++) {
    const slot = reader.unsigned(take)
    found[slot] = reader.unsigned((lo) => lo)
  }
  return {
    width,
    vectorOf({ lo, hi }) {
      const row = found[slotOf(lo, hi)] ?? -1
      return row < 0 ? null : data.subarray(row * width, (row + 1) * width)
    },
  }
}

/** A numpy file (version 1) of little-endian float32 in C order. */
function readNumpy(file: Uint8Array): { readonly data: Float32Array; readonly width: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const start = 10 + view.getUint16(8, true)
  const header = new TextDecoder().decode(file.subarray(10, start))
  const shape = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(header)
  const [rows, width] = [Number(shape?.[1]), Number(shape?.[2])]
  if (!shape || file.length < start + rows * width * 4) throw new TypeError('This is not a file of float32 word vectors.')
  return { data: floatsOf(file.subarray(start, start + rows * width * 4)), width }
}

/** Little-endian float32 numbers, copied where their place in the file does not allow to use them there. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4)
}
