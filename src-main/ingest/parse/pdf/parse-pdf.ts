import type { Page } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import { composePageText, type ComposedPage } from './compose-page-text.ts'
import { findPdfHeadings } from './find-pdf-headings.ts'
import { PdfDocument } from './pdf-document.ts'
import { loadPdfium, type Pdfium } from './pdfium-library.ts'
import { readPageAnnotations } from './read-page-annotations.ts'
import { readPageLines, type PageLines } from './read-page-lines.ts'

const maxPdfPages = 10_000

interface ReadPage extends ComposedPage { readonly confidence: number; readonly readable: boolean }

/**
 * A PDF's pages with the text of their text layer. A page without text stays, with method `none` and confidence 0; a text
 * layer that its fonts do not map to Unicode, or that was recognised from a scan, has a lower confidence.
 * Errors: `document-encrypted`, `document-damaged`, `document-too-many-pages`.
 */
export async function parsePdf(bytes: Uint8Array, onPages: (done: number, total: number) => void): Promise<ParsedDocument> {
  const pdfium = await loadPdfium()
  using document = new PdfDocument(pdfium, bytes)
  const total = document.pageCount
  if (total <= 0) throw new AppError('document-damaged')
  if (total > maxPdfPages) throw new AppError('document-too-many-pages', { limit: maxPdfPages })
  const read: ReadPage[] = []
  for (let index = 0; index < total; index++) {
    read.push(document.withPage(index, (page) => readPage(pdfium, page)) ?? { text: '', lines: [], confidence: 0, readable: false })
    onPages(index + 1, total)
  }
  const headings = findPdfHeadings(read, document.outline())
  const pages = read.map(({ text, confidence }, index): Page => {
    const label = canonicalLine(document.label(index))
    return {
      page: index + 1, label: label === '' || label === String(index + 1) ? null : label, text, headings: headings[index] ?? [],
      method: text === '' ? 'none' : 'text-layer', confidence: text === '' ? 0 : confidence,
      coverage: text === '' ? 'empty' : confidence < 0.6 ? 'partly' : 'text', engine: null, places: [], tables: [],
    }
  })
  return { mediaType: 'pdf', pages, warnings: warningsFor(read), children: [], language: null, thread: null }
}

function readPage(pdfium: Pdfium, page: number): ReadPage {
  const source = readUpright(pdfium, page)
  const composed = composePageText(source.lines)
  const annotations = readPageAnnotations(pdfium, page).filter((line) => !composed.text.includes(line)).join('\n')
  const text = [composed.text, annotations].filter((part) => part !== '').join('\n\n')
  return { text, lines: composed.lines, confidence: confidenceOf(source), readable: true }
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

/** 1 for a sound text layer, 0.8 for one recognised from a scan, down to 0.1 where the fonts say little about letters. */
function confidenceOf({ lines, characters, unmapped }: PageLines): number {
  if (characters === 0) return 1
  const unmappedShare = unmapped / characters
  // A few unmapped signs are usual where formulas are set.
  if (unmappedShare > 0.02) return Math.max(0.1, Math.round((1 - 1.5 * unmappedShare) * 100) / 100)
  const recognised = lines.filter(({ invisible }) => invisible).length
  return recognised * 2 > lines.length ? 0.8 : 1
}

function warningsFor(pages: readonly ReadPage[]): string[] {
  const warnings: string[] = []
  const count = (matches: (page: ReadPage) => boolean, one: string, many: (n: number) => string): void => {
    const n = pages.filter(matches).length
    if (n > 0) warnings.push(n === 1 ? one : many(n))
  }
  count((page) => !page.readable, '1 page is damaged and could not be read.', (n) => `${n} pages are damaged and could not be read.`)
  count((page) => page.readable && page.text === '', '1 page holds no text; it may be a scan.', (n) => `${n} pages hold no text; they may be scans.`)
  count((page) => page.text !== '' && page.confidence < 0.6, '1 page has a text layer that may be wrong: its fonts do not say which letters they show.', (n) => `${n} pages have a text layer that may be wrong: their fonts do not say which letters they show.`)
  return warnings
}
