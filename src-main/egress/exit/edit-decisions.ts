import type { PreviewEdit, PreviewPart, Term } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { Decision } from '../redact/redactor.ts'

type Remembered = Pick<Term, 'text' | 'category' | 'action'>

/** A person's changes as the redactor takes them, and what of them is to be remembered for the matter. Errors: `invalid-request` for a place that does not exist. */
export function decisionsOf(edits: readonly PreviewEdit[], parts: readonly PreviewPart[]): { readonly decisions: readonly Decision[]; readonly remembered: readonly Remembered[] } {
  const decisions: Decision[] = []
  const remembered: Remembered[] = []
  for (const edit of edits) {
    const { part, start, end, category } = placeOf(edit, parts)
    decisions.push(decisionOf(edit, parts))
    const action = edit.kind === 'mask-text' ? 'mask' : edit.action
    if (edit.remember) remembered.push({ text: part.original.slice(start, end), category, action })
  }
  return { decisions, remembered }
}

function decisionOf(edit: PreviewEdit, parts: readonly PreviewPart[]): Decision {
  if (edit.kind === 'mask-text') {
    const { partId, start, end, category, everywhere } = edit
    return { kind: 'mask-text', partId, start, end, category, everywhere }
  }
  const { findingId, action, everywhere } = edit
  return { kind: 'set-action', findingId, entity: findingOf(findingId, parts).finding.entity, action, everywhere }
}

function placeOf(edit: PreviewEdit, parts: readonly PreviewPart[]): { readonly part: PreviewPart; readonly start: number; readonly end: number; readonly category: Term['category'] } {
  if (edit.kind === 'set-action') {
    const { part, finding } = findingOf(edit.findingId, parts)
    return { part, ...finding }
  }
  const part = parts.find((each) => each.id === edit.partId)
  if (!part || edit.start >= edit.end || edit.end > part.original.length) throw new AppError('invalid-request')
  return { part, start: edit.start, end: edit.end, category: edit.category }
}

function findingOf(findingId: string, parts: readonly PreviewPart[]): { readonly part: PreviewPart; readonly finding: PreviewPart['findings'][number] } {
  for (const part of parts) {
    const finding = part.findings.find((each) => each.id === findingId)
    if (finding) return { part, finding }
  }
  throw new AppError('invalid-request')
}
