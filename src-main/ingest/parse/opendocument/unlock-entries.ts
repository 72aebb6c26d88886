import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { AppError } from '../../../support/errors.ts'
import { readXmlPart, type PartSource } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** Programs write 1,024 or 100,000; a file that asks for far more wants to keep a machine busy. */
const maxIterations = 2_000_000
const maxUnpackedBytes = 256_000_000
/** So much of an entry is hashed, to tell whether the password was right. */
const checkedBytes = 1_024

interface Lock { algorithm: string; vector: Buffer; derivation: string; salt: Buffer; iterations: number; keyBytes: number; startHash: string; checkHash: string; check: Buffer }

/**
 * The parts of an OpenDocument package, unlocked where its manifest says that they are locked (ISO/IEC 26300-3, § 3.4 and § 4.8).
 * Errors when a locked part is read: `wrong-password`; before: `document-encrypted` without a password or for a lock that cannot
 * be opened here (Blowfish, which programs up to 2011 wrote).
 */
export function unlockEntries(archive: ZipArchive, password: string | null): PartSource {
  const locks = readLocks(archive)
  if (locks.size === 0) return archive
  if ([...locks.values()].some((lock) => !isKnown(lock))) throw new AppError('document-encrypted', { kind: 'lock' })
  if (password === null) throw new AppError('document-encrypted')
  const keys = new Map<string, Buffer>()
  return {
    read(name, onChunk) {
      const lock = locks.get(name)
      if (lock === undefined) return archive.read(name, onChunk)
      const chunks: Uint8Array[] = []
      if (!archive.read(name, (chunk) => { chunks.push(chunk) })) return false
      const id = `${lock.salt.toString('hex')} ${lock.iterations} ${lock.startHash}`
      const key = keys.get(id) ?? keyOf(lock, password)
      keys.set(id, key)
      onChunk(open(Buffer.concat(chunks), lock, key))
      return true
    },
  }
}

function readLocks(archive: ZipArchive): Map<string, Lock> {
  const locks = new Map<string, Lock>()
  let path = ''
  readXmlPart(archive, 'META-INF/manifest.xml', {
    open(name, attributes) {
      const lock = locks.get(path)
      const bytes = (attribute: string): Buffer => Buffer.from(attributes[attribute] ?? '', 'base64')
      if (name === 'file-entry') path = attributes['full-path'] ?? ''
      else if (name === 'encryption-data') {
        const type = attributes['checksum-type'] ?? ''
        locks.set(path, { algorithm: '', vector: Buffer.alloc(0), derivation: '', salt: Buffer.alloc(0), iterations: 0, keyBytes: 16, startHash: 'sha1', checkHash: /256/.test(type) ? 'sha256' : 'sha1', check: bytes('checksum') })
      } else if (lock === undefined) return
      else if (name === 'algorithm') Object.assign(lock, { algorithm: attributes['algorithm-name'] ?? '', vector: bytes('initialisation-vector') })
      else if (name === 'start-key-generation') lock.startHash = /256/.test(attributes['start-key-generation-name'] ?? '') ? 'sha256' : 'sha1'
      else if (name === 'key-derivation') {
        Object.assign(lock, { derivation: attributes['key-derivation-name'] ?? '', salt: bytes('salt'), iterations: Number(attributes['iteration-count']), keyBytes: Number(attributes['key-size'] ?? 16) })
      }
    },
    close() {},
  })
  return locks
}

function isKnown({ algorithm, derivation, iterations, keyBytes, vector }: Lock): boolean {
  return /aes(?:128|192|256)-cbc$/i.test(algorithm) && /PBKDF2$/i.test(derivation) && iterations > 0 && iterations <= maxIterations && [16, 24, 32].includes(keyBytes) && vector.length === 16
}

function keyOf({ startHash, salt, iterations, keyBytes }: Lock, password: string): Buffer {
  return pbkdf2Sync(createHash(startHash).update(password, 'utf8').digest(), salt, iterations, keyBytes, 'sha1')
}

function open(bytes: Uint8Array, { vector, check, checkHash, keyBytes }: Lock, key: Buffer): Uint8Array {
  const decipher = createDecipheriv(`aes-${keyBytes * 8}-cbc`, key, vector).setAutoPadding(false)
  const padded = decipher.update(bytes.subarray(0, Math.floor(bytes.length / 16) * 16))
  // The last byte says how many were added to fill the last block.
  const packed = padded.subarray(0, Math.max(0, padded.length - (padded.at(-1) ?? 0)))
  if (!createHash(checkHash).update(packed.subarray(0, checkedBytes)).digest().equals(check)) throw new AppError('wrong-password')
  try {
    return inflateRawSync(packed, { maxOutputLength: maxUnpackedBytes })
  } catch (error) {
    throw new AppError('document-damaged', {}, { cause: error })
  }
}
