import type { Hop } from '../../../src-preload/contract/index.ts'

/** A row as the fake ledger keeps it. */
type SampleHop = Hop & { readonly messageId?: string }

const here = 'this machine'
const host = 'api.anthropic.example'
/** The message that was escalated in the scenario `exit-answered`. */
const escalated = 'a_0000000000000009'

const rows: readonly Partial<SampleHop>[] = [
  { kind: 'store', items: 12, bytes: 3_912_000 },
  { kind: 'retrieval', items: 6, bytes: 5_420 },
  { kind: 'local-prompt', items: 4, bytes: 3_980 },
  { kind: 'store', items: 1, bytes: 1_204 },
  { kind: 'retrieval', items: 8, bytes: 7_110 },
  { kind: 'local-prompt', items: 5, bytes: 4_402 },
  { kind: 'store', items: 1, bytes: 988 },
  { kind: 'erase', items: 1, bytes: 20_480, detail: 'document' },
  { kind: 'erase', items: 1, bytes: 0, detail: 'search index' },
  { kind: 'retrieval', items: 8, bytes: 6_980, messageId: escalated },
  { kind: 'proposal', items: 1, bytes: 6_344, destination: host, detail: 'anthropic claude-sonnet-4-6', messageId: escalated },
  { kind: 'refusal', items: 1, bytes: 6_344, destination: host, detail: 'value-left', messageId: escalated },
  { kind: 'proposal', items: 1, bytes: 6_200, destination: host, detail: 'anthropic claude-sonnet-4-6', messageId: escalated },
  { kind: 'approval', items: 1, bytes: 6_200, destination: host, detail: 'anthropic claude-sonnet-4-6', messageId: escalated },
  { kind: 'send', items: 1, bytes: 6_200, destination: host, detail: 'anthropic claude-sonnet-4-6', messageId: escalated },
  { kind: 'receive', items: 1, bytes: 3_120, destination: host, detail: 'whole', messageId: escalated },
  { kind: 'store', items: 1, bytes: 2_950, messageId: escalated },
  { kind: 'proposal', items: 1, bytes: 5_104, destination: 'gpu.chambers.example:8443', detail: 'openai-compatible llama-3.3-70b' },
  { kind: 'withdrawal', items: 1, bytes: 5_104, destination: 'gpu.chambers.example:8443', detail: 'openai-compatible llama-3.3-70b' },
]

export const hops: readonly SampleHop[] = rows.map((row, index) => ({
  id: index + 1, at: `2026-11-${index < 4 ? 20 : 21}T10:${String(20 + index)}:08.000Z`, kind: 'store', destination: here, bytes: 0, items: 0, sha256: `${((index + 3) % 16).toString(16)}f`.repeat(32), detail: null, ...row,
}))

/** The app's own rows. */
export const appHops: readonly Hop[] = [
  { id: 1, at: '2026-11-18T08:02:11.000Z', kind: 'download', destination: 'weights.example', bytes: 1_117_320_736, items: 1, sha256: 'c4'.repeat(32), detail: 'qwen2.5-coder-1.5b-instruct-q4_k_m' },
  { id: 2, at: '2026-11-19T17:40:52.000Z', kind: 'download', destination: 'weights.example', bytes: 812_000_000, items: 0, sha256: 'd1'.repeat(32), detail: 'qwen3-4b-instruct-q4_k_m, not finished: download-interrupted' },
  { id: 3, at: '2026-11-20T12:00:00.000Z', kind: 'erase', destination: here, bytes: 48_211_004, items: 204, sha256: 'e7'.repeat(32), detail: 'matter' },
]
