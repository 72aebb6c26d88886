import { categories, type MaskAction } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { Entity } from './alias/entity-registry.ts'
import { decideActions } from './mask/decide-actions.ts'
import { scanMasked } from './deep/scan-masked.ts'
import { findEntities } from './find-entities.ts'
import { applyMasks } from './mask/apply-masks.ts'
import type { DecidedSpan } from './mask/apply-masks.ts'
import { placeholderNumber } from './mask/placeholder.ts'
import { scanByRules, scanForNames } from './scan-part.ts'
import type { ScannedPart } from './scan-part.ts'
import type { Detector, RedactOptions, Redaction, Redactor, TextPart, VaultEntry } from './redactor.ts'

export interface RedactorOptions {
  /** The name finder; null where its weights are not installed. `default` and `deep` then end with `detector-failed`, never silently with less. Disposed of by its maker. */
  readonly names: Detector | null
  /** Asks the local chat model what in the already masked text could still identify someone; null where it cannot. `deep` then ends with `detector-failed`. */
  readonly deep?: Detector | null
  /** How long the name finder may take for one piece of text before it counts as failed. */
  readonly namesTimeoutMs?: number
}

const longestNamesMs = 120_000
/** One part may be a long document, and a local model reads some forty tokens a second. */
const longestDeepMs = 3_600_000
/** How much of the whole time the first round takes, about. */
const shareBeforeDeep = 0.05

/** Finds and masks over all parts of a payload together. Errors of `redact`: `detector-failed` (missing, crashed, timed out, cut short), `cancelled`. */
export function createRedactor(options: RedactorOptions): Redactor {
  let disposed = false
  return {
    async redact(parts, redactOptions) {
      if (disposed) throw new AppError('detector-failed')
      const { names, deep } = detectorsFor(options, redactOptions)
      const share = deep ? shareBeforeDeep : 1
      const scanned: ScannedPart[] = []
      for (const part of parts) {
        throwIfCancelled(redactOptions.signal)
        let seen = scanByRules(part)
        if (names) seen = await scanForNames(seen, names, { timeoutMs: options.namesTimeoutMs ?? longestNamesMs, signal: redactOptions.signal })
        scanned.push(seen)
        redactOptions.onProgress?.((scanned.length / parts.length) * share)
      }
      throwIfCancelled(redactOptions.signal)
      if (!deep) return redactScanned(scanned, redactOptions)
      // What it is shown is masked already, and nothing of this first round is kept.
      const first = redactScanned(scanned, { ...redactOptions, vault: { entries: () => redactOptions.vault.entries(), keep: () => {} } })
      const onProgress = (done: number): void => redactOptions.onProgress?.(share + done * (1 - share))
      const again = await scanMasked(scanned, first.parts, deep, { signal: redactOptions.signal, timeoutMs: longestDeepMs, onProgress })
      throwIfCancelled(redactOptions.signal)
      return redactScanned(again, redactOptions)
    },
    [Symbol.asyncDispose]() {
      disposed = true
      return Promise.resolve()
    },
  }
}

function detectorsFor(options: RedactorOptions, { mode }: RedactOptions): { readonly names: Detector | null; readonly deep: Detector | null } {
  if (mode === 'rules') return { names: null, deep: null }
  if (options.names === null) throw new AppError('detector-failed', { missing: 'names' })
  if (mode === 'default') return { names: options.names, deep: null }
  if (!options.deep) throw new AppError('detector-failed', { missing: 'deep' })
  return { names: options.names, deep: options.deep }
}

function redactScanned(scanned: readonly ScannedPart[], options: RedactOptions): Redaction {
  const byHand = options.decisions.filter((decision) => decision.kind === 'mask-text')
  const textOf = (partId: string, start: number, end: number): string => scanned.find(({ part }) => part.id === partId)?.part.text.slice(start, end) ?? ''
  const everywhere = byHand.filter((mask) => mask.everywhere).map((mask) => ({ text: textOf(mask.partId, mask.start, mask.end), category: mask.category, action: 'mask' as const })).filter((term) => term.text.trim() !== '')
  const { registry, parts } = findEntities(scanned, options.vault.entries(), options.terms, byHand, everywhere, new Set(categories.filter((category) => options.policy[category] === 'keep')))
  const decided = decideActions(parts, options)
  const used = new Set<Entity>()
  const outgoing = decided.map(({ part, spans }) => applyMasks(part, spans, (entity) => {
    used.add(entity)
    return registry.issuePlaceholder(entity)
  }))
  const known = new Map(options.vault.entries().map((entry) => [entry.entity, entry]))
  const entries = [...used].map((entity) => toEntry(entity, known.get(entity.id), decided)).sort((a, b) => a.category.localeCompare(b.category) || placeholderNumber(a.placeholder) - placeholderNumber(b.placeholder))
  if (entries.length > 0) options.vault.keep(entries)
  return { parts: outgoing, entries, kept: keptTexts(decided), warnings: warningsOf(scanned, options) }
}

/** The form that the reply gets back is the fullest that was written; once given it stays. */
function toEntry(entity: Entity, known: VaultEntry | undefined, decided: readonly { readonly part: TextPart; readonly spans: readonly DecidedSpan[] }[]): VaultEntry {
  const written = decided.flatMap(({ part, spans }) => spans.filter((span) => span.entity === entity && span.action === 'mask').map((span) => ({ text: span.cutFrom ?? part.text.slice(span.start, span.end), found: span.detector !== 'same-as-another' })))
  const [best] = entity.category === 'person' ? [...written].sort((a, b) => Number(b.found) - Number(a.found) || b.text.length - a.text.length) : written
  const forms = new Set([...(known?.forms ?? []), ...written.map(({ text }) => text)])
  const value = known?.value ?? best?.text ?? ''
  forms.add(value)
  return { placeholder: entity.placeholder ?? '', category: known?.category ?? entity.category, entity: entity.id, value, forms: [...forms] }
}

function keptTexts(decided: readonly { readonly part: TextPart; readonly spans: readonly { readonly start: number; readonly end: number; readonly action: MaskAction }[] }[]): readonly string[] {
  return [...new Set(decided.flatMap(({ part, spans }) => spans.filter((span) => span.action === 'keep').map((span) => part.text.slice(span.start, span.end))))]
}

function warningsOf(scanned: readonly ScannedPart[], { mode }: RedactOptions): readonly string[] {
  const unknown = scanned.filter((part) => part.unknownLanguage)
  return [
    ...(unknown.length > 0 ? [`${unknown.length === 1 ? 'One part is' : `${unknown.length} parts are`} in a language whose names and addresses Strongroom does not know (${unknown.slice(0, 3).map(({ part }) => part.label).join(', ')}). Look through it yourself.`] : []),
    ...(mode === 'rules' ? ['Only rules were used: names of people, firms and places without a title, a form or a cue were not looked for.'] : []),
  ]
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled')
}

