import type { PreviewPart } from '../../../src-preload/contract/index.ts'
import { originalSegments, outgoingSegments, type Segment } from './text-segments.ts'

/** A few lines of a part with what becomes of them, so that long texts stay side by side. */
export interface TextRow {
  /** Where the row begins in the part's original text. */
  readonly start: number
  readonly original: readonly Segment[]
  readonly outgoing: readonly Segment[]
}

/** A row ends with the first line that ends behind this many characters. */
const rowCharacters = 500

/** Ends of lines outside every finding, with the same place in the outgoing text. */
function breaks(part: PreviewPart, segments: readonly Segment[]): { readonly original: number; readonly outgoing: number }[] {
  const found: { original: number; outgoing: number }[] = []
  let shift = 0
  let rowStart = 0
  for (const { start, text, finding } of segments) {
    if (finding !== null) {
      shift = finding.outgoingEnd - finding.end
      continue
    }
    for (const line of text.matchAll(/\n+/g)) {
      const original = start + line.index + line[0].length
      if (original - rowStart < rowCharacters || original >= part.original.length) continue
      found.push({ original, outgoing: original + shift })
      rowStart = original
    }
  }
  return found
}

function cut(segments: readonly Segment[], from: number, to: number): Segment[] {
  return segments.flatMap((segment) => {
    const start = Math.max(from, segment.start)
    const end = Math.min(to, segment.start + segment.text.length)
    return start < end ? [{ ...segment, start, text: segment.text.slice(start - segment.start, end - segment.start) }] : []
  })
}

/** The rows of a part. Joined, they are both of its texts, always. */
export function textRows(part: PreviewPart, places: readonly { readonly start: number; readonly end: number }[]): TextRow[] {
  const original = originalSegments(part)
  const outgoing = outgoingSegments(part, places)
  const rows: TextRow[] = []
  let from = { original: 0, outgoing: 0 }
  const end = { original: part.original.length, outgoing: part.outgoing.length }
  for (const to of [...breaks(part, original), end]) {
    const outgoingEnd = to === end ? end.outgoing : Math.min(end.outgoing, Math.max(from.outgoing, to.outgoing))
    rows.push({ start: from.original, original: cut(original, from.original, to.original), outgoing: cut(outgoing, from.outgoing, outgoingEnd) })
    from = { original: to.original, outgoing: outgoingEnd }
  }
  return rows
}
