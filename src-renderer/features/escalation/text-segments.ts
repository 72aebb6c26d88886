import type { Block, Finding, PreviewPart } from '../../../src-preload/contract/index.ts'

/** A stretch of a part's text that looks the same throughout. */
export interface Segment {
  readonly start: number
  readonly text: string
  readonly finding: Finding | null
  /** Something that must not be sent stands here. */
  readonly blocked: boolean
}

export interface Place { readonly partId: string; readonly start: number; readonly end: number }
interface Span { readonly start: number; readonly end: number }

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** The first of overlapping spans wins, so that no character is shown twice. */
function withoutOverlaps<T extends Span>(spans: readonly T[], length: number): T[] {
  const kept: T[] = []
  let end = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < end || span.end <= span.start || span.end > length) continue
    kept.push(span)
    end = span.end
  }
  return kept
}

/** Original text cut at its findings. The pieces joined are the text, always. */
export function originalSegments(part: PreviewPart): Segment[] {
  const { original } = part
  const segments: Segment[] = []
  let cursor = 0
  for (const finding of withoutOverlaps(part.findings, original.length)) {
    if (finding.start > cursor) segments.push({ start: cursor, text: original.slice(cursor, finding.start), finding: null, blocked: false })
    segments.push({ start: finding.start, text: original.slice(finding.start, finding.end), finding, blocked: false })
    cursor = finding.end
  }
  if (cursor < original.length) segments.push({ start: cursor, text: original.slice(cursor), finding: null, blocked: false })
  return segments
}

/** Outgoing text cut at what became of the findings and at the places that block it. The pieces joined are the text, always. */
export function outgoingSegments(part: PreviewPart, places: readonly Span[]): Segment[] {
  const { outgoing } = part
  const spans = withoutOverlaps(part.findings.map((finding) => ({ start: finding.outgoingStart, end: finding.outgoingEnd, finding })), outgoing.length)
  const edges = new Set([0, outgoing.length])
  for (const span of [...spans, ...places]) {
    edges.add(clamp(span.start, outgoing.length))
    edges.add(clamp(span.end, outgoing.length))
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? outgoing.length
    const within = (span: Span): boolean => span.start <= start && end <= span.end
    return { start, text: outgoing.slice(start, end), finding: spans.find(within)?.finding ?? null, blocked: places.some(within) }
  })
}

/** The places that block a part, of all reasons. */
export function blockedPlaces(blocked: readonly Block[], partId: string): Place[] {
  return blocked.flatMap((block) => block.places).filter((place) => place.partId === partId)
}

/** Where a stretch of outgoing text stands in the original: what was masked in between has another length. */
export function originalRange(part: PreviewPart, place: Span): Span {
  const findings = withoutOverlaps(part.findings, part.original.length)
  const toOriginal = (offset: number, edge: 'start' | 'end'): number => {
    let shift = 0
    for (const finding of findings) {
      if (finding.outgoingEnd <= offset) shift = finding.end - finding.outgoingEnd
      else if (finding.outgoingStart < offset || (edge === 'start' && finding.outgoingStart === offset)) return edge === 'start' ? finding.start : finding.end
      else break
    }
    return clamp(offset + shift, part.original.length)
  }
  const start = toOriginal(place.start, 'start')
  return { start, end: Math.max(start, toOriginal(place.end, 'end')) }
}
