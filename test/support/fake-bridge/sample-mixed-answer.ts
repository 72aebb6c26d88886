import type { Answer, Citation, Hit, Message } from '../../../src-preload/contract/index.ts'
import { mixed, scanId, slidesId, workbookId } from './sample-mixed.ts'
import { coveragesOf, samplePage } from './sample-pages.ts'

interface Found { readonly citation: Citation; readonly hit: Hit }

function find(n: number, documentId: string, page: number, quote: string, score: number, place: string | null = null): Found {
  const document = mixed.find((each) => each.id === documentId)
  if (document === undefined) throw new Error('the sample cites a document that it does not have')
  const { text, label } = samplePage(document, page, coveragesOf(document)[page - 1] ?? 'empty')
  const start = text.indexOf(quote)
  if (start === -1) throw new Error('the sample quotes words that are not on its page')
  const end = start + quote.length
  const base = { documentId, documentName: document.name, page, pageLabel: label }
  return {
    citation: { ...base, n, quote, start, end, place, verifiedBy: 'exact' },
    hit: { ...base, passageId: `p-${documentId}-${page}`, start: 0, end: text.length, headingPath: [], text, score, bestSentence: { start, end } },
  }
}

const found: readonly Found[] = [
  find(1, scanId, 1, 'The damp reaches a height of 140 cm\nand comes from the gutter above the stair.', 0.91),
  find(2, workbookId, 1, '2022\t£476\t£1083\t£1470\t£600\t£2429', 0.84, 'Charges!A5:F5'),
  find(3, slidesId, 4, 'Ask the owners of flat 2 whether they agree before the vote.', 0.62, 'Notes'),
]

const answer: Answer = {
  text: 'The damp came from the gutter above the stair and reached 140 cm. In 2022 the service charges were £2429 in all. The owners of flat 2 are to be asked before the vote.',
  sentences: [
    { text: 'The damp came from the gutter above the stair and reached 140 cm.', supported: true, reason: null, citations: [1] },
    { text: 'In 2022 the service charges were £2429 in all.', supported: true, reason: null, citations: [2] },
    { text: 'The owners of flat 2 are to be asked before the vote.', supported: true, reason: null, citations: [3] },
  ],
  citations: found.map((each) => each.citation), refused: false, modelId: 'qwen2.5-coder-1.5b-instruct-q4_k_m',
  timings: { evidenceMs: 92, firstTokenMs: 2980, totalMs: 8110, promptTokens: 610, cachedTokens: 300, outputTokens: 71 },
  caveats: ['8 pages were not read and 16 are in doubt, among them pages 3, 4 and 6 of “Scanned letter of 12 May 1987.pdf”.', '“Photographs (protected).pdf” could not be read.'],
  unseen: [{ documentId: 'd_0000000000000020', documentName: 'Scanned letter of 12 May 1987.pdf', pages: [3, 4, 6] }],
}

/** An answer from a scan, a sheet and the notes of a slide. */
export const mixedMessages: readonly Message[] = [{
  id: 'a_0000000000000021', chatId: 'c_0000000000000001', question: 'Where did the damp come from, and what did 2022 cost?', state: 'done', createdAt: '2026-11-21T11:00:00.000Z',
  partialText: answer.text, evidence: found.map((each) => each.hit), answer, failure: null, escalation: null,
}]
