import { closeSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { AppError } from '../../support/errors.ts'
import { parseDocx } from '../parse/docx/parse-docx.ts'
import { parsePdf } from '../parse/pdf/parse-pdf.ts'
import { sniffFormat } from '../parse/sniff-format.ts'
import { readSourceFile } from '../parse/source-file.ts'
import { copyDocx } from './docx/copy-docx.ts'
import { textsOfCopy } from './docx/texts-of-copy.ts'
import { copyPdf } from './pdf/copy-pdf.ts'
import type { CopyOptions, CopyOutcome } from './redacted-copy.ts'

/** A written copy and all the text that is in it, read from the file again. */
export interface CopiedFile { readonly outcome: CopyOutcome; readonly texts: readonly string[]; readonly attributes: readonly string[] }

/**
 * Writes the redacted copy of a PDF or Word document to the new file `to`, in this thread. Errors: those of reading the file,
 * `format-mismatch` where it is of another kind than `format`, `conflict` when `to` is there, and what `find` throws. After an error `to` may be half written.
 */
export async function copyFile(from: string, to: string, format: 'docx' | 'pdf', options: CopyOptions): Promise<CopiedFile> {
  const { bytes, extension } = await readSourceFile(from)
  if (sniffFormat(bytes, extension) !== format) throw new AppError('format-mismatch')
  const file = openNew(to)
  try {
    const sink = (chunk: Uint8Array): void => { for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at) }
    if (format === 'pdf') {
      const outcome = await copyPdf(bytes, sink, options)
      const { pages } = await parsePdf(await readFile(to), () => {})
      return { outcome, texts: pages.map(({ text }) => text), attributes: [] }
    }
    const copy = await copyDocx(bytes, options)
    sink(copy.bytes)
    const written = await readFile(to)
    const { texts, attributes } = textsOfCopy(written)
    return { outcome: copy.outcome, texts: [...texts, ...parseDocx(written).pages.map(({ text }) => text)], attributes }
  } finally {
    closeSync(file)
  }
}

/** For its owner alone. */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('conflict')
    throw error
  }
}
