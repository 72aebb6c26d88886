import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/**
 * `keys.sealed`: version byte, header length (4 bytes, big endian), header (JSON, in the clear), ciphertext with its 16-byte
 * tag, SHA-256 of all before. Everything before the ciphertext is its associated data. The checksum tells a damaged file
 * from a wrong passphrase; whoever forges it still meets the tag.
 */
const version = 1
const tagBytes = 16
const checksumBytes = 32
const saltBytes = 16
const nonceBytes = 12

/** Names are no secret (they are providers' ids) and can be listed while the file is locked; bounds keep a forged file from asking for all memory. */
const headerSchema = z.strictObject({
  log2N: z.number().int().min(10).max(20),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(16),
  salt: z.base64().length(24),
  nonce: z.base64().length(16),
  names: z.array(z.string().max(400)).max(1000),
})
type Header = z.infer<typeof headerSchema>
const secretsSchema = z.record(z.string(), z.string())
export type Secrets = z.infer<typeof secretsSchema>

/** How a key is made from a passphrase: scrypt's parameters (RFC 7914) and the salt. They stay with the file. */
export interface KeyRecipe { readonly log2N: number; readonly r: number; readonly p: number; readonly salt: Buffer }

export interface SealedFile {
  readonly recipe: KeyRecipe
  readonly names: readonly string[]
  /** Null when the key is not the one, or the file was changed on purpose. */
  open(key: Buffer): Secrets | null
}

/** `newer`: written by a later version; not damage. */
export function parseSealedFile(bytes: Buffer): SealedFile | 'damaged' | 'newer' {
  const end = bytes.length - checksumBytes
  if (end < 5 + tagBytes || !sha256(bytes.subarray(0, end)).equals(bytes.subarray(end))) return 'damaged'
  if (bytes[0] !== version) return 'newer'
  const headerEnd = 5 + bytes.readUInt32BE(1)
  if (headerEnd + tagBytes > end) return 'damaged'
  const header = headerSchema.safeParse(jsonOf(bytes.subarray(5, headerEnd)))
  if (!header.success) return 'damaged'
  const { log2N, r, p, salt, nonce, names } = header.data
  return {
    recipe: { log2N, r, p, salt: Buffer.from(salt, 'base64') },
    names,
    open(key) {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: tagBytes })
      decipher.setAAD(bytes.subarray(0, headerEnd))
      decipher.setAuthTag(bytes.subarray(end - tagBytes, end))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(headerEnd, end - tagBytes)), decipher.final()])
        const secrets = secretsSchema.safeParse(jsonOf(text))
        text.fill(0)
        return secrets.data ?? null
      } catch {
        return null
      }
    },
  }
}

/** A new file with these secrets, under a nonce of its own. */
export function sealFile(secrets: Secrets, key: Buffer, { log2N, r, p, salt }: KeyRecipe): Buffer {
  const nonce = randomBytes(nonceBytes)
  const header: Header = { log2N, r, p, salt: salt.toString('base64'), nonce: nonce.toString('base64'), names: Object.keys(secrets).sort() }
  const headerBytes = Buffer.from(JSON.stringify(header))
  const start = Buffer.alloc(5)
  start.writeUInt8(version, 0)
  start.writeUInt32BE(headerBytes.length, 1)
  const associated = Buffer.concat([start, headerBytes])
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(associated)
  const sealed = Buffer.concat([associated, cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return Buffer.concat([sealed, sha256(sealed)])
}

/** The recipe of a new file: N = 2^17, r = 8, p = 1, which OWASP's password storage cheat sheet asks for; 128 MB and some tenths of a second. */
export function newRecipe(log2N = 17): KeyRecipe {
  return { log2N, r: 8, p: 1, salt: randomBytes(saltBytes) }
}

/** 32 bytes. The passphrase is taken in NFC, so that the same letters typed on another system are the same passphrase. */
export function deriveKey(passphrase: string, { log2N, r, p, salt }: KeyRecipe): Promise<Buffer> {
  const N = 2 ** log2N
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
