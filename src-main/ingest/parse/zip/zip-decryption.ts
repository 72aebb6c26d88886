import { createCipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { AppError } from '../../../support/errors.ts'
import type { ZipEntry } from './zip-directory.ts'

/**
 * The packed bytes of an encrypted entry, decrypted: the old way (APPNOTE 6.1) and WinZip's AES (AE-1, AE-2).
 * Errors: `document-encrypted` without a password, `wrong-password`, `document-damaged`.
 */
export function decryptEntry(packed: Uint8Array, entry: ZipEntry, password: string | null): { readonly bytes: Uint8Array; readonly method: number } {
  if (password === null) throw new AppError('document-encrypted')
  if (entry.method !== 99) return { bytes: decryptOld(packed, entry.checkByte, password), method: entry.method }
  if (entry.aes === null) throw new AppError('document-damaged')
  return { bytes: decryptAes(packed, entry.aes.strength, password), method: entry.aes.method }
}

function decryptOld(packed: Uint8Array, checkByte: number, password: string): Uint8Array {
  if (packed.length < 12) throw new AppError('document-damaged')
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890]
  const one = new Uint8Array(1)
  const crcStep = (crc: number, byte: number): number => {
    one[0] = byte
    // zlib inverts at both ends, the cipher's steps do not.
    return ~crc32(one, ~crc >>> 0) >>> 0
  }
  const update = (byte: number): void => {
    a = crcStep(a, byte)
    b = (Math.imul((b + (a & 0xff)) >>> 0, 134_775_813) + 1) >>> 0
    c = crcStep(c, b >>> 24)
  }
  for (const byte of Buffer.from(password, 'utf8')) update(byte)
  const output = new Uint8Array(packed.length)
  for (let i = 0; i < packed.length; i++) {
    const temporary = (c | 2) & 0xffff
    const plain = (packed[i] ?? 0) ^ ((Math.imul(temporary, temporary ^ 1) >>> 8) & 0xff)
    output[i] = plain
    update(plain)
  }
  if (output[11] !== checkByte) throw new AppError('wrong-password')
  return output.subarray(12)
}

function decryptAes(packed: Uint8Array, strength: number, password: string): Uint8Array {
  const keyBytes = { 1: 16, 2: 24, 3: 32 }[strength]
  const saltBytes = (keyBytes ?? 0) / 2
  if (keyBytes === undefined || packed.length < saltBytes + 12) throw new AppError('document-damaged')
  const derived = pbkdf2Sync(password, packed.subarray(0, saltBytes), 1_000, keyBytes * 2 + 2, 'sha1')
  if (!derived.subarray(keyBytes * 2).equals(packed.subarray(saltBytes, saltBytes + 2))) throw new AppError('wrong-password')
  const data = packed.subarray(saltBytes + 2, packed.length - 10)
  const seal = createHmac('sha1', derived.subarray(keyBytes, keyBytes * 2)).update(data).digest().subarray(0, 10)
  if (!timingSafeEqual(seal, packed.subarray(packed.length - 10))) throw new AppError('document-damaged')
  // Counter mode with a counter that grows from its first byte, which Node's own counter mode does not.
  const counters = Buffer.alloc(Math.ceil(data.length / 16) * 16)
  for (let block = 0; block * 16 < counters.length; block++) counters.writeUInt32LE(block + 1, block * 16)
  const cipher = createCipheriv(`aes-${keyBytes * 8}-ecb`, derived.subarray(0, keyBytes), null).setAutoPadding(false)
  const stream = cipher.update(counters)
  return Uint8Array.from(data, (byte, i) => byte ^ (stream[i] ?? 0))
}
