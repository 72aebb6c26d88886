import type { Provider, Settings } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { ProviderAdapter } from '../providers/provider-adapter.ts'
import type { ProviderBook } from '../providers/provider-book.ts'
import type { CreateRestorer, FindLeftovers, Redactor } from '../redact/redactor.ts'
import type { ExitTransport } from '../transport.ts'
import type { Exit } from './exit.ts'
import type { ExitClock } from './exit-clock.ts'

/** What the exit is made of. Everything that decides is asked anew at every step, so that nothing from before is believed. */
export interface ExitOptions {
  /** Not disposed of here. */
  readonly redactor: Redactor
  readonly findLeftovers: FindLeftovers
  readonly createRestorer: CreateRestorer
  readonly adapterFor: (provider: Provider) => ProviderAdapter
  readonly providers: Pick<ProviderBook, 'get' | 'keyOf'>
  /** Whether any provider is set up; for the status alone. */
  readonly hasProviders: () => boolean
  readonly transport: ExitTransport
  readonly settings: () => Pick<Settings, 'offline' | 'spendPerDayUsd' | 'spendPerMatterUsd' | 'redaction'>
  /** What all matters together have spent since a moment, US dollars. */
  readonly spentSince: (moment: Date) => number
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

/** The only way out; see {@link Exit}. */
export function createExit(_options: ExitOptions): Exit {
  throw new AppError('exit-closed')
}
