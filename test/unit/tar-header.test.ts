import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameForNext, readTarHeader } from '../../src-main/support/tar-header.ts'
import { tarHeader } from '../support/make-tarball.ts'

const nothing = new Uint8Array()
const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

test('a header says the name, the kind and the size of what follows, beyond eight gigabytes too', () => {
  const name = fc.stringMatching(/^[a-zä/.]{1,40}$/)
  fc.assert(fc.property(name, fc.constantFrom('', 'package/deep'), fc.oneof(fc.nat(), fc.maxSafeNat()), (last, prefix, size) => {
    const header = readTarHeader(tarHeader({ name: last, prefix, bytes: nothing, size }))
    expect(header).toMatchObject({ kind: 'file', bytes: size })
    expect(textOf(header?.name)).toBe(prefix === '' ? last : `${prefix}/${last}`)
  }))
  expect(readTarHeader(tarHeader({ name: 'a', bytes: new Uint8Array(513) }))?.paddedBytes).toBe(1_024)
})

test('a block with any byte changed is no header, nor is an empty one or one that is cut', () => {
  const header = tarHeader({ name: 'package/a', bytes: nothing })
  fc.assert(fc.property(fc.nat({ max: 147 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
    const changed = Uint8Array.from(header)
    changed[at] = ((changed[at] ?? 0) + by) % 256
    expect(readTarHeader(changed)).toBeNull()
  }))
  expect(readTarHeader(new Uint8Array(512))).toBeNull()
  expect(readTarHeader(header.subarray(0, 511))).toBeNull()
})

test('a name that is too long for its header stands in an entry of its own, as GNU and as pax write it', () => {
  const kindOf = (kind: string): string | undefined => readTarHeader(tarHeader({ name: 'n', bytes: nothing, kind }))?.kind
  expect(['0', '\0', 'L', 'x', 'g', '2', '5'].map(kindOf)).toEqual(['file', 'file', 'long-name', 'pax', 'note', 'other', 'other'])
  expect(textOf(nameForNext('long-name', Buffer.from('folder/name.txt\0')))).toBe('folder/name.txt')
  expect(textOf(nameForNext('pax', Buffer.from('30 mtime=1700000000.123456789\n15 path=ä.txt\n')))).toBe('ä.txt')
  expect(nameForNext('pax', Buffer.from('12 uid=1000\n'))).toBeNull()
  expect(nameForNext('note', Buffer.from('15 path=a.txt\n'))).toBeNull()
})
