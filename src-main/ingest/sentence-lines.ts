import type { Span } from '../../src-preload/contract/index.ts'

/** The number or letter of a clause, set off by a tab: the tab is no table's. */
const clauseNumber = /^(?:§+ ?)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,6})[.)]?\t/i

interface Line extends Span { readonly text: string }

/** A line that begins an item of its own: a bullet, or a number or letter with its stop or bracket. */
const listMarker = /^(?:[•◦▪▸‣●○■□☐☒✓✗*]|[-–—](?=\s)|\[\d{1,3}\](?=\s)|\(?\d{1,3}(?:\.\d{1,3})*[.)](?=\s)|\(?[a-z][.)](?=\s)|\([ivxlc]{1,5}\)|[ivx]{1,4}\)|§+ ?\d|#{1,6}\s|\|)/i

/**
 * Stretches of text that no sentence crosses: paragraphs, table rows, list items, headings. Inside a paragraph the line
 * breaks of a PDF or a wrapped text are not boundaries.
 */
export function lineBlocks(text: string): Span[] {
  const blocks: Span[] = []
  for (const paragraph of paragraphs(text)) {
    const width = Math.max(...paragraph.map((line) => line.text.length))
    let start = paragraph[0]?.start ?? 0
    for (const [index, line] of paragraph.entries()) {
      const next = paragraph[index + 1]
      if (next !== undefined && !isDeliberate(line.text, next.text, width)) continue
      blocks.push({ start, end: line.end })
      start = next?.start ?? line.end
    }
  }
  return blocks
}

/** Runs of lines that are not blank. */
function paragraphs(text: string): Line[][] {
  const found: Line[][] = []
  let open: Line[] = []
  let start = 0
  while (start <= text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const line = text.slice(start, end)
    if (/\S/.test(line)) open.push({ start, end, text: line.trim() })
    else if (open.length > 0) {
      found.push(open)
      open = []
    }
    start = end + 1
  }
  if (open.length > 0) found.push(open)
  return found
}

/** Whether the line break after `line` was made by the author, not by the width of the paper. */
function isDeliberate(line: string, next: string, width: number): boolean {
  if (line.replace(clauseNumber, '').includes('\t') || next.includes('\t')) return true
  if (listMarker.test(next)) return true
  if (/[-,;(\u00AD/&]$/.test(line) || !/^["“„«([]?[\p{Lu}\p{N}]/u.test(next)) return false
  // The next word would have fitted: nobody wraps there. Prose that runs to the edge never meets this.
  const firstWord = /^\S+/.exec(next)?.[0].length ?? 0
  return line.length + 1 + firstWord < width * 0.8
}
