import { join } from 'node:path'
import type { Page } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError, fromFailure } from '../../support/errors.ts'
import { yieldToOthers } from './yield-to-others.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

const charactersPerSlice = 200_000

/** `discovered → parsed`: the original's pages, as stored text. Errors: the codes of reading files, `document-no-text`, `cancelled`, `disk-full`. */
export async function parseDocument(
  document: DocumentRow,
  { store, parser, filesFolder }: Pick<IngestionPorts, 'store' | 'parser' | 'filesFolder'>,
  { signal, onPages }: { readonly signal: AbortSignal; readonly onPages: (done: number, total: number) => void },
): Promise<void> {
  if (!document.storedName) throw new AppError('file-missing')
  const parsed = await parser.parse(join(filesFolder, document.storedName), { signal, onPages })
  signal.throwIfAborted()
  if (!parsed.ok) throw fromFailure(parsed.error)
  const { pages, mediaType, warnings } = parsed.value
  const pagesWithoutText = pages.filter(({ text }) => text.trim() === '').length
  // Listed with its reason, so that nobody takes a scan for a document that was searched.
  if (pagesWithoutText === pages.length) throw new AppError('document-no-text', { pages: pages.length })

  // What an attempt that was cut off left; no reader has seen it, because the state was still `discovered`.
  await deleteParts(document.id, store)
  for (const slice of slices(pages)) {
    signal.throwIfAborted()
    store.pages.put(document.id, slice)
    await yieldToOthers()
  }
  signal.throwIfAborted()
  store.documents.setParsed(document.id, {
    mediaType, warnings, pageCount: pages.length, pagesWithoutText,
  })
}

/** Runs of pages that are written in one transaction of a few milliseconds. */
function* slices(pages: readonly Page[]): Generator<Page[]> {
  let slice: Page[] = []
  let characters = 0
  for (const page of pages) {
    slice.push(page)
    characters += page.text.length
    if (characters >= charactersPerSlice || slice.length >= 200) {
      yield slice
      slice = []
      characters = 0
    }
  }
  if (slice.length > 0) yield slice
}
