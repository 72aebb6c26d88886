import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A random id such as `d_4kf0…` (16 characters of base 36, 82 bits): safe as a folder name and in SQL. */
export function newId<P extends 'm' | 'd' | 'c' | 'a' | 'p' | 't' | 'w' | 'x'>(prefix: P): `${P}_${string}` {
  let id = ''
  while (id.length < 16) {
    for (const byte of randomBytes(24)) {
      if (byte < 252 && id.length < 16) id += alphabet[byte % 36]
    }
  }
  return `${prefix}_${id}`
}
