import type { Answer, Escalation, Hit } from '../../src-preload/contract/index.ts'

/** What answering a question yields, in this order: evidence, prefill*, text*, escalation (what it took, if it went elsewhere), then one of done or stopped. Failures throw. */
export type AnswerEvent =
  | { readonly kind: 'evidence'; readonly hits: readonly Hit[]; readonly tookMs: number }
  | { readonly kind: 'prefill'; readonly tokensDone: number; readonly tokensTotal: number }
  | { readonly kind: 'text'; readonly delta: string }
  | { readonly kind: 'escalation'; readonly escalation: Escalation }
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'stopped'; readonly partialText: string }
