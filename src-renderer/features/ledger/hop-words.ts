import type { Hop } from '../../../src-preload/contract/index.ts'
import { formatBytes } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'

/** The wire's word for the machine itself. */
const here = 'this machine'

export interface HopWords { readonly what: string; readonly where: string; readonly size: string; readonly fingerprint: string; readonly stayed: boolean }

/** A step of the ledger in plain words. */
export function hopWords(hop: Hop): HopWords {
  const stayed = hop.destination === here
  const items = hop.items > 0 ? `${t.hops.items(hop.kind, hop.items)}, ` : ''
  return {
    what: t.hops[hop.kind],
    where: stayed ? t.hops.thisMachine : hop.destination,
    size: `${items}${formatBytes(hop.bytes)}`,
    fingerprint: hop.sha256.slice(0, 12),
    stayed,
  }
}
