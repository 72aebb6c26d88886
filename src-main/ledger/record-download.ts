import type { SourceUse } from '../model/library/fetch-file.ts'
import type { Ledger } from './ledger.ts'

/** A row for a host that was asked for a model's file, also where it refused or broke off. The fingerprint is that of the file that was wanted. */
export function recordDownload(modelId: string, { host, bytes, sha256, failure }: SourceUse, ledger: Pick<Ledger, 'append'>): void {
  // Taken from a folder, or stopped before anything was opened: nothing left and nothing came.
  if (host === null || failure === 'offline' || failure === 'host-not-allowed') return
  const detail = failure === null ? modelId : `${modelId}, not finished: ${failure}`
  ledger.append({ kind: 'download', destination: host, bytes, items: failure === null ? 1 : 0, sha256, messageId: null, detail: detail.slice(0, 120) })
}
