import { htmlCharset } from './html-charset.ts'
import { charsetText } from './mail/charset-text.ts'
import { mailSource } from './mail/mail-source.ts'
import { parseMime, type MimePart } from './mail/mime-part.ts'
import { readHtml } from './parse-html.ts'
import { readText } from './parse-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/**
 * A web page saved as one file (MHTML, RFC 2557): its HTML parts, of which a page with frames or a workbook has several, in their
 * order; pictures and styles beside them are left out. Errors: `document-too-deep`, `document-too-many-parts`.
 */
export function parseWebArchive(bytes: Uint8Array): ParsedDocument {
  const pages = new SectionPages('markup')
  const leaves = leavesOf(parseMime(mailSource(bytes)))
  const isHtml = ({ type }: MimePart): boolean => type === 'text/html' || type === 'application/xhtml+xml'
  const seen = new Set<string>()
  for (const part of leaves.filter(isHtml)) {
    const content = part.content()
    const markup = charsetText(content, part.charset ?? htmlCharset(content))
    if (seen.has(markup)) continue
    seen.add(markup)
    readHtml(markup, pages, { titled: true })
  }
  if (seen.size === 0) for (const part of leaves.filter(({ type }) => type === 'text/plain')) readText(charsetText(part.content(), part.charset), pages)
  return { mediaType: 'web-archive', pages: pages.finish(), warnings: [], children: [], language: null, thread: null }
}

const leavesOf = (part: MimePart): readonly MimePart[] => (part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf))
