/** An unsigned 64-bit number as its two halves: arithmetic on BigInt would take longer than the network. */
export interface Long { readonly lo: number; readonly hi: number }

/** High half of the product of two unsigned 32-bit numbers. */
function productHigh(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  const cross = a0 * b1
  const middle = a1 * b0 + ((a0 * b0) >>> 16) + (cross & 0xffff)
  return (a1 * b1 + (cross >>> 16) + Math.floor(middle / 65536)) >>> 0
}

function times(a: Long, b: Long): Long {
  return { lo: Math.imul(a.lo, b.lo) >>> 0, hi: (productHigh(a.lo, b.lo) + Math.imul(a.lo, b.hi) + Math.imul(a.hi, b.lo)) >>> 0 }
}

function plus(a: Long, b: Long): Long {
  const lo = a.lo + b.lo
  return { lo: lo >>> 0, hi: (a.hi + b.hi + (lo > 0xffffffff ? 1 : 0)) >>> 0 }
}

const xor = (a: Long, b: Long): Long => ({ lo: (a.lo ^ b.lo) >>> 0, hi: (a.hi ^ b.hi) >>> 0 })
/** x ^ (x >>> by), for `by` of 32 to 63. */
const fold = (x: Long, by: number): Long => ({ lo: (x.lo ^ (x.hi >>> (by - 32))) >>> 0, hi: x.hi })

const m64 = { lo: 0x5bd1e995, hi: 0xc6a4a793 }

/** MurmurHash64A (Austin Appleby, public domain): how spaCy numbers strings, with seed 1. */
export function murmurHash64A(bytes: Uint8Array, seed: number): Long {
  let hash = xor({ lo: seed, hi: 0 }, times({ lo: bytes.length, hi: 0 }, m64))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 8)
  for (let at = 0; at < whole; at += 8) {
    const block = times(fold(times({ lo: view.getUint32(at, true), hi: view.getUint32(at + 4, true) }, m64), 47), m64)
    hash = times(xor(hash, block), m64)
  }
  if (whole < bytes.length) {
    const tail = new Uint8Array(8)
    tail.set(bytes.subarray(whole))
    const rest = new DataView(tail.buffer)
    hash = times(xor(hash, { lo: rest.getUint32(0, true), hi: rest.getUint32(4, true) }), m64)
  }
  return fold(times(fold(hash, 47), m64), 47)
}

const c1 = { lo: 0x114253d5, hi: 0x87c37b91 }
const c2 = { lo: 0x2745937f, hi: 0x4cf5ad43 }
const f1 = { lo: 0xed558ccd, hi: 0xff51afd7 }
const f2 = { lo: 0x1a85ec53, hi: 0xc4ceb9fe }
const finish = (x: Long): Long => fold(times(fold(times(fold(x, 33), f1), 33), f2), 33)

/** MurmurHash3 of one 64-bit number to four 32-bit ones, in the form that thinc's HashEmbed rows were trained with. */
export function murmurHash3(value: Long, seed: number): readonly [number, number, number, number] {
  const scaled = times(value, c1)
  const turned = { lo: ((scaled.lo << 31) | (scaled.hi >>> 1)) >>> 0, hi: ((scaled.hi << 31) | (scaled.lo >>> 1)) >>> 0 }
  const length = { lo: 8, hi: 0 }
  let h1 = xor(xor(times(turned, c2), { lo: seed, hi: 0 }), length)
  let h2 = xor({ lo: seed, hi: 0 }, length)
  h1 = plus(h1, h2)
  h2 = plus(h2, h1)
  h1 = finish(h1)
  h2 = finish(h2)
  h1 = plus(h1, h2)
  h2 = plus(h2, h1)
  return [h1.lo, h1.hi, h2.lo, h2.hi]
}
