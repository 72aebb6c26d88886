import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { decodeText } from '../decode-text.ts'
import { htmlCharset } from '../html-charset.ts'
import { offerChild } from '../offer-child.ts'
import { readHtml } from '../parse-html.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ZipArchive } from '../zip-archive.ts'
import { readBookPackage, resolveLink } from './read-book-package.ts'

/**
 * An EPUB: its parts in reading order, a chapter without a heading of its own under what the table of contents calls it.
 * Where parts are nothing but pictures, as in a book of fixed layout, the pictures are children, to be read by recognition.
 * No script is run and nothing outside the file is looked at.
 * Errors: `document-encrypted` for a protected book, `document-damaged`, `archive-expands-too-far`, `document-too-deep`.
 */
export function parseBook(bytes: Uint8Array, { onPages, children }: Pick<ParseContext, 'onPages' | 'children'>): ParsedDocument {
  const archive = new ZipArchive(bytes)
  if (isProtected(archive)) throw new AppError('document-encrypted', { kind: 'book' })
  const { names, creators, fields, description, spine, titles } = readBookPackage(archive)
  const pages = new SectionPages('markup')
  pages.block([...names.map(canonicalLine), canonicalLine(creators.join(', '))].filter((line) => line !== '').join('\n'))
  pages.block(fields.map(([name, value]) => `${name}: ${canonicalLine(value)}`).join('\n'))
  // Descriptions are often HTML that was written as text.
  if (description.includes('<')) readHtml(description, pages)
  else pages.block(description)
  const pictures: string[] = []
  let missing = 0
  for (const [index, { path, type }] of spine.entries()) {
    const content = readPart(archive, path)
    onPages(index + 1, spine.length)
    if (content === null) missing++
    else if (/^(?:image\/(?!svg)|application\/pdf)/.test(type)) pictures.push(path)
    else {
      const markup = decodeText(content, htmlCharset(content)).text
      pictures.push(...picturesOf(markup, path))
      const chapter = titles.get(path)
      if (chapter !== undefined && !/<h[1-3][\s>]/i.test(markup)) pages.heading(1, chapter)
      readHtml(markup, pages)
    }
  }
  // The one picture that most books have is their cover.
  const unread = pictures.length > 1 ? pictures.filter((path) => !hasOffered(archive, path, children)).length : 0
  const counted = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [count === 1 ? one : `${count} ${many}`])
  const warnings = [...counted(missing, '1 part of the book is missing or damaged.', 'parts of the book are missing or damaged.'), ...counted(unread, '1 picture that is a page of the book was not read.', 'pictures that are pages of the book were not read.')]
  return { mediaType: 'book', pages: pages.finish(), warnings, children: children.files, language: null, thread: null }
}

/** Pictures of a part that shows nothing else. */
function picturesOf(markup: string, path: string): string[] {
  const body = markup.replace(/^[^]*?<body\b[^>]*>/i, '')
  if (body.replace(/<(?:style|script)\b[^]*?<\/(?:style|script)>|<!--[^]*?-->|<[^>]*>|&(?:nbsp|#160);|\s+/gi, '') !== '') return []
  return [...body.matchAll(/<(?:img|image)\b[^>]*?\b(?:src|(?:xlink:)?href)\s*=\s*["']([^"']+)["']/gi)].map(([, link = '']) => resolveLink(path, link))
}

function hasOffered(archive: ZipArchive, path: string, children: ParseContext['children']): boolean {
  const content = readPart(archive, path)
  if (content === null) return false
  try {
    return offerChild(children, path, content)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return false
  }
}

/** The content of one part; null when it is missing or damaged, which costs the other parts nothing. */
function readPart(archive: ZipArchive, path: string): Uint8Array | null {
  const chunks: Uint8Array[] = []
  try {
    return archive.read(path, (chunk) => { chunks.push(chunk) }) ? Uint8Array.from(Buffer.concat(chunks)) : null
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
