// What is counted about one redacted text, and the figures that are reported, each 0–1 but those that name a unit.
import type { GoldSpan, MarkedText } from './redaction-sets.ts'

export interface MaskedSpan { readonly start: number; readonly end: number }

/** Counts of one text; figures are sums of these, so that an interval can be had by drawing texts again. */
export interface TextScore {
  readonly id: string
  readonly bytes: number
  readonly microseconds: number
  readonly entities: ReadonlyMap<string, { readonly found: number; readonly all: number }>
  /** Identifiers: marked spans that read the same. One counts when all its mentions are masked. */
  readonly identifiersFound: number
  readonly identifiers: number
  /** Letters and digits. */
  readonly markedCharacters: number
  readonly maskedCharacters: number
  readonly markedAndMasked: number
  readonly masks: number
  /** Masks that touch nothing marked. */
  readonly falseMasks: number
  readonly missed: readonly GoldSpan[]
}

const counted = /[\p{L}\p{N}]/u

/** An entity counts when each of its letters and digits is masked. */
export function scoreText({ id, text, spans }: MarkedText, masks: readonly MaskedSpan[], microseconds: number): TextScore {
  const letters = lettersOf(text)
  const masked = cover(text.length, masks)
  const marked = cover(text.length, spans)
  const isMasked = ({ start, end }: GoldSpan): boolean => {
    for (let at = start; at < end; at++) if (letters[at] === 1 && masked[at] !== 1) return false
    return true
  }
  const entities = new Map<string, { found: number; all: number }>()
  const identifiers = new Map<string, boolean>()
  const missed: GoldSpan[] = []
  for (const span of spans) {
    const found = isMasked(span)
    const row = entities.get(span.type) ?? { found: 0, all: 0 }
    entities.set(span.type, { found: row.found + (found ? 1 : 0), all: row.all + 1 })
    const key = text.slice(span.start, span.end).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
    identifiers.set(key, found && (identifiers.get(key) ?? true))
    if (!found) missed.push(span)
  }
  const count = (test: (at: number) => boolean): number => letters.reduce((sum, letter, at) => sum + (letter === 1 && test(at) ? 1 : 0), 0)
  return {
    id, microseconds, entities, missed,
    bytes: Buffer.byteLength(text),
    identifiers: identifiers.size,
    identifiersFound: [...identifiers.values()].filter(Boolean).length,
    markedCharacters: count((at) => marked[at] === 1),
    maskedCharacters: count((at) => masked[at] === 1),
    markedAndMasked: count((at) => marked[at] === 1 && masked[at] === 1),
    masks: masks.length,
    falseMasks: masks.filter(({ start, end }) => !marked.subarray(start, end).includes(1)).length,
  }
}

export const figureNames = ['entity recall', 'character recall', 'character precision', 'F2', 'clean texts', 'every mention', 'false masks per KB', 'µs per KB'] as const
export type FigureName = typeof figureNames[number]
export type Figures = Readonly<Record<FigureName, number>>

export function figuresOf(scores: readonly TextScore[]): Figures {
  const sum = (read: (score: TextScore) => number): number => scores.reduce((total, score) => total + read(score), 0)
  const recall = sum((score) => score.markedAndMasked) / sum((score) => score.markedCharacters)
  const precision = sum((score) => score.markedAndMasked) / sum((score) => score.maskedCharacters)
  // A text with nothing to find cannot be clean by merit.
  const marked = scores.filter(({ entities }) => entities.size > 0)
  const kilobytes = sum((score) => score.bytes) / 1024
  return {
    'entity recall': sum((score) => total(score).found) / sum((score) => total(score).all),
    'character recall': recall,
    'character precision': precision,
    F2: (5 * precision * recall) / (4 * precision + recall),
    'clean texts': marked.filter(({ missed }) => missed.length === 0).length / marked.length,
    'every mention': sum((score) => score.identifiersFound) / sum((score) => score.identifiers),
    'false masks per KB': sum((score) => score.falseMasks) / kilobytes,
    'µs per KB': sum((score) => score.microseconds) / kilobytes,
  }
}

export function recallByType(scores: readonly TextScore[]): ReadonlyMap<string, { readonly found: number; readonly all: number }> {
  const types = new Map<string, { found: number; all: number }>()
  for (const [type, { found, all }] of scores.flatMap((score) => [...score.entities])) {
    const row = types.get(type) ?? { found: 0, all: 0 }
    types.set(type, { found: row.found + found, all: row.all + all })
  }
  return new Map([...types].sort(([, a], [, b]) => b.all - a.all))
}

/** The middle 95 % of the figures of `draws` sets of texts drawn from these with replacement; the same every time. */
export function intervals(scores: readonly TextScore[], draws = 500): Readonly<Record<FigureName, readonly [number, number]>> {
  let state = 1
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const drawn = Array.from({ length: draws }, () => figuresOf(scores.flatMap(() => scores[Math.floor(next() * scores.length)] ?? [])))
  const interval = (name: FigureName): readonly [number, number] => {
    const values = drawn.map((figures) => figures[name]).filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
    return [values[Math.floor(values.length * 0.025)] ?? Number.NaN, values[Math.floor(values.length * 0.975)] ?? Number.NaN]
  }
  return Object.fromEntries(figureNames.map((name) => [name, interval(name)])) as Readonly<Record<FigureName, readonly [number, number]>>
}

function total({ entities }: TextScore): { readonly found: number; readonly all: number } {
  const rows = [...entities.values()]
  return { found: rows.reduce((sum, { found }) => sum + found, 0), all: rows.reduce((sum, { all }) => sum + all, 0) }
}

function lettersOf(text: string): Uint8Array {
  const letters = new Uint8Array(text.length)
  for (let at = 0; at < text.length;) {
    const point = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (counted.test(point)) letters.fill(1, at, at + point.length)
    at += point.length
  }
  return letters
}

function cover(length: number, spans: readonly MaskedSpan[]): Uint8Array {
  const covered = new Uint8Array(length)
  for (const { start, end } of spans) covered.fill(1, start, end)
  return covered
}
