import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { decodeText } from '../decode-text.ts'
import { readHtml } from '../parse-html.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ZipArchive } from '../zip-archive.ts'
import { readBookPackage } from './read-book-package.ts'

/**
 * An EPUB: its parts in reading order, a chapter without a heading of its own under what the table of contents calls it.
 * No script is run and nothing outside the file is looked at.
 * Errors: `document-encrypted` for a protected book, `document-damaged`, `archive-expands-too-far`, `document-too-deep`.
 */
export function parseBook(bytes: Uint8Array, { onPages }: Pick<ParseContext, 'onPages'>): ParsedDocument {
  const archive = new ZipArchive(bytes)
  if (isProtected(archive)) throw new AppError('document-encrypted', { kind: 'book' })
  const { title, creators, fields, description, spine, titles } = readBookPackage(archive)
  const pages = new SectionPages('markup')
  pages.block([canonicalLine(title), canonicalLine(creators.join(', '))].filter((line) => line !== '').join('\n'))
  pages.block(fields.map(([name, value]) => `${name}: ${canonicalLine(value)}`).join('\n'))
  // Descriptions are often HTML that was written as text.
  if (description.includes('<')) readHtml(description, pages)
  else pages.block(description)
  let missing = 0
  for (const [index, path] of spine.entries()) {
    const markup = readPart(archive, path)
    onPages(index + 1, spine.length)
    if (markup === null) {
      missing++
      continue
    }
    const chapter = titles.get(path)
    if (chapter !== undefined && !/<h[1-3][\s>]/i.test(markup)) pages.heading(1, chapter)
    readHtml(markup, pages)
  }
  const warnings = missing === 0 ? [] : [missing === 1 ? '1 part of the book is missing or damaged.' : `${missing} parts of the book are missing or damaged.`]
  return { mediaType: 'book', pages: pages.finish(), warnings, children: [], language: null, thread: null }
}

/** The markup of one part; null when it is missing or damaged, which costs the other parts nothing. */
function readPart(archive: ZipArchive, path: string): string | null {
  const chunks: Uint8Array[] = []
  try {
    return archive.read(path, (chunk) => { chunks.push(chunk) }) ? decodeText(Buffer.concat(chunks)).text : null
  } catch (error) {
    if (error instanceof AppError && error.code === 'document-damaged') return null
    throw error
  }
}

/** Fonts may be obfuscated in a book that is free (EPUB OCF 4.3); anything else that is encrypted is protection. */
const fontMethods = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/

function isProtected(archive: ZipArchive): boolean {
  if (archive.has('META-INF/sinf.xml') || archive.has('META-INF/rights.xml')) return true
  let locked = false
  readXmlPart(archive, 'META-INF/encryption.xml', {
    open(name, { Algorithm: method = '' }) { if (name === 'EncryptionMethod' && !fontMethods.test(method) && !method.includes('#rsa')) locked = true },
    close: () => {},
  })
  return locked
}
