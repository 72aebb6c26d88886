import type { Heading } from '../../../../src-preload/contract/index.ts'
import { canonicalLine } from '../canonical-text.ts'
import type { ComposedPage, LargeLine } from './compose-page-text.ts'
import type { OutlineEntry } from './pdf-document.ts'

/**
 * Headings of every page: from the document's own outline where it has one, else from lines set larger than the body.
 * Headings that still hold from earlier pages come first, at offset 0.
 */
export function findPdfHeadings(pages: readonly Pick<ComposedPage, 'lines'>[], outline: readonly OutlineEntry[]): Heading[][] {
  const targets = outline.filter(({ pageIndex, title }) => pageIndex >= 0 && pageIndex < pages.length && canonicalLine(title) !== '')
  const own = targets.length >= 2 ? fromOutline(pages, targets) : fromFontSizes(pages)
  let open: Heading[] = []
  return own.map((headings) => {
    const inherited = open.map((heading) => ({ ...heading, offset: 0 }))
    for (const heading of headings) open = [...open.filter(({ level }) => level < heading.level), heading]
    return [...inherited, ...headings]
  })
}

function fromOutline(pages: readonly Pick<ComposedPage, 'lines'>[], entries: readonly OutlineEntry[]): Heading[][] {
  const found: Heading[][] = pages.map(() => [])
  for (const { title, level, pageIndex } of entries) {
    const text = canonicalLine(title).slice(0, 300)
    found[pageIndex]?.push({ offset: offsetOfTitle(pages[pageIndex]?.lines ?? [], text), level, text })
  }
  for (const headings of found) headings.sort((a, b) => a.offset - b.offset)
  return found
}

/** The first line that begins with the title, its number left aside; 0 when none does. */
function offsetOfTitle(lines: readonly LargeLine[], title: string): number {
  const wanted = compact(title)
  for (const line of lines) {
    const here = compact(line.text)
    if (here !== '' && (here.startsWith(wanted) || (here.length > 6 && wanted.startsWith(here)))) return line.offset
  }
  return 0
}

function compact(text: string): string {
  return text.toLowerCase().replace(/^[\s\d.()]+/, '').replace(/[^\p{L}\p{N}]/gu, '')
}

/** A heading is set at least this much larger than most of the text. */
const largerThanBody = 1.14

function fromFontSizes(pages: readonly Pick<ComposedPage, 'lines'>[]): Heading[][] {
  const body = bodySize(pages)
  const isHeading = ({ text, fontSize }: LargeLine): boolean =>
    body > 0 && fontSize >= body * largerThanBody && text.length >= 3 && text.length <= 120 && /\p{L}{2}/u.test(text) && !text.includes('\t')
  const candidates = pages.map(({ lines }) => lines.filter(isHeading))
  const total = pages.reduce((sum, { lines }) => sum + lines.length, 0)
  const count = candidates.reduce((sum, lines) => sum + lines.length, 0)
  // Where much of the text is "large", size does not mark headings: slides, posters, forms.
  if (count > total * 0.2) return pages.map(() => [])
  const sizes = [...new Set(candidates.flat().map(({ fontSize }) => fontSize))].toSorted((a, b) => b - a)
  return candidates.map((lines) => mergeLines(lines).map(({ offset, text, fontSize }) => ({ offset, text, level: Math.min(4, sizes.indexOf(fontSize) + 1) })))
}

/** A heading that runs over two lines is one heading. */
function mergeLines(lines: readonly LargeLine[]): LargeLine[] {
  const merged: (LargeLine & { end: number })[] = []
  for (const line of lines) {
    const last = merged.at(-1)
    const end = line.offset + line.text.length
    if (last !== undefined && last.fontSize === line.fontSize && line.offset - last.end <= 2) {
      merged[merged.length - 1] = { ...last, text: `${last.text} ${line.text}`, end }
    } else merged.push({ ...line, end })
  }
  // What goes on for longer is text that happens to be large, such as a list of authors.
  return merged.filter(({ text }) => text.length <= 160)
}

/** The font size in which most characters are set. */
function bodySize(pages: readonly Pick<ComposedPage, 'lines'>[]): number {
  const characters = new Map<number, number>()
  for (const { lines } of pages) {
    for (const { text, fontSize } of lines) characters.set(fontSize, (characters.get(fontSize) ?? 0) + text.length)
  }
  return [...characters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
