import { exportLedger } from '../ledger/export-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Matters } from '../matters/create-matters.ts'
import type { AppStore } from '../store/open-app-store.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `ledger.${string}`>

/** The calls of the ledger: of a matter, or, where no matter is named, the app's own. */
export function ledgerCalls(matters: Matters, appStore: AppStore): Pick<CallHandlers, Name> {
  const ledgerOf = async (matterId: string | null): Promise<Ledger> => (matterId === null ? appStore.ledger : (await matters.open(matterId)).store.ledger)
  return {
    'ledger.forMessage': async ({ matterId, messageId }) => (await ledgerOf(matterId)).forMessage(messageId),
    'ledger.list': async ({ matterId, filter }) => (await ledgerOf(matterId)).list(filter),
    'ledger.verify': async ({ matterId }) => (await ledgerOf(matterId)).verifyPatiently(),
    async 'ledger.export'({ matterId, format }) {
      if (matterId === null) return exportLedger(appStore.ledger, { matterId, name: 'Strongroom' }, format)
      const { store } = await matters.open(matterId)
      return exportLedger(store.ledger, { matterId, name: store.matter.summary().name }, format)
    },
  }
}
