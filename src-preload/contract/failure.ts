import { z } from 'zod'

/** Every expected failure of the product. The literal is stable: tests, the CLI and the renderer rely on it. */
export const failureCodes = [
  // requests
  'invalid-request', 'not-found', 'conflict', 'cancelled', 'internal', 'not-allowed', 'busy',
  // reading files
  'file-missing', 'file-unreadable', 'file-changed', 'file-empty', 'file-too-large', 'file-not-regular', 'folder-loop',
  'format-unsupported', 'format-mismatch', 'document-damaged', 'document-encrypted', 'document-no-text',
  'document-too-many-pages', 'document-too-many-parts', 'wrong-password', 'parse-out-of-memory', 'recognition-failed', 'folder-unreachable', 'document-too-deep', 'archive-expands-too-far', 'parse-timeout', 'parse-crashed',
  // disk
  'disk-full', 'disk-read-only', 'store-damaged', 'store-newer-version', 'data-folder-in-use',
  // weights and models
  'model-not-installed', 'model-load-failed', 'model-wrong-hash', 'model-not-gguf', 'model-failed', 'model-out-of-memory',
  'embedder-failed', 'embedder-changed',
  // the exit
  'offline', 'host-not-allowed', 'connection-refused-by-guard', 'download-interrupted', 'download-refused', 'no-source-worked',
  'exit-closed', 'exit-blocked', 'approval-void', 'bytes-changed', 'spend-limit', 'detector-failed',
  'provider-refused', 'provider-unreachable', 'provider-tls', 'reply-too-large', 'reply-unreadable',
  // keys and proof
  'key-missing', 'key-store-locked', 'key-store-unavailable', 'wrong-passphrase', 'policy-unreadable', 'ledger-damaged',
] as const

export const failureCodeSchema = z.enum(failureCodes)
export type FailureCode = z.infer<typeof failureCodeSchema>

/** Facts a message may carry: counts, sizes, ids and enums. Never text, names or values from documents. */
export const failureFactsSchema = z.record(z.string(), z.union([z.number(), z.boolean(), z.string().max(80)]))
export type FailureFacts = z.infer<typeof failureFactsSchema>

/** How a failure crosses the process boundary; `message` says what happened, what was kept and what to do. */
export const failureSchema = z.object({
  code: failureCodeSchema,
  message: z.string(),
  facts: failureFactsSchema,
})
export type Failure = z.infer<typeof failureSchema>
