import type { Finding, PreviewPart } from '../../../src-preload/contract/index.ts'
import type { Redaction, TextPart } from '../redact/redactor.ts'
import { AppError } from '../../support/errors.ts'

/**
 * Does not take the redactor's word for it: every part came back, each with its own text, and the outgoing text is that text with
 * nothing changed but the findings, each of which stands where it says. Errors: `detector-failed`.
 */
export function checkRedaction(given: readonly TextPart[], redaction: Redaction): void {
  const fail = (reason: string): never => { throw new AppError('detector-failed', { reason }) }
  if (redaction.parts.length !== given.length) fail('parts-missing')
  const placeholders = new Set(redaction.entries.map((entry) => entry.placeholder))
  for (const [index, part] of redaction.parts.entries()) {
    const asked = given[index]
    if (!asked || part.id !== asked.id || part.kind !== asked.kind) return fail('parts-mixed-up')
    if (part.original !== asked.text) return fail('text-not-scanned')
    if (!onlyFindingsChanged(part, placeholders)) return fail('findings-do-not-fit')
  }
}

function onlyFindingsChanged({ original, outgoing, findings }: PreviewPart, placeholders: ReadonlySet<string>): boolean {
  let from = 0
  let outgoingFrom = 0
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const { start, end, outgoingStart, outgoingEnd } = finding
    const inOrder = start >= from && end > start && end <= original.length && outgoingStart >= outgoingFrom && outgoingEnd >= outgoingStart && outgoingEnd <= outgoing.length
    if (!inOrder || original.slice(from, start) !== outgoing.slice(outgoingFrom, outgoingStart)) return false
    if (!doneAsSaid(finding, original.slice(start, end), outgoing.slice(outgoingStart, outgoingEnd), placeholders)) return false
    from = end
    outgoingFrom = outgoingEnd
  }
  return original.slice(from) === outgoing.slice(outgoingFrom)
}

function doneAsSaid({ action }: Finding, before: string, after: string, placeholders: ReadonlySet<string>): boolean {
  switch (action) {
    case 'keep': return before === after
    case 'mask': return placeholders.has(after)
    // What is coarse enough already stays as it is: a month, a year.
    case 'generalise': return true
  }
}
