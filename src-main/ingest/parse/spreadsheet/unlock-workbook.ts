import { AppError } from '../../../support/errors.ts'
import { applyRc4 } from '../ooxml/rc4.ts'
import { openRc4Lock, type KeyOf } from '../ooxml/rc4-lock.ts'
import { readOnlyPassword } from '../ooxml/unlock-package.ts'

/** The key is changed every so many bytes. */
const blockBytes = 1_024
const filePass = 0x2f
const boundSheet = 0x85
/** Records that stay readable in a locked workbook ([MS-XLS] 2.2.10): its beginnings, the lock, and who else uses it. */
const plainRecords: ReadonlySet<number> = new Set([0x809, filePass, 0x194, 0x195, 0x196, 0xe1, 0x138])
/** "Mms", a reserved record that the library passes over, takes the place of the lock. */
const reservedRecord = 0xc1

/**
 * The records of a workbook of Excel 97 to 2003 that is locked with RC4; others as they are. A workbook that anyone may read
 * is locked with a password that every program knows. Errors: `document-encrypted` without a password, `wrong-password`,
 * `document-damaged`.
 */
export function unlockWorkbook(records: Uint8Array, password: string | null): Uint8Array {
  const lock = findRecord(records, filePass)
  // Its first field is 0 for the older lock, which the library opens.
  if (lock === null || lock.length < 2 || lock[0] !== 1) return records
  const opened = decrypt(records, keyFor(lock.subarray(2), password))
  for (const { id, at, next } of recordsOf(records)) {
    const plain = plainRecords.has(id) ? next : id === boundSheet ? Math.min(next, at + 8) : at + 4
    opened.set(records.subarray(at, plain), at)
    if (id === filePass) opened.set([reservedRecord & 0xff, reservedRecord >> 8], at)
  }
  return opened
}

function keyFor(info: Uint8Array, password: string | null): KeyOf {
  try {
    return openRc4Lock(info, password ?? readOnlyPassword)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'wrong-password') throw error
    if (password === null) throw new AppError('document-encrypted')
    return openRc4Lock(info, readOnlyPassword)
  }
}

function decrypt(bytes: Uint8Array, keyOf: KeyOf): Uint8Array {
  const opened = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at += blockBytes) opened.set(applyRc4(keyOf(at / blockBytes), bytes.subarray(at, at + blockBytes)), at)
  return opened
}

function* recordsOf(records: Uint8Array): Generator<{ id: number; at: number; next: number }> {
  for (let at = 0; at + 4 <= records.length;) {
    const next = Math.min(records.length, at + 4 + (records[at + 2] ?? 0) + (records[at + 3] ?? 0) * 256)
    yield { id: (records[at] ?? 0) + (records[at + 1] ?? 0) * 256, at, next }
    at = next
  }
}

/** The content of the first record of a kind, which stands near the start. */
function findRecord(records: Uint8Array, wanted: number): Uint8Array | null {
  let seen = 0
  for (const { id, at, next } of recordsOf(records)) {
    if (id === wanted) return records.subarray(at + 4, next)
    if (++seen > 20) return null
  }
  return null
}
