import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'
import { counter, digest } from './lock-digest.ts'
import { applyRc4 } from './rc4.ts'

/** The key of each block of a locked file. */
export type KeyOf = (block: number) => Uint8Array

/**
 * Opens a lock of Office 97 to 2003 by what the file says of it, from its version on ([MS-OFFCRYPTO] 2.3.5 and 2.3.6).
 * Errors: `wrong-password`, `document-encrypted` for a lock of another kind, `document-damaged`.
 */
export function openRc4Lock(info: Uint8Array, password: string): KeyOf {
  if (info.length < 52) throw new AppError('document-damaged')
  return viewOf(info).getUint16(2, true) === 1 ? openOldLock(info, password) : openLock(info, password)
}

/** Office 97: 40 bits of key, by MD5. */
function openOldLock(info: Uint8Array, password: string): KeyOf {
  const salt = info.subarray(4, 20)
  const start = digest('md5', Buffer.from(password, 'utf16le')).subarray(0, 5)
  const key = digest('md5', ...Array.from({ length: 16 }, () => [start, salt]).flat()).subarray(0, 5)
  const keyOf: KeyOf = (block) => digest('md5', key, counter(block))
  const proof = applyRc4(keyOf(0), info.subarray(20, 52))
  if (!digest('md5', proof.subarray(0, 16)).equals(proof.subarray(16))) throw new AppError('wrong-password')
  return keyOf
}

/** Office 2002 and 2003: keys of 40 to 128 bits, by SHA-1. */
function openLock(info: Uint8Array, password: string): KeyOf {
  const view = viewOf(info)
  const header = 12
  const verifier = header + view.getUint32(8, true)
  if (verifier + 60 > info.length || view.getUint16(2, true) !== 2) throw new AppError('document-encrypted', { kind: 'lock' })
  const keyBits = view.getUint32(header + 16, true) || 40
  if (keyBits < 40 || keyBits > 128) throw new AppError('document-encrypted', { kind: 'lock' })
  const start = digest('sha1', info.subarray(verifier + 4, verifier + 20), Buffer.from(password, 'utf16le'))
  const keyOf: KeyOf = (block) => {
    const key = digest('sha1', start, counter(block)).subarray(0, keyBits / 8)
    return keyBits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  const proof = applyRc4(keyOf(0), Buffer.concat([info.subarray(verifier + 20, verifier + 36), info.subarray(verifier + 40, verifier + 60)]))
  if (!digest('sha1', proof.subarray(0, 16)).equals(proof.subarray(16))) throw new AppError('wrong-password')
  return keyOf
}
