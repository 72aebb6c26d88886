import { AppError } from '../../../support/errors.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** A part of a package as it is; null when it is missing or damaged. Errors: `archive-expands-too-far`. */
export function partBytes(archive: ZipArchive, part: string): Uint8Array | null {
  const chunks: Uint8Array[] = []
  try {
    if (!archive.read(part, (chunk) => { chunks.push(chunk) })) return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'document-damaged') return null
    throw error
  }
  return new Uint8Array(Buffer.concat(chunks))
}
