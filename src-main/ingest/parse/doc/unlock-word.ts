import { createHash } from 'node:crypto'
import { AppError } from '../../../support/errors.ts'
import { applyRc4 } from '../ooxml/rc4.ts'
import { viewOf } from '../sniff/ole-sectors.ts'

/** The key is changed every so many bytes. */
const blockBytes = 512
/** The start of the document stays readable, so that a program sees that it is locked. */
const plainBytes = 0x44

/**
 * The document and table streams of a Word file that is locked with RC4, as Word 97 to 2003 do it ([MS-OFFCRYPTO] 2.3.5 and
 * 2.3.6). Errors: `document-encrypted` without a password or for a lock of another kind, `wrong-password`, `document-damaged`.
 */
export function unlockWordStreams(document: Uint8Array, table: Uint8Array, password: string | null): Uint8Array[] {
  const isScrambled = (viewOf(document).getUint16(0x0a, true) & 0x8000) !== 0
  if (password === null || isScrambled) throw new AppError('document-encrypted')
  if (table.length < 52) throw new AppError('document-damaged')
  const keyOf = viewOf(table).getUint16(2, true) === 1 ? openOldLock(table, password) : openLock(table, password)
  const opened = decrypt(document, keyOf)
  opened.set(document.subarray(0, plainBytes))
  return [opened, decrypt(table, keyOf)]
}

type KeyOf = (block: number) => Uint8Array

function decrypt(bytes: Uint8Array, keyOf: KeyOf): Uint8Array {
  const opened = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at += blockBytes) opened.set(applyRc4(keyOf(at / blockBytes), bytes.subarray(at, at + blockBytes)), at)
  return opened
}

/** Word 97: 40 bits of key, by MD5. */
function openOldLock(table: Uint8Array, password: string): KeyOf {
  const salt = table.subarray(4, 20)
  const start = digest('md5', Buffer.from(password, 'utf16le')).subarray(0, 5)
  const key = digest('md5', ...Array.from({ length: 16 }, () => [start, salt]).flat()).subarray(0, 5)
  const keyOf: KeyOf = (block) => digest('md5', key, counter(block))
  const proof = applyRc4(keyOf(0), table.subarray(20, 52))
  if (!digest('md5', proof.subarray(0, 16)).equals(proof.subarray(16))) throw new AppError('wrong-password')
  return keyOf
}

/** Word 2002 and 2003: keys of 40 to 128 bits, by SHA-1. */
function openLock(table: Uint8Array, password: string): KeyOf {
  const view = viewOf(table)
  const header = 12
  const verifier = header + view.getUint32(8, true)
  if (verifier + 60 > table.length || view.getUint16(2, true) !== 2) throw new AppError('document-encrypted')
  const keyBits = view.getUint32(header + 16, true) || 40
  if (keyBits < 40 || keyBits > 128) throw new AppError('document-encrypted')
  const start = digest('sha1', table.subarray(verifier + 4, verifier + 20), Buffer.from(password, 'utf16le'))
  const keyOf: KeyOf = (block) => {
    const key = digest('sha1', start, counter(block)).subarray(0, keyBits / 8)
    return keyBits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  const proof = applyRc4(keyOf(0), Buffer.concat([table.subarray(verifier + 20, verifier + 36), table.subarray(verifier + 40, verifier + 60)]))
  if (!digest('sha1', proof.subarray(0, 16)).equals(proof.subarray(16))) throw new AppError('wrong-password')
  return keyOf
}

function digest(hash: 'md5' | 'sha1', ...parts: readonly Uint8Array[]): Buffer {
  const whole = createHash(hash)
  for (const part of parts) whole.update(part)
  return whole.digest()
}

function counter(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
