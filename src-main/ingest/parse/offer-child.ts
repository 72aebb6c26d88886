import { AppError } from '../../support/errors.ts'
import { plainExtension } from './plain-extension.ts'
import type { ChildSink } from './parsed-document.ts'
import { readableExtensions, sniffFormat } from './sniff-format.ts'

/**
 * Hands a file found inside another to the sink, unless no reader takes its kind; false then. A file that is damaged,
 * locked or wrongly named is handed on: it becomes a document that says so.
 * Errors: those of the sink.
 */
export function offerChild(children: ChildSink, name: string, bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  const extension = plainExtension(name)
  try {
    // Text under a name that says nothing is a program's settings more often than a letter.
    if (sniffFormat(bytes, extension) === 'text' && !readableExtensions.has(extension)) return false
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'format-unsupported') return false
  }
  children.add(name, bytes)
  return true
}
