import { AppError } from '../support/errors.ts'

/**
 * What LanceDB threw, as the product's own error. It gives only words, from the operating system's errors among others;
 * they may name paths or values, so they are read here and dropped.
 */
export function lanceError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const words = error instanceof Error ? error.message : ''
  if (/no space left|os error 28|storage full|quota/i.test(words)) return new AppError('disk-full')
  if (/read-only file system|os error 30/i.test(words)) return new AppError('disk-read-only')
  if (/permission denied|os error 13/i.test(words)) return new AppError('disk-read-only')
  if (/not found|corrupt|invalid (file|magic|manifest)|no such file|unexpected end/i.test(words)) return new AppError('store-damaged')
  return error
}
