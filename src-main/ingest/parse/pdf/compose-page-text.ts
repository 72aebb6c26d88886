import { canonicalText } from '../canonical-text.ts'
import type { PdfLine } from './read-page-lines.ts'

/** A line of the page's text that may be a heading. `offset` points into the composed text. */
export interface LargeLine { readonly offset: number; readonly text: string; readonly fontSize: number }

export interface ComposedPage {
  readonly text: string
  readonly lines: readonly LargeLine[]
}

/**
 * Puts lines together into page text: pieces on one baseline (sub- and superscripts, table cells) become one line, a gap
 * clearly larger than the page's line spacing becomes an empty line, every other line end stays a line end.
 */
export function composePageText(source: readonly PdfLine[]): ComposedPage {
  const rows = joinBaselines(source)
  const spacing = lineSpacing(rows)
  let text = ''
  const lines: LargeLine[] = []
  for (const [index, row] of rows.entries()) {
    const line = canonicalText(plainLetters(row.text))
    if (line === '') continue
    const previous = rows[index - 1]
    if (text !== '') text += previous !== undefined && beginsParagraph(previous, row, spacing) ? '\n\n' : '\n'
    lines.push({ offset: text.length, text: line, fontSize: Math.round(row.fontSize * 2) / 2 })
    text += line
  }
  return { text, lines }
}

function joinBaselines(source: readonly PdfLine[]): PdfLine[] {
  const rows: PdfLine[] = []
  for (const line of source) {
    const row = rows.at(-1)
    if (row === undefined || !continuesRow(row, line)) {
      rows.push({ ...line })
      continue
    }
    const gap = line.startX - row.endX
    const size = Math.max(row.fontSize, line.fontSize)
    const separator = gap > size * 1.8 ? '\t' : gap > size * 0.12 ? ' ' : ''
    const larger = line.fontSize > row.fontSize * 1.2 && row.text.length <= 3 ? line : row
    rows[rows.length - 1] = { ...row, text: row.text + separator + line.text, endX: line.endX, y: larger.y, fontSize: larger.fontSize }
  }
  return rows
}

/** The same visual line goes on: nearly the same baseline, further along it. A hyphen at a line's end ends it for sure. */
function continuesRow(row: PdfLine, line: PdfLine): boolean {
  const size = Math.max(row.fontSize, line.fontSize)
  if (size <= 0 || Math.abs(row.angle - line.angle) > 0.05) return false
  return Math.abs(row.y - line.y) < size * 0.45 && line.startX >= row.endX - size * 0.3
}

/** The usual distance between two baselines of this page, in points; 0 when there are too few lines to tell. */
function lineSpacing(rows: readonly PdfLine[]): number {
  const steps: number[] = []
  for (let i = 1; i < rows.length; i++) {
    const [above, below] = [rows[i - 1], rows[i]]
    if (above === undefined || below === undefined || above.angle !== below.angle) continue
    const step = above.y - below.y
    if (step > 0 && step < Math.max(above.fontSize, below.fontSize) * 3) steps.push(step)
  }
  steps.sort((a, b) => a - b)
  return steps.length < 3 ? 0 : steps[Math.floor(steps.length / 2)] ?? 0
}

function beginsParagraph(above: PdfLine, below: PdfLine, spacing: number): boolean {
  if (above.angle !== below.angle) return true
  const size = Math.max(above.fontSize, below.fontSize)
  const step = above.y - below.y
  // Up again: the next column or a box beside. A sentence that runs over the column's end is not torn apart.
  if (step < -size) return /[.:;!?…"”»)\]]$/.test(above.text) || /^[\p{Lu}\d•–-]/u.test(below.text)
  if (spacing > 0 && step > spacing * 1.4 && step > size * 1.35) return true
  if (spacing === 0 && step > size * 2) return true
  return Math.abs(above.fontSize - below.fontSize) > size * 0.15 && step > size * 0.8
}

const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }

/** Typographic ligatures as the letters they stand for, so that words are found; dot leaders are no table cells. */
function plainLetters(text: string): string {
  return text.replace(/([.·_])\t(?=[.·_])/g, '$1 ').replace(/[\uFB00-\uFB06]/g, (ligature) => ligatures[ligature] ?? ligature)
}
