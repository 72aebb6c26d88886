import type { Block, Cost, Provider, Term } from '../../../src-preload/contract/index.ts'
import { newId } from '../../support/ids.ts'
import { AppError } from '../../support/errors.ts'
import type { ProviderAdapter } from '../providers/provider-adapter.ts'
import { baseUrlOf } from '../providers/provider-endpoint.ts'
import { foldWord } from '../redact/normalise/fold.ts'
import type { FindLeftovers, Vault, VaultEntry } from '../redact/redactor.ts'
import { wireHeaderNames } from '../wire-headers.ts'
import { approvalHash } from './approval-hash.ts'
import { frameOfBody } from './frame-of-body.ts'
import { scanRequest } from './scan-request.ts'
import { isRedacted, markPreview } from './stage-marks.ts'
import type { ExitPreview, RedactedProposal } from './stages.ts'

export interface MakePreviewOptions {
  readonly adapter: ProviderAdapter
  readonly findLeftovers: FindLeftovers
  readonly vault: Vault
  /** The user's own list. */
  readonly terms: readonly Term[]
  /** Only for kinds whose header names depend on the key. */
  readonly key: string | null
  readonly cost: Cost
  /** What the gate has against a request to this address. */
  readonly decide: (url: string) => readonly Block[]
  readonly warnings: readonly string[]
  readonly expiresAt: Date
}

/** Far above what anybody can review, and below what any provider takes. */
const mostBodyBytes = 1_000_000

/**
 * Step 3: the only maker of an {@link ExitPreview}. The provider's library serialises; then the final bytes are looked at again.
 * What is found stands in `blocked`, and nothing with a block can be approved. Errors: `invalid-request` (the library cannot serialise it).
 */
export async function makePreview(redacted: RedactedProposal, options: MakePreviewOptions): Promise<ExitPreview> {
  if (!isRedacted(redacted)) throw new AppError('not-allowed')
  const { proposal, redaction, prompt } = redacted
  const { provider, model, matterId } = proposal.input
  const { adapter, findLeftovers, key, cost, expiresAt } = options

  const serialised = await adapter.serialise(provider, model, prompt, key)
  const placed = await frameOfBody(adapter, provider, model, prompt, key, serialised)
  const request = Object.freeze({
    method: serialised.method,
    url: serialised.url,
    headerNames: Object.freeze(wireHeaderNames(serialised.headerNames)),
    body: new Uint8Array(serialised.body),
  })
  const entries = [...scannedEntries(redacted, options.vault), ...listedEntries(redacted, options.terms)]
  const blocked = [
    ...options.decide(request.url),
    ...scanRequest(findLeftovers, { parts: redaction.parts, entries, kept: redaction.kept, request, baseUrl: baseUrlOf(provider), model, placed }),
    ...(request.body.byteLength > mostBodyBytes ? [tooLarge] : []),
  ]
  return markPreview(Object.freeze({
    id: newId('x'), redacted, request, cost, blocked, expiresAt,
    warnings: [...redaction.warnings, ...options.warnings, ...hostWarnings(provider)],
    approvalHash: approvalHash({ request, provider, model, matterId }),
  }))
}

const tooLarge: Block = { reason: 'too-large', message: `The request is larger than ${mostBodyBytes / 1e6} MB. Ask with fewer excerpts.`, places: [] }

/**
 * Everything that is masked now or was in this chat. What the review keeps or makes coarser this time is left out: it is meant to
 * stand there, or its coarser form is.
 */
function scannedEntries({ redaction }: RedactedProposal, vault: Vault): VaultEntry[] {
  const masked = new Set(redaction.entries.map((entry) => entry.entity))
  const decided = new Set(redaction.parts.flatMap((part) => part.findings).filter((finding) => finding.action !== 'mask').map((finding) => finding.entity))
  const earlier = vault.entries().filter((entry) => !masked.has(entry.entity) && !decided.has(entry.entity))
  return [...redaction.entries, ...earlier]
}

/**
 * What the user has listed must not stand in the bytes in any disguise, whether it was found in a readable form or not; unless the
 * review decided otherwise about a text that holds it.
 */
function listedEntries({ redaction }: RedactedProposal, terms: readonly Term[]): VaultEntry[] {
  const decided = redaction.parts.flatMap(({ original, findings }) => findings.filter(({ action }) => action !== 'mask').map(({ start, end }) => wordsOf(original.slice(start, end))))
  const isDecided = (words: string): boolean => decided.some((value) => value.trim() !== '' && (value.includes(words) || words.includes(value)))
  return terms
    .filter(({ text, action }) => action === 'mask' && !isDecided(wordsOf(text)))
    .map(({ id, text, category }) => ({ placeholder: '', category, entity: id, value: text, forms: [text] }))
}

/** Folded words with a space before, between and behind: what is inside another is there as whole words. */
function wordsOf(text: string): string {
  return ` ${(foldWord(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `
}

function hostWarnings(provider: Provider): string[] {
  return provider.route === 'frontier' && provider.hosting === '' ? ['You have not said where this provider is hosted.'] : []
}
