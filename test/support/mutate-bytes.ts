import { unzipSync, zipSync } from 'fflate'

/** A generator of numbers below 1 that gives the same row for the same seed (mulberry32, Tommy Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const cruelNumbers = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff]
const cruelTexts = ['\0', '%s', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;', '../../../../tmp/strongroom-escape', '-1', '99999999999', '/Kids [1 0 R]', '\\bin99999999 ', '=HYPERLINK("http://a.example")']

/**
 * What a broken disk, a broken program or an attacker makes of a file: flipped bytes, cruel numbers, cut, doubled, moved and
 * deleted stretches, texts that mean something to a reader. Half of the archives are opened and one entry is mutated, since a
 * damaged archive never gets as far as the reader of what is inside.
 */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && random() < 0.5) return mutateEntry(bytes, random) ?? mutateFlat(bytes, random)
  return mutateFlat(bytes, random)
}

function mutateEntry(bytes: Uint8Array, random: () => number): Uint8Array | null {
  try {
    const entries = unzipSync(bytes)
    const names = Object.keys(entries).filter((name) => !name.endsWith('/'))
    const name = names[Math.floor(random() * names.length)]
    const entry = name === undefined ? undefined : entries[name]
    if (name === undefined || entry === undefined) return null
    return zipSync({ ...entries, [name]: mutateFlat(entry, random) }, { level: 1 })
  } catch {
    return null
  }
}

function mutateFlat(source: Uint8Array, random: () => number): Uint8Array {
  let bytes = Uint8Array.from(source)
  const below = (n: number): number => Math.floor(random() * n)
  for (let left = 1 + below(8); left > 0 && bytes.length > 0; left--) {
    const at = below(bytes.length)
    const length = 1 + below(Math.min(4_096, bytes.length - at))
    switch (below(8)) {
      case 0: bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8)); break
      case 1: for (let i = at; i < at + length; i++) bytes[i] = below(256); break
      case 2: bytes = bytes.slice(0, at); break
      case 3: bytes = joined(bytes.subarray(0, at), bytes.subarray(at + length)); break
      case 4: bytes = joined(bytes.subarray(0, at + length), bytes.subarray(at)); break
      case 5: bytes = joined(bytes.subarray(0, at), bytes.subarray(below(bytes.length)).subarray(0, length), bytes.subarray(at)); break
      case 6: if (at + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(at, cruelNumbers[below(cruelNumbers.length)] ?? 0, random() < 0.5); break
      default: bytes = joined(bytes.subarray(0, at), new TextEncoder().encode(cruelTexts[below(cruelTexts.length)] ?? ''), bytes.subarray(at)); break
    }
  }
  return bytes
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
