import { createCipheriv, createHash } from 'node:crypto'
import { makeOle } from './make-ole.ts'

const digest = (hash: string, ...parts: Uint8Array[]): Buffer => parts.reduce((whole, part) => whole.update(part), createHash(hash)).digest()
const counter = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)
const fill = (bytes: Uint8Array, block: number): Buffer => Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)])
const spin = (hash: string, salt: Uint8Array, password: string, times: number): Buffer => {
  let spun = digest(hash, salt, Buffer.from(password, 'utf16le'))
  for (let i = 0; i < times; i++) spun = digest(hash, counter(i), spun)
  return spun
}

/** An Office file locked with a password as Office 2010 and later ("agile") or Office 2007 ("standard") do it ([MS-OFFCRYPTO]). */
export function makeLockedPackage(content: Uint8Array, password: string, kind: 'agile' | 'standard'): Uint8Array {
  const size = Buffer.alloc(8)
  size.writeUInt32LE(content.length)
  const { info, locked } = kind === 'agile' ? agile(content, password) : standard(content, password)
  return makeOle({ EncryptionInfo: Uint8Array.from(info), EncryptedPackage: Uint8Array.from(Buffer.concat([size, locked])) })
}

function agile(content: Uint8Array, password: string): { info: Buffer; locked: Buffer } {
  const [salt, dataSalt, key, input] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2), Buffer.alloc(32, 3), Buffer.alloc(16, 4)]
  const spun = spin('sha512', salt, password, 1_000)
  const cbc = (with_: Uint8Array, start: Uint8Array, bytes: Uint8Array): Buffer => createCipheriv('aes-256-cbc', with_, start).setAutoPadding(false).update(fill(bytes, 16))
  const lock = (use: string, bytes: Uint8Array): string => cbc(digest('sha512', spun, Buffer.from(use, 'hex')).subarray(0, 32), salt, bytes).toString('base64')
  const segments = Array.from({ length: Math.ceil(content.length / 4_096) }, (_, i) => cbc(key, digest('sha512', dataSalt, counter(i)).subarray(0, 16), content.subarray(i * 4_096, (i + 1) * 4_096)))
  const common = 'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"'
  const xml = `<encryption><keyData ${common} saltValue="${dataSalt.toString('base64')}"/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="1000" ${common} saltValue="${salt.toString('base64')}" encryptedVerifierHashInput="${lock('fea7d2763b4b9e79', input)}" encryptedVerifierHashValue="${lock('d7aa0f6d3061344e', digest('sha512', input))}" encryptedKeyValue="${lock('146e0be7abacd0d6', key)}"/></keyEncryptor></keyEncryptors></encryption>`
  return { info: Buffer.concat([Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]), Buffer.from(xml)]), locked: Buffer.concat(segments) }
}

function standard(content: Uint8Array, password: string): { info: Buffer; locked: Buffer } {
  const salt = Buffer.alloc(16, 5)
  const last = digest('sha1', spin('sha1', salt, password, 50_000), counter(0))
  const key = digest('sha1', Buffer.alloc(64, 0x36).map((byte, i) => byte ^ (last[i] ?? 0))).subarray(0, 16)
  const ecb = (bytes: Uint8Array): Buffer => createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(fill(bytes, 16))
  const header = Buffer.alloc(32)
  header.writeUInt32LE(128, 16)
  const verifier = Buffer.alloc(16, 6)
  const start = Buffer.from([3, 0, 2, 0, 0x24, 0, 0, 0, header.length, 0, 0, 0])
  return { info: Buffer.concat([start, header, Buffer.from([16, 0, 0, 0]), salt, ecb(verifier), Buffer.from([20, 0, 0, 0]), ecb(digest('sha1', verifier))]), locked: ecb(content) }
}
