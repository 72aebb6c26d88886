import { create } from 'zustand'
import type { ExitStatus } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'

/** Whether questions may be escalated, by matter. What is not known yet counts as not allowed. */
const useExitStatuses = create<{ readonly byMatter: Readonly<Record<string, ExitStatus>> }>(() => ({ byMatter: {} }))

export function useExitStatus(matterId: string | null): ExitStatus | null {
  return useExitStatuses((state) => (matterId === null ? null : (state.byMatter[matterId] ?? null)))
}

/** Without a provider one can begin: the first step says how to add one. */
export function canEscalate(status: ExitStatus | null): boolean {
  return status?.state === 'available' || status?.state === 'no-provider'
}

/** Asks anew; a failure leaves the matter shut. */
export async function loadExitStatus(matterId: string): Promise<void> {
  const outcome = await call('exit.status', { matterId })
  useExitStatuses.setState(({ byMatter }) => {
    if (outcome.ok) return { byMatter: { ...byMatter, [matterId]: outcome.value } }
    const { [matterId]: _gone, ...others } = byMatter
    return { byMatter: others }
  })
}
