import type { MatterDesks } from '../agent/matter-desks.ts'
import type { Escalations } from '../agent/escalation/escalations.ts'
import type { ProviderBook } from '../egress/providers/provider-book.ts'
import { AppError } from '../support/errors.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `exit.${string}`>

/** Previews whose matter is remembered: a used one must still be refused by its own matter's ledger. */
const mostPreviews = 1000

/** The calls of the review: propose, change, approve once, or let go. `beforeStatus` lets the exit look again at what it cannot ask for at once. */
export function exitCalls(desks: MatterDesks, providers: Pick<ProviderBook, 'get'>, beforeStatus: () => Promise<void>): Pick<CallHandlers, Name> {
  const matterOf = new Map<string, string>()
  const remember = (previewId: string, matterId: string): void => {
    matterOf.set(previewId, matterId)
    for (const oldest of matterOf.keys()) if (matterOf.size > mostPreviews) matterOf.delete(oldest)
  }
  const escalationsOf = async (previewId: string): Promise<Escalations> => {
    const matterId = matterOf.get(previewId)
    if (matterId === undefined) throw new AppError('approval-void')
    return (await desks.of(matterId)).escalations
  }
  return {
    async 'exit.status'({ matterId }) {
      await beforeStatus()
      return (await desks.of(matterId)).escalations.status()
    },
    async 'exit.propose'({ matterId, providerId, ...input }) {
      const { escalations } = await desks.of(matterId)
      const preview = await escalations.propose({ ...input, provider: await providers.get(providerId) })
      remember(preview.id, matterId)
      return preview
    },
    async 'exit.cancel'({ matterId, chatId }) {
      (await desks.of(matterId)).escalations.cancel(chatId)
      return null
    },
    async 'exit.revise'({ previewId, edits }) {
      const preview = await (await escalationsOf(previewId)).revise(previewId, edits)
      remember(preview.id, preview.matterId)
      return preview
    },
    'exit.approve': async ({ previewId, approvalHash }) => (await escalationsOf(previewId)).approve(previewId, approvalHash),
    async 'exit.withdraw'({ previewId }) {
      (await escalationsOf(previewId)).withdraw(previewId)
      return null
    },
  }
}
