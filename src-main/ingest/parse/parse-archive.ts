import { extname } from 'node:path'
import { AppError } from '../../support/errors.ts'
import { offerChild } from './offer-child.ts'
import type { ParseContext, ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'
import { readableExtensions } from './sniff-format.ts'
import { ZipArchive } from './zip-archive.ts'

const totalBytes = 2_000_000_000

/** What systems and programs leave in archives, and nobody put there. */
const junk = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|~\$|thumbs\.db$|desktop\.ini$)/i

/**
 * A ZIP archive of files: every entry that can be read is a child, under its name with its folders; the page lists all names.
 * Names are only names here: nothing is written under them.
 * Errors: `document-encrypted`, `wrong-password`, `document-damaged`, `document-too-many-parts`, `archive-expands-too-far`.
 */
export function parseArchive(bytes: Uint8Array, { children, password, onPages }: Pick<ParseContext, 'children' | 'password' | 'onPages'>): ParsedDocument {
  const archive = new ZipArchive(bytes, { password, totalBytes })
  const names = archive.names().filter((name) => !name.endsWith('/') && !junk.test(name))
  if (password === null && names.some((name) => archive.isEncrypted(name))) throw new AppError('document-encrypted')
  let unread = 0
  let damaged = 0
  for (const [index, name] of names.entries()) {
    onPages(index, names.length)
    if (!readableExtensions.has(extname(name).toLowerCase())) unread++
    else if (archive.size(name) > 0) {
      const content = entryBytes(archive, name)
      if (content === null) damaged++
      else if (!offerChild(children, name, content)) unread++
    }
  }
  const pages = new SectionPages('markup')
  pages.block(`Files in this archive: ${names.length}`)
  for (const name of names) pages.block(name, { tight: true })
  const warnings = [
    ...(unread > 0 ? [unread === 1 ? '1 file in the archive is of a kind that cannot be read.' : `${unread} files in the archive are of kinds that cannot be read.`] : []),
    ...(damaged > 0 ? [damaged === 1 ? '1 file in the archive is damaged.' : `${damaged} files in the archive are damaged.`] : []),
  ]
  return { mediaType: 'archive', pages: pages.finish(), warnings, children: children.files, language: null, thread: null }
}

/** The content of one entry; null when it is damaged. Bombs and wrong passwords end the whole archive. */
function entryBytes(archive: ZipArchive, name: string): Uint8Array | null {
  const chunks: Uint8Array[] = []
  try {
    archive.read(name, (chunk) => { chunks.push(chunk) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'document-damaged') return null
    throw error
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : new Uint8Array(Buffer.concat(chunks))
}
