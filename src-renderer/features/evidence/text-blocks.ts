import type { Heading } from '../../../src-preload/contract/index.ts'

export interface TextPart { readonly text: string; readonly marked: boolean }
export interface TextBlock { readonly offset: number; readonly level: number | null; readonly parts: readonly TextPart[] }

/** Cuts `[from, to)` where the marked span begins and ends. */
export function splitParts(text: string, from: number, to: number, span: { start: number; end: number } | null): TextPart[] {
  const cuts = span === null ? [] : [span.start, span.end].filter((cut) => cut > from && cut < to)
  const edges = [from, ...cuts, to]
  const parts: TextPart[] = []
  edges.forEach((edge, index) => {
    const next = edges[index + 1]
    if (next === undefined || next === edge) return
    parts.push({ text: text.slice(edge, next), marked: span !== null && edge >= span.start && next <= span.end })
  })
  return parts
}

/** A page's text as paragraphs and headings, with a span marked by its offsets; joining all parts and the line breaks gives the text back. */
export function textBlocks(text: string, headings: readonly Heading[], span: { start: number; end: number } | null): TextBlock[] {
  const blocks: TextBlock[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const end = offset + line.length
    if (line.trim() !== '') {
      const heading = headings.find((each) => each.offset >= offset && each.offset < end)
      blocks.push({ offset, level: heading?.level ?? null, parts: splitParts(text, offset, end, span) })
    }
    offset = end + 1
  }
  return blocks
}
