import type { ExitMatter } from '../../egress/exit/exit.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { OpenMatter } from '../../matters/open-matter.ts'
import type { AppStore } from '../../store/open-app-store.ts'
import { createSpendBook } from '../../store/spend-tables.ts'

/** An open matter as the exit sees it. Nothing is copied: each question is answered with what holds when it is asked. */
export function exitMatterOf({ id, store }: Pick<OpenMatter, 'id' | 'store'>, { messageId, appStore }: { readonly messageId: string | null; readonly appStore: AppStore }): ExitMatter {
  return {
    id,
    dataPolicy: () => store.matter.summary().dataPolicy,
    ledger: messageId === null ? store.ledger : namingMessage(store.ledger, messageId),
    vault: store.vault,
    terms: () => [...store.terms.list(), ...appStore.terms.list()],
    remember: (term) => void store.terms.add(term),
    spend: createSpendBook(store.spend, appStore.spend),
  }
}

/** The rows of a proposal, its refusal or approval, and of sending name the message that they are for. */
function namingMessage(ledger: Ledger, messageId: string): Ledger {
  return { ...ledger, append: (hop) => ledger.append({ ...hop, messageId: hop.messageId ?? messageId }) }
}
