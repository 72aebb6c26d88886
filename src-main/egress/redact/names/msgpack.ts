/** What a msgpack file can hold here. 64-bit numbers beyond 2^53 are `bigint`; maps keep their keys as they are. */
export type Packed = null | boolean | number | bigint | string | Uint8Array | readonly Packed[] | PackedMap
export type PackedMap = ReadonlyMap<Packed, Packed>

/** Reads one msgpack value (msgpack.org, without extension types). Throws a RangeError where the bytes end early and a TypeError for other types. */
export class PackedReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0
  static readonly #decoder = new TextDecoder()

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  value(): Packed {
    const type = this.#byte()
    if (type < 0x80) return type
    if (type < 0x90) return this.#map(type & 0x0f)
    if (type < 0xa0) return this.#list(type & 0x0f)
    if (type < 0xc0) return this.#text(type & 0x1f)
    if (type >= 0xe0) return type - 0x100
    switch (type) {
      case 0xc0: return null
      case 0xc2: return false
      case 0xc3: return true
      case 0xc4: return this.#slice(this.#uint(1))
      case 0xc5: return this.#slice(this.#uint(2))
      case 0xc6: return this.#slice(this.#uint(4))
      case 0xca: return this.#view.getFloat32(this.#skip(4))
      case 0xcb: return this.#view.getFloat64(this.#skip(8))
      case 0xcc: return this.#uint(1)
      case 0xcd: return this.#uint(2)
      case 0xce: return this.#uint(4)
      case 0xcf: return this.#view.getBigUint64(this.#skip(8))
      case 0xd0: return this.#view.getInt8(this.#skip(1))
      case 0xd1: return this.#view.getInt16(this.#skip(2))
      case 0xd2: return this.#view.getInt32(this.#skip(4))
      case 0xd3: return this.#view.getBigInt64(this.#skip(8))
      case 0xd9: return this.#text(this.#uint(1))
      case 0xda: return this.#text(this.#uint(2))
      case 0xdb: return this.#text(this.#uint(4))
      case 0xdc: return this.#list(this.#uint(2))
      case 0xdd: return this.#list(this.#uint(4))
      case 0xde: return this.#map(this.#uint(2))
      case 0xdf: return this.#map(this.#uint(4))
      default: throw new TypeError('This msgpack file holds a type that no model file has.')
    }
  }

  /** The number of pairs of a map that is read pair by pair, for maps too large to hold. */
  mapSize(): number {
    const type = this.#byte()
    if (type >= 0x80 && type < 0x90) return type & 0x0f
    if (type === 0xde) return this.#uint(2)
    if (type === 0xdf) return this.#uint(4)
    throw new TypeError('A map was expected.')
  }

  /** An unsigned number of up to 64 bits, handed over in halves. */
  unsigned<T>(take: (lo: number, hi: number) => T): T {
    const type = this.#byte()
    if (type < 0x80) return take(type, 0)
    if (type === 0xcc) return take(this.#uint(1), 0)
    if (type === 0xcd) return take(this.#uint(2), 0)
    if (type === 0xce) return take(this.#uint(4), 0)
    if (type !== 0xcf) throw new TypeError('An unsigned number was expected.')
    const at = this.#skip(8)
    return take(this.#view.getUint32(at + 4), this.#view.getUint32(at))
  }

  #byte(): number {
    return this.#view.getUint8(this.#skip(1))
  }

  #uint(bytes: 1 | 2 | 4): number {
    const at = this.#skip(bytes)
    return bytes === 1 ? this.#view.getUint8(at) : bytes === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at)
  }

  #skip(bytes: number): number {
    const at = this.#at
    this.#at += bytes
    if (this.#at > this.#bytes.length) throw new RangeError('The msgpack file ends early.')
    return at
  }

  #slice(bytes: number): Uint8Array {
    const at = this.#skip(bytes)
    return this.#bytes.subarray(at, at + bytes)
  }

  #text(bytes: number): string {
    return PackedReader.#decoder.decode(this.#slice(bytes))
  }

  #list(length: number): readonly Packed[] {
    return Array.from({ length }, () => this.value())
  }

  #map(size: number): PackedMap {
    const map = new Map<Packed, Packed>()
    for (let pair = 0; pair < size; pair++) map.set(this.#key(), this.value())
    return map
  }

  /** numpy's arrays have their keys as bytes, everything else as text. */
  #key(): Packed {
    const key = this.value()
    return key instanceof Uint8Array ? PackedReader.#decoder.decode(key) : key
  }
}

/** A value that has to be a map with text keys. */
export function asMap(value: Packed | undefined): PackedMap {
  if (value instanceof Map) return value
  throw new TypeError('A map was expected.')
}

export function asList(value: Packed | undefined): readonly Packed[] {
  if (Array.isArray(value)) return value
  throw new TypeError('A list was expected.')
}

export function asText(value: Packed | undefined): string {
  if (typeof value === 'string') return value
  throw new TypeError('A text was expected.')
}

export function asNumber(value: Packed | undefined): number {
  if (typeof value === 'number') return value
  throw new TypeError('A number was expected.')
}

export function asBytes(value: Packed | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new TypeError('Bytes were expected.')
}
