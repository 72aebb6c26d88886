import { decidingKinds, leftMachine, thisMachine, type Hop } from '../../../src-preload/contract/index.ts'
import { formatBytes } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'

export interface HopWords { readonly what: string; readonly detail: string | null; readonly where: string; readonly size: string; readonly fingerprint: string; readonly stayed: boolean }

/** A step of the ledger in plain words. */
export function hopWords(hop: Hop): HopWords {
  const items = hop.items > 0 ? `${t.hops.items(hop.kind, hop.items)}, ` : ''
  return {
    what: t.hops[hop.kind],
    detail: hop.detail === null ? null : t.hops.detail(hop.detail),
    where: hop.destination === thisMachine ? t.hops.thisMachine : decidingKinds.includes(hop.kind) ? t.hops.meantFor(hop.destination) : hop.destination,
    size: `${items}${formatBytes(hop.bytes)}`,
    fingerprint: hop.sha256.slice(0, 12),
    stayed: !leftMachine(hop),
  }
}
