import { decodeText, decodingWarning } from './decode-text.ts'
import { contentBytes, readMime } from './mail/read-eml.ts'
import { readHtml } from './parse-html.ts'
import { readText } from './parse-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/**
 * A web page saved as one file (MHTML, RFC 2557): its first HTML part is the page; pictures and styles beside it are left out.
 * Errors: `document-too-deep`, `document-damaged`.
 */
export async function parseWebArchive(bytes: Uint8Array): Promise<ParsedDocument> {
  const mime = await readMime(bytes)
  const pages = new SectionPages('markup')
  const warnings: string[] = []
  const attached = mime.attachments.find(({ mimeType }) => mimeType === 'text/html' || mimeType === 'application/xhtml+xml')
  if (mime.html !== undefined && mime.html.trim() !== '') readHtml(mime.html, pages)
  else if (attached !== undefined) {
    const decoded = decodeText(contentBytes(attached.content))
    const warning = decodingWarning(decoded)
    if (warning !== null) warnings.push(warning)
    readHtml(decoded.text, pages)
  } else readText(mime.text ?? '', pages)
  return { mediaType: 'web-archive', pages: pages.finish(), warnings, children: [], language: null, thread: null }
}
