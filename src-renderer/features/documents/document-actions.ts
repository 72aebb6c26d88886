import type { CallResult, Document, Failure } from '../../../src-preload/contract/index.ts'
import { attempt, bridge, call, unreachable } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify, reportFailure } from '../../ui/toast-store.ts'
import { forgetSettledChats } from '../conversation/messages-store.ts'
import { forgetPassword, rememberPassword } from '../evidence/given-passwords.ts'
import { closeViewer, useViewer } from '../evidence/viewer-store.ts'
import { reloadDocuments } from './document-list-store.ts'
import { loadProgress, showAdding } from './progress-store.ts'
import { clearSelection } from './selection-store.ts'

/** The most ids that a call takes. */
const idsPerCall = 10_000

function inBatches(documents: readonly Document[]): string[][] {
  const ids = documents.map((each) => each.id)
  return Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, index) => ids.slice(index * idsPerCall, (index + 1) * idsPerCall))
}

async function refresh(matterId: string): Promise<void> {
  await Promise.all([reloadDocuments(), loadProgress(matterId)])
}

function sayAdded(result: CallResult<'documents.add'>): void {
  notify(t.documents.added(result.added, result.unchanged, result.replaced, result.failed))
}

/** Adds files that were dropped or picked in the page. */
export async function addFiles(matterId: string, files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  notify(t.documents.adding(files.length))
  const outcome = await bridge().addFiles(matterId, files, (done) => showAdding({ matterId, done, total: files.length })).catch(() => ({ ok: false as const, error: unreachable }))
  showAdding(null)
  if (outcome.ok) sayAdded(outcome.value)
  else reportFailure(outcome.error)
  await refresh(matterId)
}

/** Electron: asks the system's dialog, then adds what was chosen. */
export async function pickAndAdd(matterId: string, folders: boolean): Promise<void> {
  const paths = await attempt('app.pickFiles', { folders })
  if (paths === undefined || paths.length === 0) return
  const result = await attempt('documents.add', { matterId, paths })
  if (result !== undefined) sayAdded(result)
  await refresh(matterId)
}

/** Removes documents with everything made from them, and says in numbers what went. */
export async function removeDocuments(matterId: string, documents: readonly Document[]): Promise<void> {
  const sum = { documents: 0, pages: 0, passages: 0, bytes: 0 }
  for (const documentIds of inBatches(documents)) {
    const report = await attempt('documents.remove', { matterId, documentIds })
    if (report === undefined) break
    sum.documents += report.documents
    sum.pages += report.pages
    sum.passages += report.passages
    sum.bytes += report.bytes
  }
  if (sum.documents > 0) notify(t.documents.removed(sum.documents, sum.pages, sum.passages, sum.bytes))
  for (const { id } of documents) forgetPassword(bridge().fileUrl(matterId, id))
  if (documents.some((each) => each.id === useViewer.getState().target?.documentId)) closeViewer()
  forgetSettledChats()
  clearSelection()
  await refresh(matterId)
}

/** Reads documents again that could not be read; a password is asked for apart. */
export async function retryDocuments(matterId: string, documents: readonly Document[]): Promise<void> {
  for (const documentIds of inBatches(documents)) {
    if ((await attempt('documents.retry', { matterId, documentIds })) === undefined) return
  }
  if (documents.length > 0) notify(t.documents.retried(documents.length))
  clearSelection()
  await refresh(matterId)
}

/** Reads a document with its password; a wrong one, or any other failure, is the answer. */
export async function unlockDocument(document: Document, password: string): Promise<Failure | null> {
  const outcome = await call('documents.unlock', { matterId: document.matterId, documentId: document.id, password })
  if (!outcome.ok) return outcome.error
  // Its pages can be shown without asking again.
  rememberPassword(bridge().fileUrl(document.matterId, document.id), password)
  notify(t.documents.unlock.done(document.name))
  await refresh(document.matterId)
  return null
}

/** Whether a document could be read if its password were given. */
export function asksForPassword(document: Document): boolean {
  const { failure } = document
  // A book that its seller protects has no password that a person could know.
  return document.state === 'failed' && failure !== null && (failure.code === 'wrong-password' || (failure.code === 'document-encrypted' && failure.facts['kind'] === undefined))
}
