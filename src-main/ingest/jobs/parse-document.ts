import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countCoverage } from '../../store/coverage-facts.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError, fromFailure } from '../../support/errors.ts'
import { readsPicturesOnly } from '../ocr/beside-own-text.ts'
import { pageSlices } from '../page-slices.ts'
import type { ParsedDocument } from '../parse/parsed-document.ts'
import { type CollectedChild, collectChildren, openChildrenFolder } from './collect-children.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { keepOnly, listChildren, withoutAncestors } from './register-children.ts'
import { deleteParts } from './remove-documents.ts'
import { TryAgain } from './stage.ts'
import { yieldToOthers } from './yield-to-others.ts'

const childrenPerSlice = 100

export type ParsePorts = Pick<IngestionPorts, 'store' | 'parser' | 'filesFolder' | 'recognition'>

export interface ParseStepOptions {
  readonly signal: AbortSignal
  readonly onPages: (done: number, total: number) => void
  readonly password?: string | null
}

/**
 * `discovered → parsed`: the original's pages, as stored text; the files found inside it, each a document of its own; and
 * its pages that are to be recognised. Errors: the codes of reading files, `document-no-text`, `cancelled`, `disk-full`.
 */
export async function parseDocument(document: DocumentRow, ports: ParsePorts, { signal, onPages, password = null }: ParseStepOptions): Promise<void> {
  const { store, parser, filesFolder } = ports
  if (!document.storedName) throw new AppError('file-missing')
  await using folder = await openChildrenFolder(filesFolder)
  const parsed = await parser.parse(join(filesFolder, document.storedName), { signal, onPages, password, childrenFolder: folder.path })
  signal.throwIfAborted()
  if (!parsed.ok) throw fromFailure(parsed.error)
  const { pages, children: found, mediaType } = parsed.value
  const expands = mediaType === 'archive'
  // Listed with its reason, so that nobody takes it for a document that was searched.
  if (found.length === 0 && pages.every(({ text, coverage }) => text.trim() === '' && coverage !== 'waiting')) throw new AppError('document-no-text', { pages: pages.length })

  const storedNameOf = (id: string): string | null => store.documents.get(id)?.storedName ?? null
  const children = await collectChildren(document.id, parsed.value, { folder: folder.path, filesFolder, storedNameOf, signal })
  // What an attempt that was cut off left; no reader has seen it, because the state was still `discovered`.
  await deleteParts(document.id, store)
  for (const slice of pageSlices(pages)) {
    signal.throwIfAborted()
    store.pages.put(document.id, slice)
    await yieldToOthers()
  }
  const inside = withoutAncestors(document, children, store)
  let listed = 0
  // All but the last ones of thousands before the rest: a container that is read again finds them listed.
  for (; inside.length - listed > childrenPerSlice; listed += childrenPerSlice) {
    signal.throwIfAborted()
    store.transaction(() => list(document, inside.slice(listed, listed + childrenPerSlice), expands, ports))
    await yieldToOthers()
  }
  signal.throwIfAborted()
  store.transaction(() => {
    list(document, inside.slice(listed), expands, ports)
    if (!keepOnly(document, inside, store)) throw new TryAgain()
    finish(document, parsed.value, ports)
  })
}

function list(document: DocumentRow, children: readonly CollectedChild[], expands: boolean, { store, filesFolder }: ParsePorts): void {
  // Somebody is removing, or has just removed, one of these documents, and its bytes with it: the next attempt lists it anew.
  const isGone = ({ id, storedName }: CollectedChild): boolean => store.documents.isRemoving(id) || (storedName !== null && !existsSync(join(filesFolder, storedName)))
  if (children.some(isGone)) throw new TryAgain()
  listChildren(document, children, expands, store)
}

function finish(document: DocumentRow, { pages, mediaType, warnings, language, thread }: ParsedDocument, { store, recognition }: ParsePorts): void {
  store.documents.setParsed(document.id, { mediaType, warnings, pageCount: pages.length, language, thread, coverage: countCoverage(pages) })
  store.pageTasks.dropAll(document.id)
  const unread = pages.filter((page) => page.coverage === 'waiting' || (mediaType === 'pdf' && readsPicturesOnly(page, []))).map(({ page }) => page)
  if (recognition) store.pageTasks.queue(document.id, unread, { engine: recognition.engine(), isUrgent: false })
}
