import type { Answer, Hit, Matter } from '../../src-preload/contract/index.ts'
import { sampleIds } from './fake-application.ts'

export const sampleMatter: Matter = { id: sampleIds.matterId, name: 'Oldenburg', createdAt: '2026-01-01T00:00:00Z', dataPolicy: 'never', documentCount: 2, pageCount: 12, pagesWithoutText: 1, documentsFailed: 0 }

export const sampleHit: Hit = {
  passageId: `${sampleIds.documentId}:4:100`, documentId: sampleIds.documentId, documentName: 'Lease.pdf', page: 4, pageLabel: null, start: 100, end: 142,
  headingPath: ['§ 7 Deposit'], text: 'The deposit is returned within six months.', score: 0.91, bestSentence: { start: 100, end: 142 },
}

export const sampleAnswer: Answer = {
  text: 'The deposit is returned within six months. [1] The landlord is kind.',
  sentences: [
    { text: 'The deposit is returned within six months.', supported: true, reason: null, citations: [1] },
    { text: 'The landlord is kind.', supported: false, reason: 'no-citation', citations: [] },
  ],
  citations: [{ n: 1, documentId: sampleIds.documentId, documentName: 'Lease.pdf', page: 4, pageLabel: null, quote: 'within six months', start: 124, end: 141, place: null, verifiedBy: 'exact' }],
  refused: false,
  timings: { evidenceMs: 12, firstTokenMs: 900, totalMs: 2100, promptTokens: 600, cachedTokens: 0, outputTokens: 20 },
  modelId: 'qwen2.5',
  caveats: ['1 page could not be read.'],
}
