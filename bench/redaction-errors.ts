// Shows what was missed and what was masked for nothing, by kind and with what stands around it: for dev texts only.
import { type MaskedSpan, scoreText } from './redaction-scores.ts'
import type { MarkedText } from './redaction-sets.ts'

interface Example {
  readonly text: MarkedText
  /** False where only names are marked: what else is masked may be right. */
  readonly allMarked: boolean
  readonly spans: readonly (MaskedSpan & { readonly category?: string; readonly detector?: string })[]
}

export function showErrors(examples: Example[], most: number): void {
  const missed = new Map<string, string[]>()
  const needless = new Map<string, string[]>()
  for (const { text, spans, allMarked } of examples) {
    for (const span of scoreText(text, spans, 0).missed) add(missed, span.type, `${around(text.text, span)}   ${kept(text.text, span, spans)}`)
    for (const span of allMarked ? spans : []) {
      if (!text.spans.some(({ start, end }) => start < span.end && span.start < end)) add(needless, `${span.category ?? ''} by ${span.detector ?? ''}`, around(text.text, span))
    }
  }
  print('missed', missed, most)
  print('masked for nothing', needless, most)
}

function print(title: string, groups: ReadonlyMap<string, readonly string[]>, most: number): void {
  for (const [kind, rows] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`\n  ${title}: ${kind} (${rows.length})`)
    const step = Math.max(1, Math.floor(rows.length / most))
    for (const row of rows.filter((_row, at) => at % step === 0).slice(0, most)) console.log(`    ${row}`)
  }
}

function around(text: string, { start, end }: MaskedSpan): string {
  return `…${text.slice(Math.max(0, start - 40), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 30)}…`.replace(/\s+/g, ' ')
}

/** What of a missed entity can still be read, where some of it was masked. */
function kept(text: string, { start, end }: MaskedSpan, spans: readonly MaskedSpan[]): string {
  const shown = text.slice(start, end).split('').map((letter, at) => (spans.some((span) => span.start <= start + at && start + at < span.end) ? '█' : letter)).join('')
  return shown.includes('█') ? `left: ${shown}` : ''
}

function add(groups: Map<string, string[]>, key: string, row: string): void {
  const rows = groups.get(key) ?? []
  rows.push(row)
  groups.set(key, rows)
}
