import { createHash } from 'node:crypto'

/**
 * A document's id follows from its bytes, so adding the same content again finds the same document, and a citation
 * can never point into another version of it. 16 characters of base 36 hold 82 bits of the SHA-256.
 */
export function documentIdFor(sha256: string): `d_${string}` {
  return `d_${(BigInt(`0x${sha256}`) % 36n ** 16n).toString(36).padStart(16, '0')}`
}

/** The id under which a path is listed whose bytes could not be read. */
export function documentIdForPath(path: string): `d_${string}` {
  return documentIdFor(createHash('sha256').update('path\0').update(path).digest('hex'))
}
