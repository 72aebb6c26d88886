import { Parser } from 'htmlparser2'
import { AppError } from '../../support/errors.ts'
import { decodeText, decodingWarning } from './decode-text.ts'
import { htmlCharset } from './html-charset.ts'
import { HtmlStory } from './html-story.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/** Browsers stop at 512 levels; the limit here only has to keep the parser's stack small. */
const maxDepth = 5_000

/** An HTML file as sections. Nothing in it is run or fetched. Error: `document-too-deep`. */
export function parseHtml(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeText(bytes, htmlCharset(bytes))
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  readHtml(decoded.text, pages, { titled: true })
  const warning = decodingWarning(decoded)
  return { mediaType: 'html', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

/** Streams markup into pages, with `titled` the title of its head first, in pieces so that no step takes long; nothing recurses however deep the elements nest. */
export function readHtml(markup: string, pages: SectionPages, { titled = false }: { readonly titled?: boolean } = {}): void {
  const story = new HtmlStory(pages, { titled })
  let depth = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > maxDepth) throw new AppError('document-too-deep', { limit: maxDepth })
      story.open(name, attributes)
    },
    onclosetag(name) {
      depth--
      story.close(name)
    },
    ontext(text) { story.text(text) },
    // XHTML closes elements that are empty where they open; to a reader of HTML they would go on to the end of the file.
  }, { recognizeSelfClosing: /^\s*<\?xml|<html[^>]+xmlns/i.test(markup.slice(0, 1_000)) })
  const stepChars = 65_536
  for (let at = 0; at < markup.length; at += stepChars) parser.write(markup.slice(at, at + stepChars))
  parser.end()
  story.end()
}
