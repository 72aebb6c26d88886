import { create } from 'zustand'
import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { announce } from '../../ui/announcer.tsx'
import { t } from '../../ui/strings/index.ts'

/** Files that are being handed over one by one: how many of them the main process has. */
export interface Adding { readonly matterId: string; readonly done: number; readonly total: number }

/** Null while none are. */
export const useAdding = create<{ readonly adding: Adding | null }>(() => ({ adding: null }))

export function showAdding(adding: Adding | null): void {
  useAdding.setState({ adding })
}

/** How reading goes on, by matter. */
export const useProgress = create<{ readonly progress: Readonly<Record<string, IngestProgress>> }>(() => ({ progress: {} }))

export function useIngestProgress(matterId: string | null): IngestProgress | null {
  return useProgress((state) => (matterId === null ? null : (state.progress[matterId] ?? null)))
}

function keep(progress: IngestProgress): void {
  useProgress.setState((state) => ({ progress: { ...state.progress, [progress.matterId]: progress } }))
}

export async function loadProgress(matterId: string): Promise<void> {
  const progress = await attempt('ingest.progress', { matterId })
  if (progress !== undefined) keep(progress)
}

/** Takes progress in; says aloud when reading is finished. */
export function receiveProgress(progress: IngestProgress): void {
  const before = useProgress.getState().progress[progress.matterId]
  keep(progress)
  if (before?.status === 'running' && progress.status === 'idle') announce(t.ingest.finished(progress.documentsDone, progress.documentsFailed))
}

export async function controlIngest(matterId: string, action: 'pause' | 'resume' | 'cancel'): Promise<void> {
  await attempt(`ingest.${action}`, { matterId })
  await loadProgress(matterId)
}
