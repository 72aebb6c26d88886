import type { Provider } from '../../../src-preload/contract/index.ts'
import { AppError, isAbort } from '../../support/errors.ts'
import type { ProviderAdapter, ReplyEvent, SendRequest } from '../providers/provider-adapter.ts'
import type { ProviderBook } from '../providers/provider-book.ts'
import type { CreateRestorer } from '../redact/redactor.ts'
import type { ExitTransport } from '../transport.ts'
import type { ExitEvent, ExitMatter } from './exit.ts'
import { writeReceipt, writeRow } from './ledger-rows.ts'
import { readOwnAuthority } from './own-authority.ts'
import { literalOf } from './refuse.ts'
import { ReplyMeter } from './reply-meter.ts'
import type { ApprovedPreview } from './stages.ts'

export interface SendDeps {
  readonly adapter: ProviderAdapter
  readonly providers: Pick<ProviderBook, 'get' | 'keyOf'>
  readonly transport: ExitTransport
  readonly createRestorer: CreateRestorer
  /** Decides with what holds now, about the provider as it is now. Throws what stands against it; asked again just before each irrevocable step. */
  readonly assertAllowed: (provider: Provider) => void
  /** What the provider's usage costs; null where it does not say or no price is known. US dollars. */
  readonly priceOf: (usage: Usage) => number | null
  readonly signal: AbortSignal
}

type Usage = Pick<Extract<ReplyEvent, { kind: 'end' }>, 'inputTokens' | 'outputTokens'>
type Reached = 'nothing' | 'send-row' | 'first-byte'

/**
 * Sends an approval whose use has begun. A `refusal` row if nothing was tried; else a `send` row before the connection is opened
 * and a `receive` row when it has ended, however it ended. Errors: `approval-void` when the provider is no longer what was
 * approved, those of the gate, the keys, the transport and the adapter.
 */
export async function* sendApproved(matter: ExitMatter, approved: ApprovedPreview, deps: SendDeps): AsyncGenerator<ExitEvent> {
  const { preview } = approved
  const { proposal, redaction, prompt } = preview.redacted
  const { provider, model } = proposal.input
  const restorer = deps.createRestorer(redaction.entries)
  const meter = new ReplyMeter()
  let reached: Reached = 'nothing'
  let ended: Extract<ReplyEvent, { kind: 'end' }> | null = null
  let outcome = 'stopped'
  let sending: AppError | null = null

  try {
    const { key, authority, current } = await unchangedProvider(deps, provider)
    deps.assertAllowed(current)
    await assertChainHolds(matter, deps.signal)
    const send: SendRequest = async (request) => {
      try {
        return meter.watch(await deps.transport.send(approved, request, {
          signal: request.signal, authority,
          beforeConnecting: () => {
            deps.assertAllowed(current)
            writeRow(matter, 'send', preview)
            reached = 'send-row'
          },
          beforeFirstByte: () => {
            deps.assertAllowed(current)
            reached = 'first-byte'
          },
        }))
      } catch (error) {
        // Kept as it was: a library in between may wrap it.
        sending = error instanceof AppError ? error : new AppError('provider-unreachable')
        throw sending
      }
    }
    for await (const event of deps.adapter.stream(provider, model, prompt, { key, send, signal: deps.signal })) {
      if (event.kind === 'end') {
        ended = event
        break
      }
      const delta = restorer.push(event.delta)
      if (delta !== '') yield { kind: 'text', delta }
    }
    if (!ended) throw new AppError('reply-unreadable', { reason: 'no-end' })
    const rest = restorer.end()
    if (rest !== '') yield { kind: 'text', delta: rest }
    outcome = `complete ${ended.stoppedBy}`
  } catch (error) {
    const failure = sending ?? asFailure(error, deps.signal)
    outcome = literalOf(failure)
    const rest = restorer.end()
    if (rest !== '') yield { kind: 'text', delta: rest }
    throw failure
  } finally {
    settle(matter, approved, deps, { reached, ended, meter, outcome })
  }
  yield {
    kind: 'end', bytesSent: preview.request.body.byteLength, bytesReceived: meter.bytes,
    inputTokens: ended.inputTokens, outputTokens: ended.outputTokens, costUsd: deps.priceOf(ended), stoppedBy: ended.stoppedBy,
  }
}

interface Settlement { readonly reached: Reached; readonly ended: Usage | null; readonly meter: ReplyMeter; readonly outcome: string }

/** What is owed to the ledger and the spend book, whatever happened. */
function settle(matter: ExitMatter, { preview }: ApprovedPreview, deps: SendDeps, { reached, ended, meter, outcome }: Settlement): void {
  const { provider, model } = preview.redacted.proposal.input
  if (reached === 'nothing') return writeRow(matter, 'refusal', preview, outcome)
  // A provider that refused has billed nothing; one that broke off may have billed all of it.
  if (reached === 'first-byte' && !outcome.startsWith('provider-refused')) {
    const usage = { inputTokens: ended?.inputTokens ?? null, outputTokens: ended?.outputTokens ?? null }
    matter.spend.add({ providerId: provider.id, model, ...usage, costUsd: deps.priceOf(usage) ?? preview.cost.estimateUsd })
  }
  writeReceipt(matter, new URL(preview.request.url).host, { bytes: meter.bytes, hash: meter.digest(), detail: outcome })
}

/** Key and authority of the provider, if it is still, field for field, the one that the person saw. */
async function unchangedProvider({ providers }: SendDeps, approved: Provider): Promise<{ readonly key: string | null; readonly authority: string | null; readonly current: Provider }> {
  const current = await providers.get(approved.id).catch(() => null)
  if (!current || fingerprint(current) !== fingerprint(approved)) throw new AppError('approval-void', { reason: 'provider-changed' })
  const key = await providers.keyOf(current.id)
  if (current.needsKey && (key === null || key === '')) throw new AppError('key-missing')
  return { key, authority: await readOwnAuthority(current.caFile), current }
}

/** Whether a key is stored may change; the gate asks for that. */
function fingerprint(provider: Provider): string {
  return JSON.stringify(Object.entries(provider).filter(([field]) => field !== 'keyState').toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** A ledger that does not verify proves nothing about what would be sent now. */
async function assertChainHolds({ ledger }: ExitMatter, signal: AbortSignal): Promise<void> {
  const verdict = await ledger.verifyPatiently(signal)
  if (verdict.state !== 'intact') throw new AppError('ledger-damaged', { row: verdict.firstBadId })
}

function asFailure(error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (signal.aborted || isAbort(error)) return new AppError('cancelled')
  return new AppError('reply-unreadable')
}
