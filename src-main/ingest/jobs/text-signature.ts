/** Values of a signature. The estimate of two texts' similarity is off by about 0.05 (one standard deviation) with so many. */
const signatureLength = 64
/** Words that are taken together: single words say what a text is about, five in a row who copied whom. */
const shingleWords = 5
/** Fewer and the text is a greeting or a stamp, which is the same everywhere without being a copy. */
const leastShingles = 20
/** A signature is cut into bands; texts that share one are compared. At a similarity of .8 that misses 1 pair in 5,000. */
const bandValues = 4

/**
 * MinHash of a text's word shingles (Broder, "On the resemblance and containment of documents", 1997): the share of values
 * that two signatures have in common estimates the share of shingles that the texts have in common.
 */
export interface SignatureBuilder {
  /** Texts are taken as one: a page's end is no border. */
  add(text: string): void
  /** Null for a text that is too short to be compared. */
  finish(): Uint32Array | null
}

export function createSignature(): SignatureBuilder {
  const least = new Uint32Array(signatureLength).fill(0xffffffff)
  const window: number[] = []
  let shingles = 0
  return {
    add(text) {
      for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
        window.push(hashWord(word))
        if (window.length < shingleWords) continue
        take(least, hashShingle(window))
        shingles++
        window.shift()
      }
    },
    finish: () => (shingles < leastShingles ? null : least),
  }
}

/** How much two texts have in common, 0–1, as far as their signatures tell. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let same = 0
  for (let at = 0; at < signatureLength; at++) if (a[at] === b[at]) same++
  return same / signatureLength
}

/** One hash per band of a signature. */
export function bandsOf(signature: Uint32Array): number[] {
  return Array.from({ length: signatureLength / bandValues }, (_, band) => {
    let hash = band + 1
    for (const value of signature.subarray(band * bandValues, (band + 1) * bandValues)) hash = mix(Math.imul(hash, 31) ^ value)
    return hash
  })
}

/** Multipliers and offsets of the hash functions: any odd numbers will do, but always the same ones. */
const multipliers = Uint32Array.from({ length: signatureLength }, (_, at) => mix(at * 2 + 1) | 1)
const offsets = Uint32Array.from({ length: signatureLength }, (_, at) => mix(0x9e3779b9 ^ at))

function take(least: Uint32Array, shingle: number): void {
  for (let at = 0; at < signatureLength; at++) {
    const value = (Math.imul(shingle, multipliers[at] ?? 1) + (offsets[at] ?? 0)) >>> 0
    if (value < (least[at] ?? 0)) least[at] = value
  }
}

function hashShingle(words: readonly number[]): number {
  let hash = 0
  for (const word of words) hash = Math.imul(hash ^ word, 0x85ebca6b) + 0x27d4eb2f
  return mix(hash)
}

/** FNV-1a over UTF-16 code units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** Spreads what differs in one bit over all 32 (the finishing step of MurmurHash3). */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
