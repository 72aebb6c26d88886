import type { DocumentRow } from '../../store/documents-table.ts'
import type { DocumentClaims } from './document-claims.ts'
import { commitDocuments } from './commit-documents.ts'
import { embedDocument } from './embed-document.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { parseDocument } from './parse-document.ts'
import { splitDocument } from './split-document.ts'
import { commitGroup, type Stage, unheld } from './stage.ts'

export interface StageHooks {
  readonly isPaused: () => boolean
  readonly onPages: (documentId: string, done: number, total: number) => void
  readonly onEmbedded: (passages: number) => void
  readonly onCommitted: (passages: number) => void
}

const one = (documents: readonly DocumentRow[]): DocumentRow => {
  const [document] = documents
  if (!document) throw new TypeError('a stage was started without a document')
  return document
}

/**
 * Reading, embedding and committing run side by side, each on its own documents; SQLite's states are the queue between them.
 * Reading stays one document ahead of embedding: more would only fill the disk earlier.
 */
export function createStages(ports: IngestionPorts, claims: DocumentClaims, { isPaused, onPages, onEmbedded, onCommitted }: StageHooks): readonly Stage[] {
  const { store } = ports

  const parse: Stage = {
    take: () => (isPaused() || unheld(['parsed', 'chunked'], 1, ports, claims).length > 0 ? [] : unheld(['discovered'], 1, ports, claims)),
    step: (documents, signal) => {
      const document = one(documents)
      return parseDocument(document, ports, { signal, onPages: (done, total) => onPages(document.id, done, total) })
    },
  }
  const embed: Stage = {
    take: () => (isPaused() ? [] : unheld(['parsed', 'chunked'], 1, ports, claims)),
    async step(documents, signal) {
      const { id } = one(documents)
      if (one(documents).state === 'parsed') await splitDocument(one(documents), ports, signal)
      const split = store.documents.get(id)
      if (split) await embedDocument(split, ports, { signal, isPaused, onEmbedded })
    },
  }
  const commit: Stage = {
    take: () => (isPaused() ? [] : commitGroup(unheld(['embedded'], 200, ports, claims))),
    async step(documents, signal) {
      await commitDocuments(documents, ports, signal)
      onCommitted(documents.reduce((sum, { passageCount }) => sum + passageCount, 0))
    },
  }
  return [parse, embed, commit]
}
