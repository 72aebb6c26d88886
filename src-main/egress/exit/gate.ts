import type { Block, Cost, ExitStatus, Provider, Settings } from '../../../src-preload/contract/index.ts'
import { baseUrlOf, checkAddress } from '../providers/provider-endpoint.ts'
import { adminAllowsHost, type AdminPolicyState } from './admin-policy.ts'

/** Who may close the exit, as it stands now. */
export interface GateFacts {
  readonly settings: Pick<Settings, 'offline' | 'spendPerDayUsd' | 'spendPerMatterUsd'>
  /** `STRONGROOM_OFFLINE`. */
  readonly environmentOffline: boolean
  readonly admin: AdminPolicyState
  readonly matterPolicy: 'never' | 'ask'
}

/** One request that is to be let out. */
export interface GateRequest {
  readonly provider: Provider
  readonly url: string
  /** With the limits of {@link spendLimits}; money that is on its way counts as spent. */
  readonly cost: Cost
}

const gateReasons = ['offline', 'matter-never', 'host-not-allowed', 'no-key', 'spend-limit', 'policy-file'] as const
type GateReason = typeof gateReasons[number]

/** Whether a reason is one of the gate, which decides anew each time, and not one of the bytes, which stay as they are. */
export function isGateReason(reason: Block['reason']): boolean {
  return gateReasons.some((each) => each === reason)
}

export interface GateBlock extends Block { readonly reason: GateReason }

const block = (reason: GateReason, message: string): GateBlock => ({ reason, message, places: [] })

const messages = {
  never: 'This matter’s data policy is never to send anything.',
  offline: 'Strongroom is set to stay offline.',
  environment: 'Strongroom was started with STRONGROOM_OFFLINE, so nothing is sent until it is started without.',
  administrator: 'The administrator of this machine has switched sending off.',
  unreadable: 'The administrator’s policy file cannot be read, so nothing may be sent. Ask who manages this machine.',
} as const

/** Whether a matter's questions may be escalated at all. The strictest wins, and is who is named. Pure. */
export function decideStatus(facts: GateFacts, hasProviders: boolean): ExitStatus {
  if (facts.admin.state === 'unreadable') return { state: 'forbidden-by-policy', message: messages.unreadable, decidedBy: 'administrator' }
  if (facts.admin.policy.offline) return { state: 'forbidden-by-policy', message: messages.administrator, decidedBy: 'administrator' }
  if (facts.matterPolicy !== 'ask') return { state: 'never', message: messages.never, decidedBy: 'matter' }
  if (facts.environmentOffline) return { state: 'offline', message: messages.environment, decidedBy: 'environment' }
  if (facts.settings.offline) return { state: 'offline', message: messages.offline, decidedBy: 'user' }
  if (!hasProviders) return { state: 'no-provider', message: 'No provider is set up.', decidedBy: null }
  return { state: 'available', message: 'A question can be sent, after you have seen and approved every byte of it.', decidedBy: null }
}

/** Everything that stands against sending one request now; an empty list opens the gate. Pure. */
export function decideRequest(facts: GateFacts, request: GateRequest): GateBlock[] {
  const { admin, settings, environmentOffline, matterPolicy } = facts
  const { provider, url } = request
  const blocks: GateBlock[] = []
  if (admin.state === 'unreadable') blocks.push(block('policy-file', messages.unreadable))
  else {
    if (admin.policy.offline) blocks.push(block('policy-file', messages.administrator))
    if (admin.policy.allowedKinds && !admin.policy.allowedKinds.has(provider.kind)) blocks.push(block('policy-file', 'The administrator of this machine does not allow this kind of provider.'))
    if (!adminAllowsHost(admin.policy, URL.parse(url)?.hostname ?? '')) blocks.push(block('host-not-allowed', 'The administrator of this machine does not allow this provider’s host.'))
  }
  if (matterPolicy !== 'ask') blocks.push(block('matter-never', messages.never))
  if (environmentOffline) blocks.push(block('offline', messages.environment))
  if (settings.offline) blocks.push(block('offline', messages.offline))
  if (!isSafeAddress(provider)) blocks.push(block('host-not-allowed', 'The provider’s address is not protected by TLS. Only an endpoint on this machine may do without.'))
  else if (!isBelowAddress(url, provider)) blocks.push(block('host-not-allowed', 'The request would go to another address than the provider’s own.'))
  if (provider.keyState === 'missing') blocks.push(block('no-key', 'No key is stored for this provider.'))
  blocks.push(...spendBlocks(facts, request))
  return blocks
}

function isSafeAddress(provider: Provider): boolean {
  try {
    checkAddress(provider)
    return true
  } catch {
    return false
  }
}

/** Same scheme, host and port, and a path below the provider's own. */
function isBelowAddress(address: string, provider: Provider): boolean {
  const url = URL.parse(address)
  const base = new URL(baseUrlOf(provider))
  return url !== null && url.origin === base.origin && url.username === '' && url.password === '' && url.hash === '' && url.pathname.startsWith(`${base.pathname.replace(/\/+$/, '')}/`)
}

/** The lower of the user's limit and the administrator's. */
export function spendLimits({ settings, admin }: Pick<GateFacts, 'settings' | 'admin'>): { readonly dayLimitUsd: number | null; readonly matterLimitUsd: number | null } {
  const policy = admin.state === 'read' ? admin.policy : null
  const lower = (a: number | null, b: number | null): number | null => (a === null || b === null ? a ?? b : Math.min(a, b))
  return {
    dayLimitUsd: lower(settings.spendPerDayUsd, policy?.spendPerDayUsd ?? null),
    matterLimitUsd: lower(settings.spendPerMatterUsd, policy?.spendPerMatterUsd ?? null),
  }
}

function spendBlocks({ admin }: GateFacts, { provider, cost }: GateRequest): GateBlock[] {
  // An endpoint of the user's own organisation bills nobody by the token.
  const estimate = cost.estimateUsd ?? 0
  const passes = (spent: number, limit: number | null): boolean => limit !== null && !(spent + estimate <= limit)
  const blocks: GateBlock[] = []
  if (passes(cost.spentTodayUsd, cost.dayLimitUsd)) blocks.push(block('spend-limit', 'This request could pass the spending limit of the day.'))
  if (passes(cost.spentMatterUsd, cost.matterLimitUsd)) blocks.push(block('spend-limit', 'This request could pass the spending limit of the matter.'))
  // A user's limit warns about a model without a price; an administrator's must hold.
  const limitedByAdmin = admin.state === 'read' && (admin.policy.spendPerDayUsd !== null || admin.policy.spendPerMatterUsd !== null)
  if (limitedByAdmin && cost.estimateUsd === null && provider.route !== 'private') blocks.push(block('spend-limit', 'The administrator of this machine limits spending, and this model’s price is not known.'))
  return blocks
}
