import type { Chat, Document, Failure, Matter, ModelStatus } from '../../../src-preload/contract/index.ts'
import { documentDefaults } from '../page-defaults.ts'

export { hops } from './sample-hops.ts'
export const matterId = 'm_0000000000000001'
export const agreementId = 'd_0000000000000001'
export const letterId = 'd_0000000000000002'
const at = (day: number, time = '09:12'): string => `2026-11-${String(day).padStart(2, '0')}T${time}:00.000Z`

export const failure = (code: Failure['code'], message: string, facts: Failure['facts'] = {}): Failure => ({ code, message, facts })

const aMatter = (n: number, name: string, rest: Partial<Matter> = {}): Matter => ({
  id: `m_${String(n).padStart(16, '0')}`, name, createdAt: at(n), dataPolicy: 'never', documentCount: 12, pageCount: 44, pagesWithoutText: 1, documentsFailed: 1, ...rest,
})

export const matters: readonly Matter[] = [
  aMatter(1, 'Oldenburg v Harcourt Lettings'),
  aMatter(2, 'Audit 2025', { documentCount: 318, pageCount: 6204, pagesWithoutText: 0, documentsFailed: 0 }),
  aMatter(3, 'Practice: letters to patients', { documentCount: 0, pageCount: 0, pagesWithoutText: 0, documentsFailed: 0 }),
]

const aDocument = (n: number, name: string, rest: Partial<Document> = {}): Document => ({
  id: `d_${String(n).padStart(16, '0')}`, matterId, name, origin: name, mediaType: 'pdf', bytes: 84_000 + n * 31_337, state: 'committed', addedAt: at(20, `08:${String(10 + n)}`),
  pageCount: 3, pagesWithoutText: 0, passageCount: 14, warnings: [], failure: null, ...documentDefaults, coverage: { ...documentDefaults.coverage, text: rest.pageCount ?? 3 }, ...rest,
})

export const documents: readonly Document[] = [
  aDocument(1, 'Tenancy agreement 2023.pdf', { pageCount: 8, passageCount: 41, bytes: 182_400 }),
  aDocument(2, 'Letter before action 28 March 2025.docx', { mediaType: 'docx', pageCount: 1, passageCount: 6 }),
  aDocument(3, 'Inventory and check-out report.pdf', { pageCount: 2 }),
  aDocument(4, 'Scan of the envelope.pdf', { pageCount: 2, pagesWithoutText: 1, coverage: { ...documentDefaults.coverage, ocr: 1, failed: 1 }, warnings: ['Page 2 holds only a picture; its words were not read.'] }),
  aDocument(5, '2025-02-24 Proposed deductions.eml', { mediaType: 'email', pageCount: 1 }),
  aDocument(6, '2025-02-11 Re Notice to end the tenancy.eml', { mediaType: 'email', pageCount: 1 }),
  aDocument(7, 'Bank statement extract.txt', { mediaType: 'text', pageCount: 1, bytes: 2140 }),
  aDocument(8, 'Witness statement Jonas Oldenburg.docx', { mediaType: 'docx', pageCount: 3 }),
  aDocument(9, 'Photographs (protected).pdf', { state: 'failed', pageCount: 0, passageCount: 0, failure: failure('document-encrypted', 'The file is protected with a password, so it was not read. Give the password to read it.') }),
  aDocument(10, 'Deposit register entry.html', { mediaType: 'html', pageCount: 1 }),
  aDocument(11, 'Chronology.md', { mediaType: 'markdown', pageCount: 1 }),
  aDocument(12, 'Correspondence with the managing agents of the building about the recurring damp on the north wall, 2023–2025, complete and unabridged.pdf', { pageCount: 24, bytes: 3_420_000 }),
]

export const chats: readonly Chat[] = [
  { id: 'c_0000000000000001', matterId, title: 'When is the deposit due?', createdAt: at(21), updatedAt: at(21, '10:40'), messageCount: 3 },
  { id: 'c_0000000000000002', matterId, title: 'Condition of the flat at check-out', createdAt: at(20), updatedAt: at(20, '16:02'), messageCount: 1 },
]

const aModel = (id: string, label: string, rest: Partial<ModelStatus>): ModelStatus => ({
  id, kind: 'chat', label, licence: 'Apache-2.0', provenance: 'measured', bytes: 1_117_320_736, memoryBytes: 1_900_000_000, contextTokens: 32_768, state: 'ready', bytesDone: 0, selected: false, fitsMemory: true, failure: null, ...rest,
})

export const models: readonly ModelStatus[] = [
  aModel('qwen2.5-coder-1.5b-instruct-q4_k_m', 'Qwen2.5 Coder 1.5B Instruct, Q4_K_M', { selected: true }),
  aModel('qwen2.5-coder-0.5b-instruct-q4_k_m', 'Qwen2.5 Coder 0.5B Instruct, Q4_K_M', { bytes: 491_400_064, memoryBytes: 900_000_000, state: 'absent' }),
  aModel('qwen3-4b-instruct-q4_k_m', 'Qwen3 4B Instruct, Q4_K_M', { provenance: 'listed', bytes: 2_497_280_256, memoryBytes: 4_100_000_000, state: 'fetching', bytesDone: 812_000_000 }),
  aModel('mistral-small-24b-q4_k_m', 'Mistral Small 24B Instruct, Q4_K_M', { provenance: 'listed', bytes: 14_333_908_832, memoryBytes: 16_800_000_000, state: 'absent', fitsMemory: false }),
  aModel('house-model', 'house-model.gguf', { provenance: 'imported', licence: 'not stated', state: 'damaged', failure: failure('model-wrong-hash', 'The file is not the one that was expected (its SHA-256 differs). It was deleted; fetch it again or use another source.') }),
  aModel('pp-ocrv5-mobile', 'PP-OCRv5 mobile', { kind: 'ocr', bytes: 21_100_000, memoryBytes: 300_000_000, contextTokens: 0, selected: true }),
  aModel('tesseract-ara', 'Arabic: scans', { kind: 'ocr', bytes: 1_600_000, memoryBytes: 300_000_000, contextTokens: 0, state: 'absent' }),
  aModel('tesseract-chi-sim', 'Chinese (simplified signs): scans', { kind: 'ocr', bytes: 1_600_000, memoryBytes: 300_000_000, contextTokens: 0, state: 'absent' }),
  aModel('tesseract-ell', 'Greek: scans', { kind: 'ocr', bytes: 1_600_000, memoryBytes: 300_000_000, contextTokens: 0 }),
  aModel('tesseract-ukr', 'Ukrainian (reads Russian too): scans', { kind: 'ocr', bytes: 1_600_000, memoryBytes: 300_000_000, contextTokens: 0, state: 'absent' }),
  aModel('all-minilm-l6-v2', 'all-MiniLM-L6-v2', { kind: 'embedding', bytes: 23_026_053, memoryBytes: 120_000_000, contextTokens: 256, selected: true }),
]
