import { decodeText, decodingWarning } from './decode-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/**
 * Markdown as sections at its headings (CommonMark: ATX and setext). The text itself is kept as written, since Markdown is
 * made to be read so and a quote of it must be found again; only HTML tags
 * that hold nothing, comments, and images written into the text as base64 are left out, and tables are read like all others.
 */
export function parseMarkdown(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeText(bytes)
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  readMarkdown(decoded.text, pages)
  const warning = decodingWarning(decoded)
  return { mediaType: 'markdown', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

/** The content of a data URI (RFC 2397) long enough to be a file. */
const embeddedData = /(\bdata:[a-z0-9.+/-]+;base64,)[a-z0-9+/=]{100,}/gi
/** Anchors without text, and lines of nothing but tags. */
const emptyMarkup = /<a\s[^<>]*><\/a>|^[ \t]*(?:<\/?[a-z][^<>]*>[ \t]*)+$/gim

function readMarkdown(text: string, pages: SectionPages): void {
  let paragraph: string[] = []
  let fence: string | null = null
  const flush = (): void => {
    const table = tableRows(paragraph)
    if (table === null) pages.block(paragraph.join('\n'))
    else pages.table(table)
    paragraph = []
  }
  for (const line of withoutComments(text.replace(embeddedData, '$1')).replace(emptyMarkup, '').split(/\r\n?|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null
    if (fence !== null) {
      paragraph.push(line)
      if (mark?.startsWith(fence)) fence = null
      continue
    }
    const atx = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*$/.exec(line)
    const underline = paragraph.length === 1 ? /^ {0,3}(?:(=+)|(-+))[ \t]*$/.exec(line) : null
    if (mark !== null) {
      fence = mark
      paragraph.push(line)
    } else if (atx !== null) {
      flush()
      pages.heading(atx[1]?.length ?? 1, headingText(atx[2] ?? ''))
    } else if (underline !== null && !/^\s*([-*_])(?:\s*\1){2,}\s*$/.test(paragraph[0] ?? '')) {
      const title = paragraph.join(' ')
      paragraph = []
      pages.heading(underline[1] === undefined ? 2 : 1, headingText(title))
    } else if (line.trim() === '') flush()
    else paragraph.push(line)
  }
  flush()
}

/** Comments are taken out; one that does not end is none. A regular expression would look for the end of each anew. */
function withoutComments(text: string): string {
  const parts: string[] = []
  let at = 0
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', start + 4)
    if (end < 0) break
    parts.push(text.slice(at, start))
    at = end + 3
  }
  return parts.join('') + text.slice(at)
}

/** The rows of a table (GitHub Flavored Markdown, § 4.10): a header, a line of dashes, rows; null for any other paragraph. */
function tableRows(lines: readonly string[]): string[][] | null {
  const [header = '', dashes = '', ...rows] = lines
  if (!header.includes('|') || !dashes.includes('|') || !cellsOf(dashes).every((cell) => /^:?-+:?$/.test(cell))) return null
  return [header, ...rows].map(cellsOf)
}

function cellsOf(line: string): string[] {
  return line.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim())
}

/** A longer line is no heading; looking for marks in it would take long. */
const maxHeadingChars = 2_000

/** A heading without the marks that only its rendering needs: closing hashes, emphasis, an id in braces, link targets. */
function headingText(source: string): string {
  return source
    .slice(0, maxHeadingChars)
    .replace(/[ \t]+#+$/, '')
    .replace(/[ \t]*\{#[^}]*\}$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*\*|\*\*|__|`)(.+?)\1/g, '$2')
}
