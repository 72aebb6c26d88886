import type { MaskAction } from '../../../../src-preload/contract/index.ts'
import { canonical } from '../alias/entity-registry.ts'
import type { FoundPart } from '../find-entities.ts'
import { foldValue } from '../normalise/fold.ts'
import type { RedactOptions, TextPart } from '../redactor.ts'
import { findingId } from './apply-masks.ts'
import type { DecidedSpan } from './apply-masks.ts'
import { findTerms } from './own-list.ts'

type Options = Pick<RedactOptions, 'policy' | 'terms' | 'decisions'>

/** What happens with every finding: what the person decided here, then what the user's list says, then the policy of its category. */
export function decideActions(parts: readonly FoundPart[], { policy, terms, decisions }: Options): readonly { readonly part: TextPart; readonly spans: readonly DecidedSpan[] }[] {
  const single = new Map<string, MaskAction>()
  const ofEntity = new Map<string, MaskAction>()
  for (const decision of decisions) {
    if (decision.kind !== 'set-action') continue
    // A later decision for everywhere also overrides earlier ones for single places.
    if (!decision.everywhere) single.set(decision.findingId, decision.action)
    else ofEntity.set(decision.entity, decision.action)
  }
  const keepTerms = terms.filter((term) => term.action === 'keep')
  const keepValues = new Set(keepTerms.map((term) => foldValue(term.text)))
  return parts.map(({ scanned: { part }, spans }) => {
    const keeps = keepTerms.length > 0 ? findTerms(part.text, keepTerms) : []
    return {
      part,
      spans: spans.map((span) => {
        const id = findingId(part.id, span.start, span.end, span.category)
        const byPerson = single.get(id) ?? ofEntity.get(span.entity.id)
        const listed = span.detector === 'your-list' ? terms.find((term) => term.action !== 'keep' && canonical(term.category, term.text) === canonical(term.category, part.text.slice(span.start, span.end)))?.action ?? 'mask' : null
        const spared = span.detector !== 'your-list' && span.detector !== 'you' && (keepValues.has(foldValue(part.text.slice(span.start, span.end))) || keeps.some((keep) => keep.start <= span.start && keep.end >= span.end))
        const action = byPerson ?? (span.detector === 'you' ? 'mask' : (listed ?? (spared ? 'keep' : policy[span.category])))
        return { ...span, action }
      }),
    }
  })
}
