import type { Matters } from '../matters/create-matters.ts'
import type { AppStore } from '../store/open-app-store.ts'
import type { TermsTable } from '../store/terms-table.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `terms.${string}`>

/** The calls of the user's own list: of a matter, or, where none is named, of all matters. */
export function termsCalls(matters: Matters, appStore: AppStore): Pick<CallHandlers, Name> {
  const termsOf = async (matterId: string | null): Promise<TermsTable> => (matterId === null ? appStore.terms : (await matters.open(matterId)).store.terms)
  return {
    async 'terms.list'({ matterId }) {
      const ofAll = appStore.terms.list()
      return matterId === null ? ofAll : [...(await termsOf(matterId)).list(), ...ofAll]
    },
    'terms.add': async ({ matterId, ...term }) => (await termsOf(matterId)).add(term),
    async 'terms.remove'({ id, matterId }) {
      (await termsOf(matterId)).remove(id)
      return null
    },
  }
}
