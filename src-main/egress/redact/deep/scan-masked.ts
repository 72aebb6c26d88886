import type { Finding, PreviewPart } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import type { DetectedSpan, Detector } from '../redactor.ts'
import type { ScannedPart } from '../scan-part.ts'

interface Found { readonly start: number; readonly end: number; readonly span: DetectedSpan }

/**
 * Shows a detector the text as it would leave and gives the parts with what it found there, in places of the original text. Placeholders and
 * what a person or policy keeps are left alone; a value found in one part counts in all. Errors: `detector-failed`, `cancelled`, and the detector's.
 */
export async function scanMasked(scanned: readonly ScannedPart[], masked: readonly PreviewPart[], detector: Detector, { signal, timeoutMs, onProgress }: { readonly signal: AbortSignal; readonly timeoutMs: number; readonly onProgress?: (done: number) => void }): Promise<readonly ScannedPart[]> {
  const found: Found[][] = []
  const values = new Map<string, DetectedSpan>()
  for (const [index, part] of masked.entries()) {
    if (signal.aborted) throw new AppError('cancelled')
    const timeout = AbortSignal.timeout(timeoutMs)
    const { spans, scannedTo } = await detector.detect(part.outgoing, { signal: AbortSignal.any([signal, timeout]), onProgress: (done) => onProgress?.((index + done) / masked.length) }).catch((error: unknown) => {
      throw signal.aborted ? new AppError('cancelled', {}, { cause: error }) : timeout.aborted ? new AppError('detector-failed', { timedOut: true }, { cause: error }) : error
    })
    if (scannedTo < part.outgoing.length) throw new AppError('detector-failed')
    const here = spans.flatMap((span) => place(part, span.start, span.end, span))
    for (const { start, end, span } of here) values.set(part.original.slice(start, end), span)
    found.push(here)
    onProgress?.((index + 1) / masked.length)
  }
  return scanned.map((each, index) => {
    const part = masked[index]
    if (!part) throw new AppError('detector-failed')
    const elsewhere = [...values].flatMap(([value, span]) => occurrences(part.outgoing, value).flatMap((start) => place(part, start, start + value.length, span)))
    return { ...each, spans: [...each.spans, ...[...(found[index] ?? []), ...elsewhere].map(({ start, end, span }) => ({ ...span, start, end }))] }
  })
}

/** Where a stretch of the masked text stands in the original; nothing where it touches what was found already. */
function place({ outgoing, findings }: PreviewPart, start: number, end: number, span: DetectedSpan): readonly Found[] {
  if (!(start >= 0 && start < end && end <= outgoing.length)) throw new AppError('detector-failed')
  let before: Finding | null = null
  for (const finding of findings) {
    if (finding.outgoingStart < end && finding.outgoingEnd > start) return []
    if (finding.outgoingEnd <= start) before = finding
  }
  const shift = before === null ? 0 : before.end - before.outgoingEnd
  return [{ start: start + shift, end: end + shift, span }]
}

function occurrences(text: string, value: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + value.length] ?? '')) places.push(at)
  }
  return places
}
