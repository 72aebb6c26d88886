import { type Hop, leftMachine } from './ledger.ts'

/** What the rows of one answer say about where its data went, for a sentence that sums it up. */
export interface WhereItWent {
  /** Hosts that a request was sent to, each once, in that order. */
  readonly sentTo: readonly string[]
  readonly bytesSent: number
  readonly bytesReceived: number
  /** Whether every request that was sent had an approval of its own before it. */
  readonly approved: boolean
  /** Other places that were touched outside this machine. */
  readonly elsewhere: readonly string[]
  /** How far an escalation came that sent nothing. */
  readonly unsent: 'proposal' | 'withdrawal' | 'refusal' | 'approval' | null
}

/** Sums up the rows of one answer, given in the order they happened. */
export function whereItWent(hops: readonly Hop[]): WhereItWent {
  const sent = hops.filter(({ kind }) => kind === 'send')
  const received = hops.filter(({ kind }) => kind === 'receive')
  const sentTo = unique(sent)
  // A reply comes from where the request went; one from anywhere else is named as well.
  const others = hops.filter((hop) => leftMachine(hop) && !sentTo.includes(hop.destination))
  let approvals = 0
  let approved = true
  for (const { kind } of hops) {
    if (kind === 'approval') approvals += 1
    if (kind === 'send' && (approvals -= 1) < 0) approved = false
  }
  const last = hops.findLast(({ kind }) => kind === 'proposal' || kind === 'withdrawal' || kind === 'refusal' || kind === 'approval')
  return {
    sentTo, elsewhere: unique(others), approved,
    bytesSent: sum(sent), bytesReceived: sum(received),
    unsent: sent.length > 0 ? null : (last?.kind ?? null) as WhereItWent['unsent'],
  }
}

function unique(hops: readonly Hop[]): string[] {
  return [...new Set(hops.map(({ destination }) => destination))]
}

function sum(hops: readonly Hop[]): number {
  return hops.reduce((bytes, hop) => bytes + hop.bytes, 0)
}
