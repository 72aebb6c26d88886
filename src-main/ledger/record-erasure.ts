import { createHash } from 'node:crypto'
import { thisMachine } from '../../src-preload/contract/index.ts'
import { firstHash } from './hop-hash.ts'
import type { Ledger } from './ledger.ts'

const ofNothing = createHash('sha256').digest('hex')

/** A document's copy, its pages and passages are deleted; the fingerprint is that of its file. */
export function recordErasedDocument({ sha256, bytes }: { readonly sha256: string | null; readonly bytes: number }, ledger: Ledger): void {
  ledger.append({ kind: 'erase', destination: thisMachine, bytes, items: 1, sha256: sha256 ?? ofNothing, messageId: null, detail: 'document' })
}

/** Removed documents are out of the files of the passage index as well, which are rewritten for it. */
export function recordErasedPassages(documentIds: readonly string[], ledger: Ledger): void {
  const sha256 = createHash('sha256').update(documentIds.join('\n')).digest('hex')
  ledger.append({ kind: 'erase', destination: thisMachine, bytes: 0, items: documentIds.length, sha256, messageId: null, detail: 'search index' })
}

/** A matter is deleted, its own ledger with it: this row is in the app's. The fingerprint is the last hash of that ledger. */
export function recordErasedMatter({ documents, bytes, ledgerHead }: { readonly documents: number; readonly bytes: number; readonly ledgerHead: string | null }, ledger: Ledger): void {
  ledger.append({ kind: 'erase', destination: thisMachine, bytes, items: documents, sha256: ledgerHead ?? firstHash, messageId: null, detail: 'matter' })
}
