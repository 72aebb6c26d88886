import type { Hit } from '../../src-preload/contract/index.ts'
import type { ChatModel } from '../model/llama/chat-model.ts'
import type { DocumentReader } from '../store/ports.ts'
import { covers, pageOfHit, windowOf, type EvidenceWindow } from './evidence/evidence-window.ts'
import { packEvidence } from './evidence/pack-evidence.ts'
import { excerptText } from './prompt/answer-prompt.ts'

/** A person waits about this long for the first word; what can be read in that time is what is packed. */
const patienceMs = 8000
/** More excerpts than this confuse small models more than they help, also on fast machines. */
const mostEvidenceTokens = 1600
/** Question, labels of the template, history. */
const reservedTokens = 60
/** Read even where it takes longer: with fewer, a small model found the wrong clause more often than the right one. */
const leastEvidenceTokens = 360

/**
 * What was last read of each matter, and so is probably in the model's KV cache: reading it again costs nothing.
 * By the matter's reader, so that nothing of one matter can be packed for another.
 */
const lastWindows = new WeakMap<DocumentReader, readonly EvidenceWindow[]>()

export interface PackRequest { readonly question: string; readonly hits: readonly Hit[]; readonly documents: DocumentReader }

/** The excerpts for one question, as many as this machine reads in eight seconds; those of the last question stay where they still serve. */
export function packForModel(model: ChatModel, { question, hits, documents }: PackRequest): EvidenceWindow[] {
  const costs = new Map<EvidenceWindow, number>()
  const countTokens = (window: EvidenceWindow): number => {
    const known = costs.get(window) ?? model.countTokens(excerptText(window))
    costs.set(window, known)
    return known
  }
  const most = Math.min(mostEvidenceTokens, Math.floor(model.contextTokens / 2))
  const budgetTokens = Math.max(leastEvidenceTokens, Math.min(most, model.tokensWithin(patienceMs) - reservedTokens - model.countTokens(question)))
  const last = lastWindows.get(documents) ?? []
  const lastTokens = last.reduce((sum, window) => sum + countTokens(window), 0)
  const kept = stillServes(last, hits, documents) && lastTokens + budgetTokens <= most + budgetTokens / 2 ? last : []
  const windows = packEvidence({ question, hits, documents, budgetTokens, countTokens, kept })
  lastWindows.set(documents, windows)
  return windows
}

/** Whether the windows of the last question are worth keeping: the best hit's best sentence is among them, and every one still stands on its page. */
function stillServes(last: readonly EvidenceWindow[], hits: readonly Hit[], documents: DocumentReader): boolean {
  const best = hits[0]
  const page = best ? pageOfHit(documents, best) : null
  if (!best || !page) return false
  const wanted = windowOf(best, page, best.bestSentence)
  return last.some((window) => covers(window, wanted))
    && last.every((window) => documents.page(window.documentId, window.page)?.text.slice(window.start, window.end) === window.text)
}
