import { leftMachine, type CallName, type Hop } from '../../../src-preload/contract/index.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { appHops } from './sample-hops.ts'
import type { World } from './scenarios.ts'

type Name = Extract<CallName, `ledger.${string}`>

/** The ledger over a world in memory. Take a row out of `world.hops`, and it verifies as broken there. */
export function fakeLedger(world: World): Pick<FakeHandlers, Name> {
  const rowsOf = (matterId: string | null): readonly Hop[] => (matterId === null ? appHops : world.hops)
  const messageOf = (hop: Hop): unknown => Reflect.get(hop, 'messageId')
  return {
    'ledger.forMessage': ({ messageId }) => {
      const own = world.hops.filter((hop) => messageOf(hop) === messageId)
      return own.length > 0 ? own : world.hops.slice(1, 4)
    },
    'ledger.list': ({ matterId, filter: { kinds, leftMachine: left, beforeId = Infinity, limit } }) => rowsOf(matterId)
      .filter((hop) => hop.id < beforeId && (kinds?.includes(hop.kind) ?? true) && (left === undefined || leftMachine(hop) === left))
      .toReversed().slice(0, limit),
    'ledger.verify': ({ matterId }) => {
      const rows = rowsOf(matterId)
      const wrong = rows.findIndex((hop, index) => hop.id !== index + 1)
      return wrong === -1 ? { state: 'intact', rows: rows.length, head: 'ab'.repeat(32) } : { state: 'broken', rows: wrong, firstBadId: wrong + 1, problem: 'removed-or-inserted' }
    },
    'ledger.export': ({ matterId, format }) => ({
      fileName: `strongroom-ledger-sample.${format}`, mediaType: format === 'html' ? 'text/html' : 'application/jsonl', text: rowsOf(matterId).map((hop) => `${JSON.stringify(hop)}\n`).join(''),
    }),
  }
}
