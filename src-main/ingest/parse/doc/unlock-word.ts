import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'
import { applyRc4 } from '../ooxml/rc4.ts'
import { openRc4Lock, type KeyOf } from '../ooxml/rc4-lock.ts'

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
  if (isScrambled) throw new AppError('document-encrypted', { kind: 'lock' })
  if (password === null) throw new AppError('document-encrypted')
  const keyOf = openRc4Lock(table, password)
  const opened = decrypt(document, keyOf)
  opened.set(document.subarray(0, plainBytes))
  return [opened, decrypt(table, keyOf)]
}

function decrypt(bytes: Uint8Array, keyOf: KeyOf): Uint8Array {
  const opened = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at += blockBytes) opened.set(applyRc4(keyOf(at / blockBytes), bytes.subarray(at, at + blockBytes)), at)
  return opened
}
