import { useEffect, useState } from 'react'
import type { Document } from '../../../src-preload/contract/index.ts'
import { findDocument, refreshDocument, useRelated } from '../documents/related-store.ts'
import { useViewer, type ViewerTarget } from './viewer-store.ts'

/** The document that is open; what a citation carries is its name alone, so it is looked for. `sought` once that ended. */
export function useOpenDocument(matterId: string, { documentId, documentName }: ViewerTarget): { readonly document: Document | undefined; readonly sought: boolean } {
  const document = useRelated((state) => state.known.get(documentId))
  const known = document !== undefined
  const [soughtId, setSoughtId] = useState<string | null>(null)
  useEffect(() => {
    if (known) return undefined
    let current = true
    void findDocument(matterId, documentId, documentName).then(() => { if (current) setSoughtId(documentId) })
    return () => { current = false }
  }, [matterId, documentId, documentName, known])
  return { document, sought: known || soughtId === documentId }
}

/** Documents changed: what the viewer shows of its own is asked for again. */
export async function refreshOpenDocument(matterId: string): Promise<void> {
  const { target } = useViewer.getState()
  if (target === null) return
  await refreshDocument(matterId, target.documentId, target.documentName)
  useViewer.setState((before) => ({ revision: before.revision + 1 }))
}
