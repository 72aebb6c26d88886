import { charsetText } from './charset-text.ts'

/** Sizes of values that have one by their type ([MS-OXCDATA] 2.11.1), as they are stored: filled up to four bytes. */
const fixedSizes: Readonly<Record<number, number>> = { 0x02: 4, 0x03: 4, 0x04: 4, 0x0a: 4, 0x0b: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16 }
const maxProperties = 10_000

export interface MapiProperty { readonly type: number; readonly bytes: Uint8Array }

/** Properties of Outlook as a winmail.dat has them ([MS-OXTNEF] 2.1.3.4), by their ids; of several values the first. Named ones are left out. */
export function readMapiProperties(data: Uint8Array): Map<number, MapiProperty> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const found = new Map<number, MapiProperty>()
  const has = (at: number, bytes: number): boolean => at + bytes <= data.length
  const count = has(0, 4) ? Math.min(maxProperties, view.getUint32(0, true)) : 0
  let at = 4
  const padded = (bytes: number): number => bytes + ((4 - (bytes % 4)) % 4)
  for (let i = 0; i < count && has(at, 8); i++) {
    const type = view.getUint16(at, true)
    const id = view.getUint16(at + 2, true)
    at += 4
    if (id >= 0x8000) {
      if (!has(at, 24)) break
      at += view.getUint32(at + 16, true) === 0 ? 24 : 24 + padded(view.getUint32(at + 20, true))
    }
    const size = fixedSizes[type & 0xfff]
    const values = size === undefined || (type & 0x1000) !== 0 ? (has(at, 4) ? view.getUint32(at, true) : 0) : 1
    if (size === undefined || (type & 0x1000) !== 0) at += 4
    for (let value = 0; value < values && has(at, 4); value++) {
      const length = size ?? view.getUint32(at, true)
      if (size === undefined) at += 4
      if (value === 0 && id < 0x8000) found.set(id, { type: type & 0xfff, bytes: data.subarray(at, Math.min(data.length, at + length)) })
      at += padded(length)
    }
  }
  return found
}

/** A property as text; '' when it is absent or no text. */
export function mapiText(property: MapiProperty | undefined, encoding: string): string {
  if (property === undefined || (property.type !== 0x1e && property.type !== 0x1f)) return ''
  const text = property.type === 0x1f ? new TextDecoder('utf-16le').decode(property.bytes) : charsetText(property.bytes, encoding)
  return text.replace(/\0[^]*$/, '')
}

/** A property as a moment (a count of 100 ns since 1601), such as "Mon, 02 Mar 2020 09:00:00 GMT"; '' when it is none. */
export function mapiTime(property: MapiProperty | undefined): string {
  if (property === undefined || property.type !== 0x40 || property.bytes.length < 8) return ''
  const ticks = new DataView(property.bytes.buffer, property.bytes.byteOffset, 8).getBigUint64(0, true)
  const date = new Date(Number(ticks / 10_000n) - 11_644_473_600_000)
  return Number.isNaN(date.getTime()) ? '' : date.toUTCString()
}
