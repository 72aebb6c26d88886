import { AppError, isAbort } from '../../support/errors.ts'
import { paragraphsOf } from './language/paragraphs.ts'
import type { Paragraph } from './language/paragraphs.ts'
import { placeholderLike } from './mask/placeholder.ts'
import { spelledNumbers } from './normalise/digit-words.ts'
import { readThrough } from './normalise/read-through.ts'
import type { Reading } from './normalise/read-through.ts'
import { recogniseAll } from './recognise/recognise-all.ts'
import { factsOf } from './recognise/text-facts.ts'
import type { DetectedSpan, Detector, TextPart } from './redactor.ts'

/** One part as the detectors saw it. Spans overlap and count from the part's own text. */
export interface ScannedPart {
  readonly part: TextPart
  readonly reading: Reading
  readonly spans: readonly DetectedSpan[]
  /** Of the part's own text, with their languages. */
  readonly paragraphs: readonly Paragraph[]
  readonly unknownLanguage: boolean
}

/** How far around an undone disguise the rules look again. */
const windowReach = 120

/** Rules over the text as it is and over what was disguised in it. */
export function scanByRules(part: TextPart): ScannedPart {
  const facts = factsOf(part.text)
  const reading = readThrough(part.text, facts.words)
  const paragraphs = paragraphsOf(part.text, facts.words)
  const spans = [...recogniseAll(part.text, facts, paragraphs)]
  for (const { start, end } of windowsOf(reading)) {
    const piece = reading.text.slice(start, end)
    for (const span of recogniseAll(piece, factsOf(piece), [{ start: 0, end: piece.length, language: null, unknown: false }])) {
      spans.push({ ...span, ...reading.toOriginal(start + span.start, start + span.end), confidence: span.confidence * 0.98 })
    }
  }
  // So many digits in words are somebody's number, whatever it is.
  for (const { start, end } of spelledNumbers(part.text, facts.words)) spans.push({ start, end, category: 'other-identifier', confidence: 0.6, detector: 'pattern' })
  // Instructions are the product's own words and may speak of placeholders; everywhere else such a thing would be taken for one of ours.
  if (part.kind !== 'instructions' && /_|005f/i.test(part.text)) {
    for (const match of part.text.matchAll(placeholderLike)) spans.push({ start: match.index, end: match.index + match[0].length, category: 'custom', confidence: 1, detector: 'pattern' })
  }
  const soft = part.kind === 'instructions' ? spans.filter((span) => span.category !== 'nationality') : spans
  return { part, reading, spans: soft, paragraphs, unknownLanguage: paragraphs.some((paragraph) => paragraph.unknown) }
}

/** Asks the name finder. Whatever keeps it from reading the whole text to its end is an error. Errors: `detector-failed`, `model-not-installed`, `cancelled`. */
export async function scanForNames(scanned: ScannedPart, names: Detector, options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<ScannedPart> {
  const { reading } = scanned
  if (!/\p{L}/u.test(reading.text)) return scanned
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const either = AbortSignal.any([options.signal, timeout])
  try {
    // A detector that ignores its signal must not hold the exit open.
    const { spans, scannedTo } = await Promise.race([names.detect(reading.text, { signal: either }), rejected(either, timeout)])
    if (scannedTo < reading.text.length || spans.some((span) => !withinText(span, reading.text))) throw new AppError('detector-failed')
    return { ...scanned, spans: [...scanned.spans, ...spans.map((span) => ({ ...span, ...reading.toOriginal(span.start, span.end) }))] }
  } catch (error) {
    if (options.signal.aborted) throw new AppError('cancelled', {}, { cause: error })
    if (error instanceof AppError && (error.code === 'detector-failed' || error.code === 'model-not-installed')) throw error
    throw new AppError('detector-failed', { timedOut: timeout.aborted || isAbort(error) }, { cause: error })
  }
}

function withinText(span: DetectedSpan, text: string): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && span.start >= 0 && span.start < span.end && span.end <= text.length
}

function rejected(signal: AbortSignal, timeout: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new AppError('detector-failed', { timedOut: timeout.aborted }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

function windowsOf(reading: Reading): readonly { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = []
  for (const change of reading.changes) {
    const start = Math.max(0, change.start - windowReach)
    const end = Math.min(reading.text.length, change.end + windowReach)
    const last = windows.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else windows.push({ start, end })
  }
  return windows
}
