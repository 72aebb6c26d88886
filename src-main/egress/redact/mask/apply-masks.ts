import { hash } from 'node:crypto'
import type { Category, Finding, MaskAction, PreviewPart } from '../../../../src-preload/contract/index.ts'
import type { Entity } from '../alias/entity-registry.ts'
import type { DetectedSpan, TextPart } from '../redactor.ts'
import { generalise } from './generalise.ts'

/** A finding that has its entity and what is to be done with it. */
export interface DecidedSpan extends DetectedSpan { readonly entity: Entity; readonly action: MaskAction }

/** The same finding has the same id in every revision of a preview. */
export function findingId(partId: string, start: number, end: number, category: Category): string {
  return `f_${hash('sha256', `${partId}\n${start}\n${end}\n${category}`, 'hex').slice(0, 16)}`
}

/** Writes one part anew. `spans` are in order and without overlaps; `placeholderFor` issues placeholders. */
export function applyMasks(part: TextPart, spans: readonly DecidedSpan[], placeholderFor: (entity: Entity) => string): PreviewPart {
  const pieces: string[] = []
  const findings: Finding[] = []
  let at = 0
  let outgoing = 0
  for (const span of spans) {
    const before = part.text.slice(at, span.start)
    const value = part.text.slice(span.start, span.end)
    const by = span.action === 'keep' ? value : span.action === 'generalise' ? generalise(span.category, value) : placeholderFor(span.entity)
    pieces.push(before, by)
    outgoing += before.length
    findings.push({
      id: findingId(part.id, span.start, span.end, span.category), start: span.start, end: span.end, outgoingStart: outgoing, outgoingEnd: outgoing + by.length,
      category: span.category, entity: span.entity.id, action: span.action, confidence: span.confidence, detector: span.detector,
    })
    outgoing += by.length
    at = span.end
  }
  pieces.push(part.text.slice(at))
  return { id: part.id, kind: part.kind, label: part.label, original: part.text, outgoing: pieces.join(''), findings }
}
