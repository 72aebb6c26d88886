import type { Block, Provider, Settings } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { ProviderAdapter } from '../providers/provider-adapter.ts'
import type { ProviderBook } from '../providers/provider-book.ts'
import type { CreateRestorer, Decision, FindLeftovers, RedactionMode, Redactor } from '../redact/redactor.ts'
import type { ExitTransport } from '../transport.ts'
import { machinePolicyFiles, readAdminPolicy } from './admin-policy.ts'
import { approvalLifeMs, Approvals } from './approvals.ts'
import { describePreview } from './describe-preview.ts'
import { decisionsOf } from './edit-decisions.ts'
import { actualCost, type Estimate, estimateCost } from './estimate-cost.ts'
import { type ExitClock, systemClock } from './exit-clock.ts'
import type { Exit, ExitEvent, ExitMatter } from './exit.ts'
import { environmentIsOffline } from './forced-offline.ts'
import { decideRequest, decideStatus, type GateFacts, isGateReason, spendLimits } from './gate.ts'
import { writeRefusal, writeRow } from './ledger-rows.ts'
import { makePreview } from './make-preview.ts'
import { readPrices } from './price-list.ts'
import { redactProposal } from './redact-proposal.ts'
import { failureOf, literalOf } from './refuse.ts'
import { sendApproved } from './send-approved.ts'
import { SpendTracker } from './spend-tracker.ts'
import type { ExitPreview, Proposal } from './stages.ts'

/** What the exit is made of. Everything that decides is asked anew at every step, so that nothing from before is believed. */
export interface ExitOptions {
  /** Not disposed of here. */
  readonly redactor: Redactor
  readonly findLeftovers: FindLeftovers
  readonly createRestorer: CreateRestorer
  readonly adapter: ProviderAdapter
  readonly providers: Pick<ProviderBook, 'get' | 'keyOf'>
  /** Whether any provider is set up; for the status alone. */
  readonly hasProviders: () => boolean
  readonly transport: ExitTransport
  readonly settings: () => Pick<Settings, 'offline' | 'spendPerDayUsd' | 'spendPerMatterUsd' | 'redaction'>
  /** Where the user's own `prices.json` is, if there is one. */
  readonly dataFolder: string
  /** Default: that of this process. `STRONGROOM_OFFLINE`, `STRONGROOM_POLICY_FILE`. */
  readonly environment?: NodeJS.ProcessEnv
  /** The machine-wide policy files; default: those of this system. Tests only. */
  readonly policyFiles?: readonly string[]
  readonly clock?: ExitClock
  /** How long finding and masking may take in all. Default: 5 minutes. */
  readonly redactTimeoutMs?: number
}

/** How a preview was made, so that a change can make it again. */
interface Origin { readonly mode: RedactionMode; readonly decisions: readonly Decision[] }
type Progress = (stage: 'finding-names' | 'serialising', done: number) => void

/** The only way out; see {@link Exit}. */
export function createExit(options: ExitOptions): Exit {
  const { redactor, findLeftovers, adapter, providers, transport, settings, environment = process.env, clock = systemClock } = options
  const policyFiles = options.policyFiles ?? machinePolicyFiles(process.platform, environment)
  const approvals = new Approvals(clock)
  const origins = new WeakMap<ExitPreview, Origin>()
  const spending = new SpendTracker(clock)
  const inFlight = new Map<AbortController, string>()

  const factsOf = (matter: ExitMatter): GateFacts => ({
    settings: settings(),
    environmentOffline: environmentIsOffline(environment),
    admin: readAdminPolicy({ environment, machineFiles: policyFiles }),
    matterPolicy: matter.dataPolicy(),
  })

  const make = async (matter: ExitMatter, proposal: Proposal, origin: Origin, signal: AbortSignal, onProgress: Progress = () => {}): Promise<ExitPreview> => {
    const { provider, model } = proposal.input
    const vault = matter.vault(proposal.input.chatId)
    const terms = matter.terms()
    const redacted = await redactProposal(redactor, proposal, {
      ...origin, policy: settings().redaction, terms, vault,
      timeoutMs: options.redactTimeoutMs ?? 5 * 60_000, signal, onProgress: (done) => onProgress('finding-names', done),
    })
    onProgress('serialising', 0)
    const facts = factsOf(matter)
    const prices = readPrices(options.dataFolder)
    const estimate = estimateCost(redacted.prompt, provider, model, prices)
    const cost = spending.costOf(estimate, matter, spendLimits(facts))
    const preview = await makePreview(redacted, {
      adapter, findLeftovers, vault, terms, cost,
      // Signing changes the names of the headers, so these have to be made with the key.
      key: provider.kind === 'bedrock' && provider.keyState === 'set' ? await providers.keyOf(provider.id) : null,
      decide: (url) => decideRequest(facts, { provider, url, cost }),
      warnings: costWarnings(estimate, provider, prices.damaged),
      expiresAt: new Date(clock.wallMs() + approvalLifeMs),
    })
    signal.throwIfAborted()
    onProgress('serialising', 1)
    origins.set(preview, origin)
    return preview
  }

  /** A preview without its row is none. */
  const enter = (matter: ExitMatter, preview: ExitPreview): ExitPreview => {
    try {
      writeRow(matter, 'proposal', preview)
      return preview
    } catch (error) {
      approvals.withdraw(preview.id, matter.id)
      throw error
    }
  }

  /** Everything that stands against a preview now: what the scan of its bytes showed, and the gate anew. */
  const blocksNow = (matter: ExitMatter, preview: ExitPreview, provider: Provider, facts: GateFacts): Block[] => {
    const cost = spending.costOf(preview.cost, matter, spendLimits(facts), preview)
    return [...decideRequest(facts, { provider, url: preview.request.url, cost }), ...preview.blocked.filter(({ reason }) => !isGateReason(reason))]
  }

  const assertAllowed = (matter: ExitMatter, preview: ExitPreview, provider: Provider): void => {
    const facts = factsOf(matter)
    const [first, ...rest] = blocksNow(matter, preview, provider, facts)
    if (first) throw failureOf([first, ...rest], facts.admin)
  }

  return {
    status: (matter) => decideStatus(factsOf(matter), options.hasProviders()),

    async propose(matter, proposal, { mode, signal, onProgress }) {
      const { matterId } = proposal.input
      if (matterId !== matter.id) throw new AppError('invalid-request')
      const epoch = approvals.epoch(matterId)
      try {
        if (matter.dataPolicy() !== 'ask') throw new AppError('exit-closed', { reason: 'matter-never' })
        const preview = await make(matter, proposal, { mode, decisions: [] }, signal, onProgress)
        approvals.add(preview, epoch)
        return describePreview(enter(matter, preview))
      } catch (error) {
        const failure = asFailure(error, signal)
        // A person who stops it has decided nothing; what the exit itself refuses is written down.
        if (failure.code !== 'cancelled') writeRefusal(matter, destinationOf(proposal), literalOf(failure))
        throw failure
      }
    },

    async revise(matter, previewId, edits, signal) {
      try {
        return describePreview(await approvals.revise(previewId, matter.id, async (before) => {
          const origin = origins.get(before)
          if (!origin) throw new AppError('approval-void')
          if (matter.dataPolicy() !== 'ask') throw new AppError('exit-closed', { reason: 'matter-never' })
          const { decisions, remembered } = decisionsOf(edits, before.redacted.redaction.parts)
          const next = await make(matter, before.redacted.proposal, { ...origin, decisions: [...origin.decisions, ...decisions] }, signal)
          writeRow(matter, 'proposal', next)
          for (const term of remembered) matter.remember(term)
          return next
        }))
      } catch (error) {
        throw asFailure(error, signal)
      }
    },

    approve(matter, previewId, approvalHash) {
      let preview: ExitPreview | null = null
      try {
        preview = approvals.open(previewId, matter.id)
        assertAllowed(matter, preview, preview.redacted.proposal.input.provider)
        const approved = approvals.approve(previewId, matter.id, approvalHash)
        // If this fails the approval is used up and nobody has it.
        writeRow(matter, 'approval', preview)
        return approved
      } catch (error) {
        const failure = error instanceof AppError ? error : new AppError('exit-closed')
        if (preview) writeRow(matter, 'refusal', preview, literalOf(failure))
        else writeRefusal(matter, 'unknown', literalOf(failure))
        throw failure
      }
    },

    proposalOf: (previewId) => approvals.find(previewId).redacted.proposal,

    async* send(matter, approved, signal): AsyncGenerator<ExitEvent> {
      const { preview } = approved
      try {
        approvals.begin(approved, matter.id)
      } catch (error) {
        writeRefusal(matter, 'unknown', literalOf(error))
        throw error
      }
      const { model, provider } = preview.redacted.proposal.input
      const abort = new AbortController()
      inFlight.set(abort, matter.id)
      // Before the gate is asked, so that of two requests the later one sees the other.
      spending.reserve(preview, matter.id, preview.cost.estimateUsd ?? 0)
      try {
        yield* sendApproved(matter, approved, {
          adapter, providers, transport, createRestorer: options.createRestorer,
          assertAllowed: (current) => {
            approvals.assertHolds(approved)
            assertAllowed(matter, preview, current)
          },
          priceOf: (usage) => actualCost(provider, model, readPrices(options.dataFolder), usage),
          signal: AbortSignal.any([signal, abort.signal]),
        })
      } finally {
        abort.abort()
        inFlight.delete(abort)
        spending.release(preview)
        approvals.finish(approved)
      }
    },

    withdraw(matter, previewId) {
      const preview = approvals.withdraw(previewId, matter.id)
      if (preview) writeRow(matter, 'withdrawal', preview)
    },

    voidAll(matterId) {
      approvals.voidAll(matterId)
      for (const [abort, of] of inFlight) if (of === matterId) abort.abort()
    },

    async [Symbol.asyncDispose]() {
      approvals.voidAll(null)
      for (const abort of inFlight.keys()) abort.abort()
    },
  }
}

function costWarnings({ estimateUsd }: Estimate, { route }: Provider, pricesDamaged: boolean): string[] {
  return [
    ...(estimateUsd === null && route === 'frontier' ? ['No price is known for this model, so its cost is neither estimated nor limited.'] : []),
    ...(pricesDamaged ? ['Your own price list (prices.json) cannot be read; the prices of this release are used.'] : []),
  ]
}

function asFailure(error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  return new AppError(signal.aborted ? 'cancelled' : 'internal')
}

function destinationOf({ input }: Proposal): string {
  return URL.parse(input.provider.baseUrl ?? '')?.host ?? input.provider.kind
}
