import { constants, gunzipSync } from 'node:zlib'
import { AppError } from '../../../support/errors.ts'

const limits = { bytes: 256_000_000, ratio: 250, ratioFromBytes: 20_000_000 }

/**
 * What a GZIP file holds, and the name that it had (RFC 1952). One that was cut off is read as far as it goes.
 * Errors: `archive-expands-too-far`, `document-damaged`.
 */
export function gunzip(bytes: Uint8Array): { readonly name: string; readonly content: Uint8Array } {
  const limitBytes = Math.min(limits.bytes, Math.max(limits.ratioFromBytes, bytes.length * limits.ratio))
  try {
    return { name: nameIn(bytes), content: gunzipSync(bytes, { maxOutputLength: limitBytes, finishFlush: constants.Z_SYNC_FLUSH }) }
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('archive-expands-too-far', { limitBytes })
    throw new AppError('document-damaged', {}, { cause: error })
  }
}

/** The file's name before it was packed, which stands in the head after the flags where the fourth bit is set. */
function nameIn(bytes: Uint8Array): string {
  const flags = bytes[3] ?? 0
  if ((flags & 8) === 0) return ''
  const start = (flags & 4) === 0 ? 10 : 12 + (bytes[10] ?? 0) + (bytes[11] ?? 0) * 256
  const end = bytes.indexOf(0, start)
  if (end < 0 || end - start > 1_000) return ''
  const name = bytes.subarray(start, end)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name)
  } catch {
    return new TextDecoder('windows-1252').decode(name)
  }
}
