import { createHash } from 'node:crypto'

/** The hash of several pieces, one behind the other. */
export function digest(hash: string, ...parts: readonly Uint8Array[]): Buffer {
  const whole = createHash(hash)
  for (const part of parts) whole.update(part)
  return whole.digest()
}

/** A number as locks hash it: four bytes, the least first ([MS-OFFCRYPTO]). */
export function counter(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
