import { createHash } from 'node:crypto'
import { applyRc4 } from '../../src-main/ingest/parse/ooxml/rc4.ts'

const digest = (hash: string, ...parts: readonly Uint8Array[]): Buffer => parts.reduce((whole, part) => whole.update(part), createHash(hash)).digest()
const counter = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer)

/** The streams of a Word file, locked with RC4 as Word 97 ("old") or Word 2003 does it ([MS-OFFCRYPTO] 2.3.5 and 2.3.6). */
export function lockWordStreams(streams: { readonly WordDocument: Uint8Array; readonly '0Table': Uint8Array }, password: string, kind: 'old' | 'new'): { readonly WordDocument: Uint8Array; readonly '0Table': Uint8Array } {
  const letters = Buffer.from(password, 'utf16le')
  const salt = Buffer.alloc(16, 7)
  const start = kind === 'old' ? digest('md5', letters).subarray(0, 5) : digest('sha1', salt, letters)
  const old = digest('md5', ...Array.from({ length: 16 }, () => [start, salt]).flat()).subarray(0, 5)
  const keyOf = (block: number): Uint8Array => (kind === 'old' ? digest('md5', old, counter(block)) : digest('sha1', start, counter(block)).subarray(0, 16))
  const lock = (bytes: Uint8Array): Buffer => Buffer.concat(Array.from({ length: Math.ceil(bytes.length / 512) }, (_, i) => applyRc4(keyOf(i), bytes.subarray(i * 512, i * 512 + 512))))
  const verifier = Buffer.alloc(16, 9)
  const proof = Buffer.from(applyRc4(keyOf(0), Buffer.concat([verifier, digest(kind === 'old' ? 'md5' : 'sha1', verifier)])))
  const header = Buffer.alloc(32)
  header.writeUInt32LE(128, 16)
  const info = kind === 'old'
    ? Buffer.concat([Buffer.from([1, 0, 1, 0]), salt, proof])
    : Buffer.concat([Buffer.from([2, 0, 2, 0, 4, 0, 0, 0, header.length, 0, 0, 0]), header, Buffer.from([16, 0, 0, 0]), salt, proof.subarray(0, 16), Buffer.from([20, 0, 0, 0]), proof.subarray(16)])
  const document = Buffer.from(streams.WordDocument)
  document.writeUInt16LE(document.readUInt16LE(0x0a) | 0x0100, 0x0a)
  // The tables move behind what says how the file is locked.
  for (let at = 0x9a; at < 0x300; at += 8) if (document.readUInt32LE(at + 4) > 0) document.writeUInt32LE(document.readUInt32LE(at) + info.length, at)
  const locked = lock(document)
  document.copy(locked, 0, 0, 0x44)
  const table = lock(Buffer.concat([info, streams['0Table']]))
  info.copy(table)
  return { WordDocument: Uint8Array.from(locked), '0Table': Uint8Array.from(table) }
}
