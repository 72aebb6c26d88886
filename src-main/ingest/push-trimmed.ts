import type { Span } from '../../src-preload/contract/index.ts'

/** Adds the stretch of `text` from `from` to `to` without the white space around it, unless nothing is left. */
export function pushTrimmed(text: string, from: number, to: number, spans: Span[]): void {
  let start = from
  let end = to
  while (start < end && /\s/.test(text[start] ?? '')) start++
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--
  if (end > start) spans.push({ start, end })
}
