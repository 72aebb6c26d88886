import type { Page } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine, canonicalText } from '../canonical-text.ts'
import { countingSink } from '../child-folder.ts'
import { offerChild } from '../offer-child.ts'
import type { ChildSink, ParseContext, ParsedDocument } from '../parsed-document.ts'
import { findPdfHeadings } from './find-pdf-headings.ts'
import { PdfDocument } from './pdf-document.ts'
import { loadPdfium } from './pdfium-library.ts'
import { readPage, type ReadPage } from './read-page.ts'
import { readXfaForm } from './read-xfa-form.ts'

const maxPdfPages = 10_000
const maxAttachments = 1_000

interface Attached { readonly sink: ChildSink; unread: number }
/** What forms say on the page that is shown in place of theirs. */
const placeholder = /adobe\.com\/go\/(?:acrreader|reader|pdf_forms)/i
/** A page that could not be loaded. */
const unread = { text: '', lines: [], tables: [], judgement: null, outside: 0, unseen: false, fields: 0, files: [] }

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
  const read: Omit<ReadPage, 'files'>[] = []
  using form = document.openForm()
  for (let index = 0; index < total; index++) {
    const { files, ...page } = readPage(pdfium, document, index, form) ?? unread
    for (const { name, bytes: content } of files) handOn(attached, name, content)
    // What was on an empty page of a damaged file may be what is missing.
    read.push(document.isRepaired && page.judgement?.coverage === 'empty' ? { ...page, judgement: null } : page)
    onPages(index + 1, total)
  }
  const isUndrawn = addUndrawnForm(document, read)
  for (const { name, bytes: content } of document.attachments(maxAttachments)) handOn(attached, name, content)
  const headings = findPdfHeadings(read, document.outline())
  const pages = read.map(({ text, tables, judgement }, index): Page => {
    const label = canonicalLine(document.label(index))
    return {
      page: index + 1, label: label === '' || label === String(index + 1) ? null : label, text, headings: headings[index] ?? [],
      method: text === '' ? 'none' : 'text-layer', confidence: judgement?.confidence ?? 0, coverage: judgement?.coverage ?? 'failed', engine: null, places: [], tables: [...tables],
    }
  })
  return { mediaType: 'pdf', pages, warnings: warningsFor(read, { isUndrawn, isRepaired: document.isRepaired }, attached), children: children.files, language: null, thread: null }
}

/**
 * A form that only its own program draws leaves "Please wait" on its page. What it asks and what was filled in is read, though
 * not where it would stand, so its first page counts as read in part.
 */
function addUndrawnForm(document: PdfDocument, read: Omit<ReadPage, 'files'>[]): boolean {
  const [first] = read
  if (first === undefined || document.form !== 'xfa' || (read.some(({ fields }) => fields > 0) && !placeholder.test(first.text))) return false
  const text = [first.text, canonicalText(readXfaForm(document.xfaPackets()).join('\n'))].filter((part) => part !== '').join('\n\n')
  read[0] = { ...first, text, judgement: text === '' ? null : { coverage: 'partly', confidence: 0.7 } }
  return true
}

function handOn(attached: Attached, name: string, bytes: Uint8Array): void {
  if (bytes.length > 0 && !offerChild(attached.sink, canonicalLine(name) || 'unnamed', bytes)) attached.unread++
}

function warningsFor(pages: readonly Omit<ReadPage, 'files'>[], { isUndrawn, isRepaired }: { readonly isUndrawn: boolean; readonly isRepaired: boolean }, { unread }: Attached): string[] {
  const damaged = pages.filter(({ judgement }) => judgement === null).length
  const doubtful = pages.filter(({ text, judgement }) => text !== '' && judgement !== null && judgement.confidence < 0.7).length
  const cropped = pages.filter(({ outside }) => outside > 0).length
  const withUnseen = pages.filter(({ unseen }) => unseen).length
  const counted = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [n === 1 ? one : `${n} ${many}`])
  return [
    ...(isRepaired ? ['The file is damaged: its pages were looked for one by one, and some of what was on them may be missing.'] : []),
    ...counted(damaged, '1 page is damaged and could not be read.', 'pages are damaged and could not be read.'),
    ...counted(doubtful, '1 page has a text layer that may be wrong: its fonts do not say which letters they show.', 'pages have a text layer that may be wrong: their fonts do not say which letters they show.'),
    ...counted(cropped, '1 page has text beyond the border of what is shown of it, which was left out.', 'pages have text beyond the border of what is shown of them, which was left out.'),
    ...counted(withUnseen, '1 page has words that are not to be seen on it, such as white ones on white; they were read and may mislead.', 'pages have words that are not to be seen on them, such as white ones on white; they were read and may mislead.'),
    ...counted(unread, '1 attached file is of a kind that cannot be read.', 'attached files are of kinds that cannot be read.'),
    ...(isUndrawn ? ['The document is a form that only its own program draws (XFA): what it asks and what was filled in was read, not where it stands.'] : []),
  ]
}
