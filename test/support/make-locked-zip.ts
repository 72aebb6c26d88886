import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A ZIP archive of one stored entry, encrypted in the old way ("zipcrypto") or as WinZip does ("aes", 256 bits). */
export function makeLockedZip(name: string, content: Uint8Array, password: string, kind: 'zipcrypto' | 'aes'): Uint8Array {
  const crc = crc32(content)
  const packed = kind === 'aes' ? lockAes(content, password) : lockOld(content, password, crc >>> 24)
  const extra = kind === 'aes' ? Buffer.from('0199070002004145030000', 'hex') : Buffer.alloc(0)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(51, 0)
  common.writeUInt16LE(1, 2)
  common.writeUInt16LE(kind === 'aes' ? 99 : 0, 4)
  common.writeUInt32LE(kind === 'aes' ? 0 : crc, 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(name.length, 22)
  common.writeUInt16LE(extra.length, 24)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), extra, packed])
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0033\u0000', 'latin1'), common, Buffer.alloc(14), Buffer.from(name), extra])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, central, end]))
}

function lockAes(content: Uint8Array, password: string): Buffer {
  const salt = Buffer.alloc(16, 7)
  const derived = pbkdf2Sync(password, salt, 1_000, 66, 'sha1')
  const cipher = createCipheriv('aes-256-ecb', derived.subarray(0, 32), null).setAutoPadding(false)
  const data = Buffer.from(content)
  for (let at = 0; at < data.length; at += 16) {
    const counter = Buffer.alloc(16)
    counter.writeUInt32LE(at / 16 + 1)
    for (const [i, byte] of cipher.update(counter).entries()) if (at + i < data.length) data[at + i] = (data[at + i] ?? 0) ^ byte
  }
  return Buffer.concat([salt, derived.subarray(64), data, createHmac('sha1', derived.subarray(32, 64)).update(data).digest().subarray(0, 10)])
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = (n & 1) === 1 ? (n >>> 1) ^ 0xedb8_8320 : n >>> 1
  return n
})

function lockOld(content: Uint8Array, password: string, checkByte: number): Buffer {
  const keys = Uint32Array.from([0x12345678, 0x23456789, 0x34567890])
  const crcStep = (crc: number, byte: number): number => (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  const update = (byte: number): void => {
    keys[0] = crcStep(keys[0] ?? 0, byte)
    keys[1] = Math.imul((keys[1] ?? 0) + ((keys[0] ?? 0) & 0xff), 134_775_813) + 1
    keys[2] = crcStep(keys[2] ?? 0, (keys[1] ?? 0) >>> 24)
  }
  for (const byte of Buffer.from(password)) update(byte)
  return Buffer.from(Uint8Array.from([...Array.from({ length: 11 }, () => 9), checkByte, ...content], (plain) => {
    const mask = ((keys[2] ?? 0) | 2) & 0xffff
    const locked = plain ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 0xff)
    update(plain)
    return locked
  }))
}
