import { createHash } from 'node:crypto'
import { CompoundFile } from '../../src-main/ingest/parse/doc/compound-file.ts'
import { applyRc4 } from '../../src-main/ingest/parse/ooxml/rc4.ts'
import { makeOle } from './make-ole.ts'

const digest = (hash: string, ...parts: readonly Uint8Array[]): Buffer => parts.reduce((whole, part) => whole.update(part), createHash(hash)).digest()
const counter = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)
const plain = new Set([0x809, 0x2f, 0xe1])

function* recordsOf(stream: Buffer): Generator<{ id: number; at: number; next: number }> {
  for (let at = 0; at + 4 <= stream.length;) {
    const next = at + 4 + stream.readUInt16LE(at + 2)
    yield { id: stream.readUInt16LE(at), at, next }
    at = next
  }
}

/** A workbook of Excel 97 to 2003, locked with RC4 as Excel 97 does it ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6). */
export function lockWorkbook(bytes: Uint8Array, password: string): Uint8Array {
  const open = Buffer.from(new CompoundFile(bytes).stream('Workbook') ?? [])
  const salt = Buffer.alloc(16, 7)
  const start = digest('md5', Buffer.from(password, 'utf16le')).subarray(0, 5)
  const key = digest('md5', ...Array.from({ length: 16 }, () => [start, salt]).flat()).subarray(0, 5)
  const keyOf = (block: number): Uint8Array => digest('md5', key, counter(block))
  const verifier = Buffer.alloc(16, 9)
  const proof = applyRc4(keyOf(0), Buffer.concat([verifier, digest('md5', verifier)]))
  const info = Buffer.concat([Buffer.from([1, 0, 1, 0, 1, 0]), salt, proof])
  const first = 4 + open.readUInt16LE(2)
  const whole = Buffer.concat([open.subarray(0, first), Buffer.from([0x2f, 0, info.length, 0]), info, open.subarray(first)])
  // Sheets are found by where they begin, which the lock moved.
  for (const { id, at } of recordsOf(whole)) if (id === 0x85) whole.writeUInt32LE(whole.readUInt32LE(at + 4) + info.length + 4, at + 4)
  const locked = Buffer.concat(Array.from({ length: Math.ceil(whole.length / 1_024) }, (_, i) => applyRc4(keyOf(i), whole.subarray(i * 1_024, i * 1_024 + 1_024))))
  for (const { id, at, next } of recordsOf(whole)) whole.copy(locked, at, at, plain.has(id) ? next : id === 0x85 ? at + 8 : at + 4)
  return makeOle({ Workbook: Uint8Array.from(locked) })
}
