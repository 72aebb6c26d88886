import type { Category, Term } from '../../../src-preload/contract/index.ts'
import { indexAliases } from './alias/alias-index.ts'
import { definedTerms } from './alias/defined-terms.ts'
import { EntityRegistry } from './alias/entity-registry.ts'
import type { Entity } from './alias/entity-registry.ts'
import { isOrdinaryHere, languageAt } from './alias/ordinary-here.ts'
import { nameOfEmail } from './alias/email-names.ts'
import { parsePersonName } from './alias/person-name.ts'
import { propagate } from './alias/propagate.ts'
import { stretchesOf } from './language/stretches.ts'
import { findDisguised } from './leftovers/find-disguised.ts'
import { mayBeDisguised } from './leftovers/may-be-disguised.ts'
import { wantedValues } from './leftovers/wanted-values.ts'
import { findTerms } from './mask/own-list.ts'
import { resolveOverlaps } from './resolve-overlaps.ts'
import type { DetectedSpan, VaultEntry } from './redactor.ts'
import type { ScannedPart } from './scan-part.ts'

export interface EntitySpan extends DetectedSpan { readonly entity?: Entity }
export interface FoundPart { readonly scanned: ScannedPart; readonly spans: readonly (DetectedSpan & { readonly entity: Entity })[] }

/** Below the first a finding counts only within `nearCharacters` of one that is above it; below the second it never counts. */
const sure = 0.5
const possible = 0.25
const nearCharacters = 120

const nameIn = (text: string, span: DetectedSpan): string => span.cutFrom ?? text.slice(span.start, span.end)

const sameEntity = (a: EntitySpan, b: EntitySpan): boolean => a.entity === undefined || b.entity === undefined || a.entity === b.entity

/** What a person marked by hand; `everywhere` ones are already in `terms`. */
export interface HandMask { readonly partId: string; readonly start: number; readonly end: number; readonly category: Category }

/**
 * Settles who and what is meant over all parts together: overlaps are resolved, mentions of one entity are joined, and every other mention of
 * it is looked for in every part, plainly and in disguise.
 */
export function findEntities(parts: readonly ScannedPart[], known: readonly VaultEntry[], terms: readonly Pick<Term, 'text' | 'category' | 'action'>[], byHand: readonly HandMask[], handTerms: readonly Pick<Term, 'text' | 'category' | 'action'>[], kept: ReadonlySet<Category>): { readonly registry: EntityRegistry; readonly parts: readonly FoundPart[] } {
  const registry = new EntityRegistry(known)
  const masked = terms.filter((term) => term.action !== 'keep')
  const first = parts.map((scanned) => {
    const { text, id } = scanned.part
    const own = [
      ...findTerms(scanned.reading.text, masked).map(({ start, end, term }) => ({ ...scanned.reading.toOriginal(start, end), category: term.category, confidence: 1, detector: 'your-list' as const, entity: registry.entityOf(term.category, term.text) })),
      ...findTerms(scanned.reading.text, handTerms).map(({ start, end, term }) => ({ ...scanned.reading.toOriginal(start, end), category: term.category, confidence: 1, detector: 'you' as const, entity: registry.entityOf(term.category, term.text) })),
      ...byHand.filter((mask) => mask.partId === id && mask.end <= text.length).map(({ start, end, category }) => ({ start, end, category, confidence: 1, detector: 'you' as const })),
    ]
    return { scanned, spans: resolveOverlaps<EntitySpan>(text, [...strongEnough(scanned.spans), ...own], { kept }) }
  })
  assign(registry, first)
  const index = indexAliases(registry.entities)
  const second = first.map(({ scanned, spans }) => {
    const { reading, part } = scanned
    const stretches = registry.entities.length === 0 ? [] : stretchesOf(part.text, scanned.paragraphs)
    const aliases = registry.entities.length === 0 ? [] : propagate(reading.text, index).flatMap(({ start, end, entity }): readonly EntitySpan[] => {
      const place = reading.toOriginal(start, end)
      if (entity.category !== 'custom' && isOrdinaryHere(part.text.slice(place.start, place.end), languageAt(stretches, place.start), entity)) return []
      return [{ ...place, category: entity.category, confidence: 0.6, detector: 'same-as-another', entity }]
    })
    return { scanned, spans: resolveOverlaps<EntitySpan>(part.text, [...spans.map((span) => ({ ...span, entity: span.entity ?? registry.entityOf(span.category, nameIn(part.text, span)) })), ...aliases], { kept, sameEntity }) }
  })
  return { registry, parts: withDisguised(registry, second, kept) }
}

/** Doubtful findings count beside certain ones: where there is one name there are more. */
function strongEnough(spans: readonly DetectedSpan[]): readonly DetectedSpan[] {
  const certain = spans.filter((span) => span.confidence >= sure)
  const doubtful = spans.filter((span) => span.confidence < sure && span.confidence >= possible)
  return [...certain, ...doubtful.filter((span) => certain.some((other) => other.confidence >= 0.7 && other.start - span.end < nearCharacters && span.start - other.end < nearCharacters))]
}

/** Full names first, so that a surname finds the person it belongs to; a namesake mentioned last before it is preferred. */
function assign(registry: EntityRegistry, parts: readonly { readonly scanned: ScannedPart; readonly spans: readonly EntitySpan[] }[]): void {
  const mentions = parts.flatMap(({ scanned, spans }, order) => spans.map((span) => ({ order, span, value: nameIn(scanned.part.text, span) })))
  const wordCount = (mention: (typeof mentions)[number]): number => (mention.span.category === 'person' ? parsePersonName(mention.value).words.filter((word) => word.length > 1).length : 0)
  for (const mention of mentions.map((each) => ({ ...each, count: wordCount(each) })).sort((a, b) => b.count - a.count || a.order - b.order || a.span.start - b.span.start)) {
    if (mention.span.entity) registry.addForm(mention.span.entity, mention.value)
    else registry.entityOf(mention.span.category, mention.value)
  }
  for (const { span, value } of mentions) {
    const name = span.category === 'email' ? nameOfEmail(value) : null
    if (name !== null) registry.entityOf('person', name)
  }
  for (const { scanned, spans } of parts) {
    for (const { alias, of } of definedTerms(scanned.part.text, spans)) registry.addForm(registry.entityOf(of.category, scanned.part.text.slice(of.start, of.end)), alias)
  }
}

function walled(text: string, spans: readonly DetectedSpan[]): string {
  let result = ''
  let at = 0
  for (const { start, end } of spans) {
    result += text.slice(at, start) + '\u0000'.repeat(end - start)
    at = end
  }
  return result + text.slice(at)
}

/** Values that were found plainly somewhere may stand in disguise elsewhere: reversed, escaped, encoded. */
function withDisguised(registry: EntityRegistry, parts: readonly { readonly scanned: ScannedPart; readonly spans: readonly EntitySpan[] }[], kept: ReadonlySet<Category>): readonly FoundPart[] {
  const byId = new Map(registry.entities.map((entity) => [entity.id, entity]))
  const wanted = wantedValues(registry.entities.map((entity) => ({ placeholder: '', category: entity.category, entity: entity.id, value: [...entity.forms][0] ?? '', forms: [...entity.forms] })))
  return parts.map(({ scanned, spans }) => {
    const { text } = scanned.part
    const covered = (start: number, end: number): boolean => spans.some((span) => span.start <= start && span.end >= end)
    // What is masked becomes a wall: a name that touched it stands alone in what goes out.
    const open = walled(text, spans)
    if (!mayBeDisguised(open, wanted)) return { scanned, spans: spans.map((span) => ({ ...span, entity: span.entity ?? registry.entityOf(span.category, nameIn(text, span)) })) }
    const hidden = findDisguised(open, 0, wanted)
      .filter(({ start, end }) => start < end && !covered(start, end))
      .map(({ start, end, entry }): EntitySpan => ({ start, end, category: entry.category, confidence: 0.6, detector: 'same-as-another', ...(byId.has(entry.entity) && { entity: byId.get(entry.entity) as Entity }) }))
    const all = hidden.length === 0 ? spans : resolveOverlaps<EntitySpan>(text, [...spans, ...hidden], { kept, sameEntity })
    return { scanned, spans: all.map((span) => ({ ...span, entity: span.entity ?? registry.entityOf(span.category, nameIn(text, span)) })) }
  })
}
