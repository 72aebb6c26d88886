/** Inclusive byte positions, as HTTP counts them. */
export interface ByteRange { readonly first: number; readonly last: number }

/**
 * Reads a `Range` header for a file of `size` bytes (RFC 9110 §14). `whole` when there is none or it is not one we serve
 * (several ranges, another unit), `unsatisfiable` when it lies outside the file.
 */
export function parseByteRange(header: string | null | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  if (match[1] === '') {
    const suffix = Number(match[2])
    return suffix === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - suffix), last: size - 1 }
  }
  const first = Number(match[1])
  if (match[2] !== '' && Number(match[2]) < first) return 'whole'
  if (first >= size) return 'unsatisfiable'
  return { first, last: match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1) }
}
