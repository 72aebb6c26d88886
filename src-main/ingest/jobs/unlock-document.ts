import { AppError, toFailure } from '../../support/errors.ts'
import type { DocumentClaims } from './document-claims.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { parseDocument } from './parse-document.ts'
import { TryAgain } from './stage.ts'

/**
 * Reads a document that asks for a password, beside the queue, so that whoever typed it hears at once whether it fits.
 * Errors: `wrong-password`, `not-found`, `conflict` when the document does not ask for one, those of reading files.
 */
export async function unlockDocument(id: string, password: string, ports: IngestionPorts, claims: DocumentClaims): Promise<void> {
  const { store } = ports
  const document = store.documents.get(id)
  if (!document) throw new AppError('not-found')
  const code = document.failure?.code
  if ((code !== 'document-encrypted' && code !== 'wrong-password') || claims.isHeld(id)) throw new AppError('conflict')
  await claims.hold([id], async (signal) => {
    try {
      await parseDocument(document, ports, { signal, password, onPages: () => {} })
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled')
      if (error instanceof TryAgain) throw new AppError('busy')
      // What the document is listed with follows from this attempt, unless it was the machine that failed.
      if (toFailure(error).code !== 'disk-full') store.documents.fail(id, toFailure(error))
      throw error
    }
  })
}
