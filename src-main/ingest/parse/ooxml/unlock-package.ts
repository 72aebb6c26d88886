import { createDecipheriv } from 'node:crypto'
import { AppError } from '../../../support/errors.ts'
import { CompoundFile } from '../doc/compound-file.ts'
import { counter, digest } from './lock-digest.ts'

/** Programs write 50,000 or 100,000; a file that asks for far more wants to keep a machine busy. */
const maxSpins = 1_000_000
const segmentBytes = 4_096
/** [MS-OFFCRYPTO] 2.3.4.13: what is hashed with the password for each of its uses. */
const uses = { input: 'fea7d2763b4b9e79', value: 'd7aa0f6d3061344e', key: '146e0be7abacd0d6' } as const

/** With this password Excel locks a file that anyone may read and nobody change, and opens it without asking. */
export const readOnlyPassword = 'VelvetSweatshop'

/**
 * What a file that is locked against changes alone holds, without asking; one that wants a password stays as it is when none is
 * given. Errors: those of {@link unlockWith}.
 */
export function unlockPackage(bytes: Uint8Array, password: string | null): Uint8Array {
  try {
    return unlockWith(bytes, readOnlyPassword)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return password === null ? bytes : unlockWith(bytes, password)
  }
}

/**
 * The package inside a DOCX, XLSX or PPTX that is locked with a password ([MS-OFFCRYPTO], agile and standard encryption); any
 * other file as it is. Errors: `wrong-password`, `document-encrypted` for a lock of another kind, `document-damaged`.
 */
function unlockWith(bytes: Uint8Array, password: string): Uint8Array {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return bytes
  const file = new CompoundFile(bytes)
  const locked = file.stream('EncryptedPackage')
  const info = file.stream('EncryptionInfo')
  if (locked === null || info === null) return bytes
  if (info.length < 12 || locked.length < 8) throw new AppError('document-damaged')
  const view = new DataView(info.buffer, info.byteOffset, info.byteLength)
  const size = new DataView(locked.buffer, locked.byteOffset).getUint32(0, true)
  const minor = view.getUint16(2, true)
  const content = locked.subarray(8, 8 + Math.floor((locked.length - 8) / 16) * 16)
  try {
    if (minor === 4) return openAgile(Buffer.from(info.subarray(8)).toString('utf8'), content, password).subarray(0, size)
    if (minor === 2) return openStandard(view, content, password).subarray(0, size)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('document-damaged', {}, { cause: error })
  }
  throw new AppError('document-encrypted', { kind: 'lock' })
}

function openAgile(xml: string, content: Uint8Array, password: string): Uint8Array {
  const data = attributesOf(xml, 'keyData')
  const lock = attributesOf(xml, 'encryptedKey')
  if (!/AES/i.test(lock['cipherAlgorithm'] ?? '') || !/CBC/i.test(lock['cipherChaining'] ?? '')) throw new AppError('document-encrypted', { kind: 'lock' })
  const hash = (lock['hashAlgorithm'] ?? '').toLowerCase().replace('-', '')
  const salt = base64(lock['saltValue'])
  const keyBytes = Number(lock['keyBits']) / 8
  const spun = spin(hash, salt, password, Number(lock['spinCount']))
  const unlock = (use: string, value: string | undefined): Buffer => decryptCbc(padded(digest(hash, spun, Buffer.from(use, 'hex')), keyBytes), salt, base64(value))
  const input = unlock(uses.input, lock['encryptedVerifierHashInput']).subarray(0, Number(lock['saltSize']))
  const expected = digest(hash, input)
  if (!unlock(uses.value, lock['encryptedVerifierHashValue']).subarray(0, expected.length).equals(expected)) throw new AppError('wrong-password')
  const key = unlock(uses.key, lock['encryptedKeyValue']).subarray(0, keyBytes)
  const dataHash = (data['hashAlgorithm'] ?? '').toLowerCase().replace('-', '')
  const dataSalt = base64(data['saltValue'])
  const blockBytes = Number(data['blockSize'])
  const parts: Buffer[] = []
  for (let at = 0, segment = 0; at < content.length; at += segmentBytes, segment++) {
    parts.push(decryptCbc(key, padded(digest(dataHash, dataSalt, counter(segment)), blockBytes), content.subarray(at, at + segmentBytes)))
  }
  return new Uint8Array(Buffer.concat(parts))
}

function openStandard(info: DataView, content: Uint8Array, password: string): Uint8Array {
  const header = 12
  const verifier = header + info.getUint32(8, true)
  const keyBytes = info.getUint32(header + 16, true) / 8
  const part = (at: number, length: number): Buffer => Buffer.from(info.buffer, info.byteOffset + at, length)
  const spun = spin('sha1', part(verifier + 4, 16), password, 50_000)
  const last = digest('sha1', spun, counter(0))
  const masked = (byte: number): Buffer => digest('sha1', Buffer.alloc(64, byte).map((each, i) => each ^ (last[i] ?? 0)))
  const key = Buffer.concat([masked(0x36), masked(0x5c)]).subarray(0, keyBytes)
  const decrypt = (bytes: Uint8Array): Buffer => createDecipheriv(`aes-${keyBytes * 8}-ecb`, key, null).setAutoPadding(false).update(bytes)
  const expected = digest('sha1', decrypt(part(verifier + 20, 16)))
  if (!decrypt(part(verifier + 40, 32)).subarray(0, 20).equals(expected)) throw new AppError('wrong-password')
  return new Uint8Array(decrypt(content))
}

function spin(hash: string, salt: Uint8Array, password: string, times: number): Buffer {
  if (!(times >= 0 && times <= maxSpins)) throw new AppError('document-damaged')
  let spun = digest(hash, salt, Buffer.from(password, 'utf16le'))
  for (let i = 0; i < times; i++) spun = digest(hash, counter(i), spun)
  return spun
}

/** Cut or filled up to a length, as the specification wants it. */
const padded = (bytes: Uint8Array, length: number): Buffer => Buffer.concat([bytes, Buffer.alloc(64, 0x36)]).subarray(0, length)

function decryptCbc(key: Uint8Array, start: Uint8Array, bytes: Uint8Array): Buffer {
  return createDecipheriv(`aes-${key.length * 8}-cbc`, key, padded(start, 16)).setAutoPadding(false).update(bytes.subarray(0, Math.floor(bytes.length / 16) * 16))
}

const base64 = (text = ''): Buffer => Buffer.from(text, 'base64')

function attributesOf(xml: string, name: string): Readonly<Record<string, string>> {
  const element = new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`).exec(xml)?.[1] ?? ''
  return Object.fromEntries([...element.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
}
