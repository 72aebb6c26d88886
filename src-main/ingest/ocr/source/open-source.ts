import { stat } from 'node:fs/promises'
import { readSourceFile } from '../../parse/source-file.ts'
import { sniffFormat } from '../../parse/sniff-format.ts'
import { AppError } from '../../../support/errors.ts'
import { openPdf } from './pdf-source.ts'
import { openPicture } from './picture-source.ts'
import type { PageSource } from './page-source.ts'

/** Pages of one file are asked for one after the other, so the last file stays open. */
interface OpenFile { readonly key: string; readonly source: PageSource }
let last: OpenFile | null = null

/**
 * The file at `path`, open for drawing. It belongs to this process and is closed when another one is asked for, or by
 * {@link closeSource}. Errors: those of reading the file, `format-unsupported`, and those of opening a PDF or a picture.
 */
export async function openSource(path: string, password: string | null): Promise<PageSource> {
  const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true })
  const key = JSON.stringify([path, String(dev), String(ino), String(size), String(mtimeNs), password])
  if (last?.key === key) return last.source
  await closeSource()
  const { bytes, extension } = await readSourceFile(path)
  const format = sniffFormat(bytes, extension)
  if (format !== 'pdf' && format !== 'image') throw new AppError('format-unsupported')
  const source = format === 'pdf' ? await openPdf(bytes, password) : await openPicture(bytes)
  last = { key, source }
  return source
}

/** Frees what the last file holds in memory. */
export async function closeSource(): Promise<void> {
  const open = last
  last = null
  await open?.source[Symbol.asyncDispose]()
}
