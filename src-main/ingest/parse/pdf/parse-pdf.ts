import type { Page } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { countingSink } from '../child-folder.ts'
import { offerChild } from '../offer-child.ts'
import type { ChildSink, ParseContext, ParsedDocument } from '../parsed-document.ts'
import { composePageText, type ComposedPage } from './compose-page-text.ts'
import { findPdfHeadings } from './find-pdf-headings.ts'
import { judgePage, type PageJudgement } from './judge-page.ts'
import { measurePagePicture } from './measure-page-picture.ts'
import { PdfDocument } from './pdf-document.ts'
import type { PdfForm } from './pdf-form.ts'
import { loadPdfium, type Pdfium } from './pdfium-library.ts'
import { readPageAnnotations } from './read-page-annotations.ts'
import { readPageLines, type PageLines } from './read-page-lines.ts'

const maxPdfPages = 10_000
const maxAttachments = 1_000

interface ReadPage extends ComposedPage { readonly judgement: PageJudgement | null }
interface Attached { readonly sink: ChildSink; unread: number }

/**
 * A PDF's pages with the text of their text layer, filled-in fields and comments, and how far each can be relied on.
 * Attached files are children.
 * Errors: `document-encrypted`, `wrong-password`, `document-damaged`, `document-too-many-pages`, those of the sink.
 */
export async function parsePdf(bytes: Uint8Array, onPages: ParseContext['onPages'], { children = countingSink(), password = null }: Partial<Pick<ParseContext, 'children' | 'password'>> = {}): Promise<ParsedDocument> {
  const pdfium = await loadPdfium()
  using document = new PdfDocument(pdfium, bytes, password)
  const total = document.pageCount
  if (total <= 0) throw new AppError('document-damaged')
  if (total > maxPdfPages) throw new AppError('document-too-many-pages', { limit: maxPdfPages })
  const attached: Attached = { sink: children, unread: 0 }
  const read: ReadPage[] = []
  using form = document.openForm()
  for (let index = 0; index < total; index++) {
    read.push(document.withPage(index, (page) => readPage(pdfium, page, form, attached)) ?? { text: '', lines: [], tables: [], judgement: null })
    onPages(index + 1, total)
  }
  for (const { name, bytes: content } of document.attachments(maxAttachments)) handOn(attached, name, content)
  const headings = findPdfHeadings(read, document.outline())
  const pages = read.map(({ text, tables, judgement }, index): Page => {
    const label = canonicalLine(document.label(index))
    return {
      page: index + 1, label: label === '' || label === String(index + 1) ? null : label, text, headings: headings[index] ?? [],
      method: text === '' ? 'none' : 'text-layer', confidence: judgement?.confidence ?? 0, coverage: judgement?.coverage ?? 'failed', engine: null, places: [], tables: [...tables],
    }
  })
  return { mediaType: 'pdf', pages, warnings: warningsFor(read, document.form, attached), children: children.files, language: null, thread: null }
}

function readPage(pdfium: Pdfium, page: number, form: PdfForm | null, attached: Attached): ReadPage {
  const source = readUpright(pdfium, page)
  const composed = composePageText(source.lines)
  const annotations = readPageAnnotations(pdfium, page, form)
  for (const { name, bytes } of annotations.files) handOn(attached, name, bytes)
  const added = annotations.lines.filter((line) => !composed.text.includes(line)).join('\n')
  const text = [composed.text, added].filter((part) => part !== '').join('\n\n')
  const judgement = judgePage(text, source, measurePagePicture(pdfium, page, source.lines))
  const inDoubt = judgement.coverage === 'text' && composed.tables.some(({ suspect }) => suspect)
  return { ...composed, text, judgement: inDoubt ? { ...judgement, coverage: 'suspect-table' } : judgement }
}

function handOn(attached: Attached, name: string, bytes: Uint8Array): void {
  if (bytes.length > 0 && !offerChild(attached.sink, canonicalLine(name) || 'unnamed', bytes)) attached.unread++
}

/**
 * PDFium orders lines as they stand on the turned page. Where a page is turned but its text runs straight in the page's own
 * coordinates, as after turning a page in a viewer, that order is wrong; so such a page is read unturned.
 */
function readUpright(pdfium: Pdfium, page: number): PageLines {
  const source = readPageLines(pdfium, page)
  if (pdfium._FPDFPage_GetRotation(page) === 0) return source
  const straight = source.lines.filter(({ angle }) => angle === 0).length
  if (straight * 2 <= source.lines.length) return source
  pdfium._FPDFPage_SetRotation(page, 0)
  return readPageLines(pdfium, page)
}

function warningsFor(pages: readonly ReadPage[], form: PdfDocument['form'], { unread }: Attached): string[] {
  const damaged = pages.filter(({ judgement }) => judgement === null).length
  const doubtful = pages.filter(({ text, judgement }) => text !== '' && judgement !== null && judgement.confidence < 0.7).length
  const counted = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [n === 1 ? one : `${n} ${many}`])
  return [
    ...counted(damaged, '1 page is damaged and could not be read.', 'pages are damaged and could not be read.'),
    ...counted(doubtful, '1 page has a text layer that may be wrong: its fonts do not say which letters they show.', 'pages have a text layer that may be wrong: their fonts do not say which letters they show.'),
    ...counted(unread, '1 attached file is of a kind that cannot be read.', 'attached files are of kinds that cannot be read.'),
    ...(form === 'xfa' ? ['The document is an XFA form; what its own program would draw was not read.'] : []),
  ]
}
