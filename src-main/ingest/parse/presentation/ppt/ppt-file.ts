import { AppError } from '../../../../support/errors.ts'
import { viewOf } from '../../bytes.ts'
import { CompoundFile } from '../../doc/compound-file.ts'
import { applyRc4 } from '../../ooxml/rc4.ts'
import { openRc4Lock, type KeyOf } from '../../ooxml/rc4-lock.ts'
import { numberIn, recordAt, recordsIn, types, type PptRecord } from './ppt-records.ts'

/** More edits and objects than any program keeps. */
const maxEdits = 10_000
const maxObjects = 1_000_000

/** A presentation of PowerPoint 97 to 2003 ([MS-PPT] 2.1): one stream of records, and where in it each object's newest version lies. */
export interface PptFile {
  readonly document: PptRecord
  /** The object of that number; null when the file does not hold it. */
  readonly object: (id: number) => PptRecord | null
  /** Slides in the order in which they lie in the file, for one whose directory is lost. */
  readonly loose: () => readonly PptRecord[]
}

/**
 * Errors: `document-damaged`; `document-encrypted` without a password, `wrong-password`; `format-unsupported` for PowerPoint 95
 * and before.
 */
export function openPpt(bytes: Uint8Array, password: string | null): PptFile {
  const root = new CompoundFile(bytes)
  // A file for PowerPoint 95 and 97 at once keeps what is for 97 in a storage of its own.
  const file = root.storages().find(({ name }) => name === 'pp97_dualstorage') ?? root
  const stream = file.stream('PowerPoint Document')
  if (stream === null) throw new AppError('format-unsupported', { kind: 'ppt' })
  const offsets = new Map<number, number>()
  let documentId: number | null = null
  let lockId: number | null = null
  for (const edit of edits(stream, file.stream('Current User'))) {
    lockId ??= numberIn(edit, 28, 4)
    documentId ??= numberIn(edit, 16, 4)
    readDirectory(stream, numberIn(edit, 12, 4) ?? 0, offsets)
  }
  const keyOf = lockId === null ? null : openLock(stream, offsets.get(lockId), password)
  const object = (id: number): PptRecord | null => {
    const at = offsets.get(id)
    if (at === undefined || at + 8 > stream.length) return null
    return keyOf === null ? recordAt(stream, at) : lockedRecord(stream, at, keyOf(id))
  }
  const named = documentId === null ? null : object(documentId)
  const document = named?.type === types.document ? named : lastOf(stream, types.document)
  // PowerPoint 95 wrote a stream of the same name and of other records.
  if (document === null) throw offsets.size === 0 ? new AppError('format-unsupported', { kind: 'ppt' }) : new AppError('document-damaged')
  return { document, object, loose: () => [...recordsIn(stream)].filter(({ type }) => type === types.slide) }
}

/** What locks a file is an object of its own, and the only one in clear ([MS-PPT] 2.3.7). */
function openLock(stream: Uint8Array, at: number | undefined, password: string | null): KeyOf {
  if (password === null) throw new AppError('document-encrypted')
  if (at === undefined || at + 8 > stream.length) throw new AppError('document-damaged')
  const lock = recordAt(stream, at)
  return openRc4Lock(stream.subarray(lock.start, lock.end), password)
}

/** Each object has a key of its own, and how long it is stands in its locked header. */
function lockedRecord(stream: Uint8Array, at: number, key: Uint8Array): PptRecord {
  const bytes = viewOf(applyRc4(key, stream.subarray(at, at + 8))).getUint32(4, true)
  return recordAt(applyRc4(key, stream.subarray(at, Math.min(stream.length, at + 8 + bytes))), 0)
}

/** The edits of a file, newest first ([MS-PPT] 2.3.3): each names the one before. A file that has lost its thread is searched for its last. */
function* edits(stream: Uint8Array, user: Uint8Array | null): Generator<PptRecord> {
  let at = user !== null && user.length >= 20 ? viewOf(user).getUint32(16, true) : 0
  const first = at > 0 && at + 8 <= stream.length ? recordAt(stream, at) : null
  if (first?.type !== types.userEdit) at = (lastOf(stream, types.userEdit)?.start ?? 8) - 8
  const seen = new Set<number>()
  while (at > 0 && at + 8 <= stream.length && !seen.has(at) && seen.size < maxEdits) {
    seen.add(at)
    const edit = recordAt(stream, at)
    if (edit.type !== types.userEdit) return
    yield edit
    at = numberIn(edit, 8, 4) ?? 0
  }
}

function lastOf(stream: Uint8Array, type: number): PptRecord | null {
  let last: PptRecord | null = null
  for (const record of recordsIn(stream)) if (record.type === type) last = record
  return last
}

/** Runs of offsets, each after the number of its first object and how many there are ([MS-PPT] 2.3.4). What a newer edit named counts. */
function readDirectory(stream: Uint8Array, at: number, offsets: Map<number, number>): void {
  if (at + 8 > stream.length) return
  const directory = recordAt(stream, at)
  if (directory.type !== types.persistDirectory) return
  for (let from = 0; offsets.size < maxObjects;) {
    const run = numberIn(directory, from, 4)
    if (run === null) return
    const [first, count] = [run & 0xf_ffff, run >>> 20]
    for (let i = 0; i < count; i++) {
      const offset = numberIn(directory, from + 4 + i * 4, 4)
      if (offset !== null && !offsets.has(first + i)) offsets.set(first + i, offset)
    }
    from += 4 + count * 4
  }
}
