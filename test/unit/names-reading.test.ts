import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { murmurHash3 } from '../../src-main/egress/redact/names/hash64.ts'
import { LastUsed } from '../../src-main/egress/redact/names/last-used.ts'
import { PackedReader } from '../../src-main/egress/redact/names/msgpack.ts'
import { fromPython } from '../../src-main/egress/redact/names/python-regex.ts'
import { stringId } from '../../src-main/egress/redact/names/string-id.ts'
import { wordFeatures } from '../../src-main/egress/redact/names/word-features.ts'
import { readWordVectors } from '../../src-main/egress/redact/names/word-vectors.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const none = (): undefined => undefined

describe('words have the numbers that spaCy gives them', () => {
  test.each([
    ['', 0n], ['a', 11901859001352538922n], ['apple', 8566208034543834098n], ['Margarethe', 7840782409452048547n], ['straße', 4835282032338639150n],
    ['日本語のテキスト', 4410725892410897269n], ['12345678', 9871996032675327904n], ['123456789', 2056675840866671865n], ['x'.repeat(33), 17933380650775966345n],
    ['PERSON', 380n], ['X', 101n],
  ])('%s', (word, number) => {
    const { lo, hi } = stringId(word)
    expect((BigInt(hi) << 32n) | BigInt(lo)).toBe(number)
  })

  test('and their rows in a table the hashes that thinc gives them', () => {
    expect(murmurHash3({ lo: 1, hi: 0 }, 8)).toEqual([1161550108, 2247783286, 1742325162, 1224191281])
    expect(murmurHash3(stringId('apple'), 8)).toEqual([2653853934, 3922826080, 3980780901, 3736755472])
    expect(murmurHash3({ lo: 0xffffffff, hi: 0xffffffff }, 8)).toEqual([2488739950, 2974852181, 1585626277, 2314794624])
  })
})

describe('what the network sees of a word', () => {
  test.each([
    ['Margarethe', { norm: 'margarethe', prefix: 'M', suffix: 'the', shape: 'Xxxxx' }],
    ['AB-1234567', { norm: 'ab-1234567', prefix: 'A', suffix: '567', shape: 'XX-dddd' }],
    ['’s', { norm: "'s", prefix: '’', suffix: '’s', shape: '’x' }],
    ['€', { norm: '$', prefix: '€', suffix: '€', shape: '€' }],
    ['𝒜bc', { norm: '𝒜bc', prefix: '𝒜', suffix: '𝒜bc', shape: 'Xxx' }],
  ])('%s', (word, seen) => {
    expect(wordFeatures(word, undefined, none)).toEqual(seen)
  })

  test('the tokenizer\'s reading comes before the model\'s, and that before small letters', () => {
    const spellings = (): string => 'colour'
    expect(wordFeatures('Color', 'hue', spellings).norm).toBe('hue')
    expect(wordFeatures('Color', undefined, spellings).norm).toBe('colour')
  })

  test('a word of a hundred letters has a shape of its own', () => {
    expect(wordFeatures('a'.repeat(100), undefined, none).shape).toBe('LONG')
    expect(wordFeatures('a'.repeat(99), undefined, none).shape).toBe('xxxx')
  })
})

describe('the model\'s files', () => {
  test('are read whatever width their numbers are packed in', () => {
    const packed = bytes(0x83, 0xa1, 0x61, 0xcd, 0x01, 0x00, 0xc4, 0x01, 0x62, 0x92, 0xff, 0xd1, 0xff, 0x00, 0xa1, 0x63, 0xcf, 0xff, 0, 0, 0, 0, 0, 0, 1)
    expect(new PackedReader(packed).value()).toEqual(new Map<string, unknown>([['a', 256], ['b', [-1, -256]], ['c', 0xff00000000000001n]]))
  })

  test.each([['that end early', bytes(0x92, 0x01), RangeError], ['of another kind', bytes(0xc1), TypeError]])('%s are refused', (_name, packed, kind) => {
    expect(() => new PackedReader(packed).value()).toThrow(kind)
  })

  test('give each word its vector, many words one, and none to a stranger', () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117) + '\n'
    const file = new Uint8Array(128 + 24)
    file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0])
    file.set(new TextEncoder().encode(header), 10)
    file.set(new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer), 128)
    const vectors = readWordVectors(file, bytes(0x83, 0x07, 0x01, 0xcf, 0, 0, 0, 1, 0, 0, 0, 7, 0x00, 0xcd, 0x01, 0x00, 0x01))
    expect(vectors.vectorOf({ lo: 7, hi: 0 })).toEqual(Float32Array.of(4, 5, 6))
    expect(vectors.vectorOf({ lo: 7, hi: 1 })).toEqual(Float32Array.of(1, 2, 3))
    expect(vectors.vectorOf({ lo: 256, hi: 0 })).toEqual(Float32Array.of(4, 5, 6))
    expect(vectors.vectorOf({ lo: 8, hi: 0 })).toBeNull()
    expect(() => readWordVectors(file.subarray(0, 140), bytes(0x80))).toThrow(TypeError)
  })
})

describe('a regular expression of Python', () => {
  test('matches the same in JavaScript', () => {
    expect(fromPython(String.raw`(?u)^[\w\+\-]+\!$`, 'u').test('übung-1!')).toBe(true)
    expect(fromPython(String.raw`[\U0001F600-\U0001F64F]`, 'u').exec('a😀')?.index).toBe(1)
    expect('a--b…c'.split(fromPython(String.raw`\-\-|…|\d+\'`, 'gu'))).toEqual(['a', 'b', 'c'])
  })
})

test('a bounded memory answers as if it were none, and keeps what was asked for last', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), fc.integer({ min: 1, max: 4 }), (keys, size) => {
    const memory = new LastUsed<string>(size)
    for (const key of keys) {
      expect(memory.get(key, () => key.toUpperCase())).toBe(key.toUpperCase())
      expect(memory.get(key, () => 'made again')).toBe(key.toUpperCase())
    }
  }))
})
