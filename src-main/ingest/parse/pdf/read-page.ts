import { composePageText, type ComposedPage } from './compose-page-text.ts'
import { findRules, type PageRules } from './find-rules.ts'
import { holdsUnseenText } from './find-unseen-text.ts'
import { judgePage, type PageJudgement } from './judge-page.ts'
import { measurePagePicture, type PagePicture } from './measure-page-picture.ts'
import type { PdfDocument } from './pdf-document.ts'
import type { PdfForm } from './pdf-form.ts'
import type { Pdfium } from './pdfium-library.ts'
import { readPageAnnotations, type PageAnnotations } from './read-page-annotations.ts'
import type { FaintWord, PageLines, PdfLine } from './page-lines.ts'
import { readPageLines } from './read-page-lines.ts'
import { flattenAnnotations, insertShownLines } from './read-shown-annotations.ts'

export interface ReadPage extends ComposedPage {
  /** Null when the page could not be loaded. */
  readonly judgement: PageJudgement | null
  /** Characters beyond what is shown of the page, which were left out. */
  readonly outside: number
  /** Some of its words are not to be seen on it. They are in the text. */
  readonly unseen: boolean
  readonly fields: number
  /** Files pinned to it. */
  readonly files: PageAnnotations['files']
}

interface PageParts { readonly layer: PageLines; readonly rules: PageRules; readonly picture: PagePicture; readonly annotations: PageAnnotations; readonly unseen: boolean }

/** Everything a page says: its text, what its fields and annotations show and say; null when it cannot be loaded. */
export function readPage(pdfium: Pdfium, document: PdfDocument, index: number, form: PdfForm | null): ReadPage | null {
  const parts = readParts(pdfium, document, index, form)
  if (parts === null) return null
  const { layer, rules, picture, annotations, unseen } = parts
  const composed = composePageText(layer.lines, rules)
  const said = squeeze(composed.text)
  const isNew = (line: string): boolean => !composed.text.includes(line) && !(line.startsWith(noteMark) && said.includes(squeeze(line.slice(noteMark.length))))
  const added = annotations.lines.filter(isNew).join('\n')
  const text = [composed.text, added].filter((part) => part !== '').join('\n\n')
  const judgement = judgePage(text, layer, picture)
  const inDoubt = judgement.coverage === 'text' && composed.tables.some(({ suspect }) => suspect)
  return { ...composed, text, judgement: inDoubt ? { ...judgement, coverage: 'suspect-table' } : judgement, outside: layer.outside, unseen, fields: annotations.fields, files: annotations.files }
}

/** A picture that takes up more of the page may be the scan of it. */
const scanShare = 0.3
const noteMark = 'Note: '
const noRules: PageRules = { across: [], down: [] }
const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

function readParts(pdfium: Pdfium, document: PdfDocument, index: number, form: PdfForm | null): PageParts | null {
  const own = document.withPage(index, (page) => {
    const layer = withoutCopies(readUpright(pdfium, page))
    const annotations = readPageAnnotations(pdfium, page, form)
    const picture = measurePagePicture(pdfium, page, layer.lines)
    // Six lines, with two ends each, are the least that cells need; a map has more than any table.
    const rules = picture.segments < 12 || picture.segments > 8_000 ? noRules : findRules(pdfium, page)
    return { layer, rules, picture, annotations, unseen: holdsUnseenText(pdfium, page, doubtful(layer, picture)), shows: flattenAnnotations(pdfium, page) }
  })
  if (own === null || !own.shows) return own
  const { rules, annotations, unseen } = own
  const shown = document.withPage(index, (page) => {
    const layer = withShownLines(own.layer, withoutCopies(readPageLines(pdfium, page)), annotations)
    return { layer, rules, picture: measurePagePicture(pdfium, page, layer.lines), annotations, unseen }
  })
  return shown ?? own
}

/** Text that is painted and was recognised as well says the same twice: what is not painted goes. */
function withoutCopies(layer: PageLines): PageLines {
  const painted = new Map<string, PdfLine[]>()
  for (const line of layer.lines) if (!line.invisible) painted.set(squeeze(line.text), [...(painted.get(squeeze(line.text)) ?? []), line])
  if (painted.size === 0 || painted.size === layer.lines.length) return layer
  const isCopy = (line: PdfLine): boolean => line.invisible && (painted.get(squeeze(line.text)) ?? []).some(({ y, startX, fontSize }) => Math.abs(y - line.y) < fontSize && Math.abs(startX - line.startX) < fontSize * 2)
  return { ...layer, lines: layer.lines.filter((line) => !isCopy(line)) }
}

/** Words that are not painted lie over the scan that they were recognised from, where there is one. */
const doubtful = ({ faint }: PageLines, { pictureShare }: PagePicture): readonly FaintWord[] => (pictureShare < scanShare ? faint : faint.filter(({ painted }) => painted))

/** `all` is the page read once more with what its annotations show, which follows on its own content. */
function withShownLines(own: PageLines, all: PageLines, { lines: described }: PageAnnotations): PageLines {
  const follows = own.lines.every(({ text }, i) => all.lines[i]?.text === text)
  if (!follows) return all
  const shown = all.lines.slice(own.lines.length).filter(({ words }) => !isSpelled(words.map(({ text }) => text), described))
  return { ...all, lines: insertShownLines(own.lines, shown) }
}

/** A field of boxes for one letter each: its value is described as a word. */
function isSpelled(words: readonly string[], described: readonly string[]): boolean {
  if (words.length < 3 || words.some((word) => [...word].length > 1)) return false
  let left = words.join('')
  const values = described.map((line) => squeeze(line.slice(line.indexOf(': ') + 1))).filter((value) => value !== '').toSorted((a, b) => b.length - a.length)
  for (const value of values) left = left.replace(value, '')
  return left === ''
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
