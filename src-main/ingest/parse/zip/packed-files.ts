import { AppError } from '../../../support/errors.ts'
import { openSigned } from '../mail/signed-content.ts'
import { ZipArchive, type ZipFile } from '../zip-archive.ts'
import { gunzip } from './gunzip.ts'
import { isTar, readTar } from './tar-entries.ts'

const totalBytes = 2_000_000_000

/** A file in an archive of any kind. */
export interface PackedFile {
  readonly name: string
  /** What the archive says that it unpacks to. */
  readonly bytes: number
  readonly isEncrypted: boolean
  /** Errors: `document-damaged`, `format-unsupported` (a way of packing), `wrong-password`, `archive-expands-too-far`. */
  readonly read: () => Uint8Array
}

/**
 * The files of a ZIP or TAR archive, of a GZIP file (the archive or the one file in it), and the file in a signed file (PKCS #7).
 * Errors: `document-damaged`, `document-too-many-parts`, `archive-expands-too-far`, `format-unsupported` for an encrypted PKCS #7 file.
 */
export function packedFiles(bytes: Uint8Array, password: string | null): PackedFile[] {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const { name, content } = gunzip(bytes)
    return isTar(content) ? tarFiles(content) : [whole(name === '' ? 'content' : name, content)]
  }
  if (isTar(bytes)) return tarFiles(bytes)
  const signed = bytes[0] === 0x50 ? null : openSigned(bytes)
  if (signed === 'encrypted') throw new AppError('format-unsupported', { kind: 'sealed' })
  if (signed !== null) return [whole('content', signed.content)]
  return new ZipArchive(bytes, { password, totalBytes }).files().map((file) => ({ ...file, read: () => contentOf(file) }))
}

const whole = (name: string, content: Uint8Array): PackedFile => ({ name, bytes: content.length, isEncrypted: false, read: () => content })
const tarFiles = (bytes: Uint8Array): PackedFile[] => readTar(bytes).map((entry) => whole(entry.name, entry.bytes))

function contentOf(file: ZipFile): Uint8Array {
  const chunks: Uint8Array[] = []
  file.read((chunk) => { chunks.push(chunk) })
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : new Uint8Array(Buffer.concat(chunks))
}
