import { AppError } from '../../support/errors.ts'
import { offerChild } from './offer-child.ts'
import type { ParseContext, ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'
import { isReadableName } from './sniff-format.ts'
import { packedFiles, type PackedFile } from './zip/packed-files.ts'

/** What systems and programs leave in archives, and nobody put there. */
const junk = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|~\$|thumbs\.db$|desktop\.ini$)/i

/**
 * An archive of files (ZIP, TAR, GZIP, a signed file): every entry that can be read is a child, under its name with its folders;
 * the page lists all names. Names are only names here: nothing is written under them.
 * Errors: `document-encrypted`, `wrong-password`, `document-damaged`, `document-too-many-parts`, `archive-expands-too-far`, `format-unsupported`.
 */
export function parseArchive(bytes: Uint8Array, { children, password, onPages }: Pick<ParseContext, 'children' | 'password' | 'onPages'>): ParsedDocument {
  const files = packedFiles(bytes, password).filter(({ name }) => !name.endsWith('/') && !junk.test(name))
  if (password === null && files.some(({ isEncrypted }) => isEncrypted)) throw new AppError('document-encrypted')
  let unread = 0
  let damaged = 0
  let sealed = 0
  for (const [index, file] of files.entries()) {
    onPages(index, files.length)
    if (!isReadableName(file.name)) unread++
    else if (file.bytes > 0) {
      const content = contentOf(file)
      if (content === 'damaged') damaged++
      else if (content === 'unknown') sealed++
      else if (!offerChild(children, file.name, content)) unread++
    }
  }
  const pages = new SectionPages('markup')
  pages.block(`Files in this archive: ${files.length}`)
  for (const { name } of files) pages.block(name, { tight: true })
  const warnings = [
    ...(sealed > 0 ? [sealed === 1 ? '1 file in the archive is packed in a way that is not known here; pack it anew as ZIP.' : `${sealed} files in the archive are packed in a way that is not known here; pack them anew as ZIP.`] : []),
    ...(unread > 0 ? [unread === 1 ? '1 file in the archive is of a kind that cannot be read.' : `${unread} files in the archive are of kinds that cannot be read.`] : []),
    ...(damaged > 0 ? [damaged === 1 ? '1 file in the archive is damaged.' : `${damaged} files in the archive are damaged.`] : []),
  ]
  return { mediaType: 'archive', pages: pages.finish(), warnings, children: children.files, language: null, thread: null }
}

/** The content of one entry, or why there is none. Bombs and wrong passwords end the whole archive. */
function contentOf(file: PackedFile): Uint8Array | 'damaged' | 'unknown' {
  try {
    return file.read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'document-damaged') return 'damaged'
    if (error.code === 'format-unsupported') return 'unknown'
    throw error
  }
}
