import { create } from 'zustand'
import type { Document, IngestProgress } from '../../../src-preload/contract/index.ts'
import { attempt, bridge, unreachable } from '../../client/bridge.ts'
import { announce } from '../../ui/announcer.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify, reportFailure } from '../../ui/toast-store.ts'

interface DocumentsState {
  readonly matterId: string | null
  readonly documents: readonly Document[]
  readonly loaded: boolean
  readonly progress: Readonly<Record<string, IngestProgress>>
}

export const useDocuments = create<DocumentsState>(() => ({ matterId: null, documents: [], loaded: false, progress: {} }))

export function useIngestProgress(matterId: string | null): IngestProgress | null {
  return useDocuments((state) => (matterId === null ? null : (state.progress[matterId] ?? null)))
}

/** A document with something to look at: not read, or read in part. */
export function documentNeedsLook(document: Document): boolean {
  return document.state === 'failed' || document.pagesWithoutText > 0
}

export async function loadDocuments(matterId: string): Promise<void> {
  if (useDocuments.getState().matterId !== matterId) useDocuments.setState({ matterId, documents: [], loaded: false })
  const [documents, progress] = await Promise.all([attempt('documents.list', { matterId }), attempt('ingest.progress', { matterId })])
  useDocuments.setState((before) => ({
    ...(documents !== undefined && before.matterId === matterId ? { documents, loaded: true } : {}),
    ...(progress !== undefined ? { progress: { ...before.progress, [matterId]: progress } } : {}),
  }))
}

/** Takes progress in; says aloud when reading is finished. */
export function receiveProgress(progress: IngestProgress): void {
  const before = useDocuments.getState().progress[progress.matterId]
  useDocuments.setState((state) => ({ progress: { ...state.progress, [progress.matterId]: progress } }))
  if (before?.status === 'running' && progress.status === 'idle') announce(t.ingest.finished(progress.documentsDone, progress.documentsFailed))
}

type Added = { added: number; unchanged: number; replaced: number; failed: number }

function sayAdded(result: Added): void {
  notify(t.documents.added(result.added, result.unchanged, result.replaced, result.failed))
}

/** Adds files that were dropped or picked in the page. */
export async function addFiles(matterId: string, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  notify(t.documents.adding(files.length))
  const outcome = await bridge().addFiles(matterId, files).catch(() => ({ ok: false as const, error: unreachable }))
  if (outcome.ok) sayAdded(outcome.value)
  else reportFailure(outcome.error)
  await loadDocuments(matterId)
}

/** Electron: asks the system's dialog, then adds what was chosen. */
export async function pickAndAdd(matterId: string, folders: boolean): Promise<void> {
  const paths = await attempt('app.pickFiles', { folders })
  if (paths === undefined || paths.length === 0) return
  const result = await attempt('documents.add', { matterId, paths })
  if (result !== undefined) sayAdded(result)
  await loadDocuments(matterId)
}

export async function removeDocument(document: Document): Promise<void> {
  const done = await attempt('documents.remove', { matterId: document.matterId, documentIds: [document.id] })
  if (done === undefined) return
  notify(t.documents.removed(document.name))
  await loadDocuments(document.matterId)
}

export async function retryDocument(document: Document): Promise<void> {
  await attempt('documents.retry', { matterId: document.matterId, documentIds: [document.id] })
  await loadDocuments(document.matterId)
}

export async function controlIngest(matterId: string, action: 'pause' | 'resume' | 'cancel'): Promise<void> {
  await attempt(`ingest.${action}`, { matterId })
  await loadDocuments(matterId)
}
