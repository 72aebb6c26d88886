import type { CoverageCounts, Document, PageCoverage, WatchedFolder } from '../../../src-preload/contract/index.ts'
import { documentDefaults } from '../page-defaults.ts'
import { documents as usual, failure, matterId } from './sample-data.ts'

export const scanId = 'd_0000000000000020'
export const workbookId = 'd_0000000000000021'
export const slidesId = 'd_0000000000000022'
export const mailId = 'd_0000000000000023'
export const photographId = 'd_0000000000000024'
export const lockedId = 'd_0000000000000009'
const bundleId = 'd_0000000000000040'
const newLeaseId = 'd_0000000000000029'

/** Counts of a list of pages. */
export function countsOf(pages: readonly PageCoverage[]): CoverageCounts {
  const counts: CoverageCounts = { ...documentDefaults.coverage }
  for (const page of pages) counts[page] += 1
  return counts
}

const repeat = (coverage: PageCoverage, times: number): PageCoverage[] => Array.from({ length: times }, () => coverage)

function aDocument(n: number, name: string, pages: readonly PageCoverage[], rest: Partial<Document> = {}): Document {
  const coverage = countsOf(pages)
  return {
    id: `d_${String(n).padStart(16, '0')}`, matterId, name, origin: name, mediaType: 'pdf', bytes: 94_000 + n * 41_337, state: 'committed', addedAt: `2026-11-20T09:${String(n % 60).padStart(2, '0')}:00.000Z`,
    pageCount: pages.length, pagesWithoutText: coverage.waiting + coverage.failed + coverage.empty, passageCount: pages.length * 5, warnings: [], failure: null, ...documentDefaults, coverage, language: 'en', ...rest,
  }
}

/** How each page of the invented scan was read. */
export const scanPages: readonly PageCoverage[] = ['ocr', 'ocr', 'partly', 'waiting', 'ocr', 'failed']

/** A folder as people have them: scans, sheets, slides, mail with attachments, copies, versions, and what could not be read. */
export const mixed: readonly Document[] = [
  ...usual.slice(0, 3),
  aDocument(20, 'Scanned letter of 12 May 1987.pdf', scanPages, { warnings: ['Page 3 is skewed by 4 degrees and was straightened.'] }),
  aDocument(21, 'Service charges 2019–2024.xlsx', ['text', 'suspect-table'], { mediaType: 'spreadsheet' }),
  aDocument(22, 'Residents’ meeting.pptx', [...repeat('text', 10), ...repeat('empty', 2)], { mediaType: 'presentation' }),
  aDocument(23, 'Re: Damp on the north wall.eml', ['text'], { mediaType: 'email', thread: 't-damp' }),
  aDocument(24, 'IMG_2209 wall.heic', ['ocr'], { mediaType: 'image', parentId: mailId }),
  aDocument(25, 'Estimate Brandt & Sons.pdf', repeat('text', 2), { parentId: mailId, similarGroup: 's-estimate', copies: 3 }),
  aDocument(26, 'Estimate Brandt & Sons (signed).pdf', [...repeat('text', 1), 'ocr'], { similarGroup: 's-estimate' }),
  aDocument(27, 'Estimate Brandt & Sons final.docx', repeat('text', 2), { mediaType: 'docx', similarGroup: 's-estimate' }),
  aDocument(28, 'Lease 2019.docx', repeat('text', 11), { mediaType: 'docx', supersededBy: newLeaseId }),
  aDocument(29, 'Lease 2019.docx', repeat('text', 12), { mediaType: 'docx' }),
  aDocument(30, 'Re: Re: Damp on the north wall.eml', ['text'], { mediaType: 'email', thread: 't-damp' }),
  aDocument(31, 'Damp on the north wall.msg', ['text'], { mediaType: 'email', thread: 't-damp' }),
  aDocument(32, 'Fax of 3 June 2024.tif', repeat('waiting', 3), { mediaType: 'image' }),
  aDocument(33, 'عقد إيجار الشقة الرابعة.pdf', repeat('text', 4), { language: 'ar' }),
  aDocument(34, '賃貸借契約書.pdf', repeat('text', 6), { language: 'ja' }),
  aDocument(35, 'Minutes of the owners’ association, with every annex, list of those present, proxies and the correspondence about the cellar (scan of the bound volume 1998–2004).pdf', [...repeat('text', 214), ...repeat('ocr', 388), ...repeat('partly', 9), ...repeat('suspect-table', 4), ...repeat('failed', 2), ...repeat('empty', 7)], { bytes: 212_000_000 }),
  aDocument(36, 'Tenants.vcf', ['text'], { mediaType: 'contacts' }),
  aDocument(37, 'Viewings.ics', ['text'], { mediaType: 'calendar' }),
  ...usual.slice(8, 9),
  aDocument(39, 'Damaged download.pdf', [], { state: 'failed', failure: failure('parse-timeout', 'Reading took longer than allowed and was ended. Nothing of the file was kept; try it again, or save it anew with the program it is from.', { limitSeconds: 120 }) }),
  aDocument(40, 'Bundle from the other side.zip', ['text'], { mediaType: 'archive' }),
  ...['Cover letter.pdf', 'Exhibit A.pdf', 'Exhibit B.jpg', 'Exhibit C.xlsx', 'Index.txt'].map((name, index) => aDocument(41 + index, name, index === 2 ? ['partly'] : repeat('text', 1 + index), { parentId: bundleId, mediaType: (['pdf', 'pdf', 'image', 'spreadsheet', 'text'] as const)[index] ?? 'pdf' })),
]

const kinds = ['pdf', 'pdf', 'pdf', 'email', 'docx', 'spreadsheet', 'image', 'presentation', 'text', 'html'] as const
const endings: Readonly<Record<(typeof kinds)[number], string>> = { pdf: 'pdf', email: 'eml', docx: 'docx', spreadsheet: 'xlsx', image: 'jpg', presentation: 'pptx', text: 'txt', html: 'html' }
const subjects = ['Invoice', 'Statement', 'Protocol', 'Inspection', 'Notice', 'Receipt', 'Survey', 'Contract', 'Report', 'Letter'] as const

/** Ten thousand documents and a hundred thousand pages, always the same. */
export function library(count = 10_000): Document[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? 'pdf'
    const number = String(index + 1).padStart(5, '0')
    const name = `${subjects[(index * 7) % subjects.length] ?? ''} ${number}.${endings[kind]}`
    const failed = index % 97 === 13
    const pages: PageCoverage[] = failed ? [] : [...repeat(kind === 'image' ? 'ocr' : 'text', 1 + (index * 13) % 19), ...(index % 31 === 7 ? repeat('waiting', 2) : []), ...(index % 43 === 5 ? repeat('partly', 1) : [])]
    const rest: Partial<Document> = failed ? { state: 'failed', failure: failure('document-damaged', 'The file is damaged and could not be opened. Nothing of it was kept.') } : {}
    return { ...aDocument(1000 + index, name, pages, { mediaType: kind, bytes: 8000 + (index * 7919) % 2_400_000, ...rest }), addedAt: new Date(Date.UTC(2026, 9, 1, 8, 0, index * 7)).toISOString() }
  })
}

export const watched: readonly WatchedFolder[] = [
  { id: 'w_0000000000000001', path: '/home/marta/Cases/Oldenburg', state: 'watching', lastCheckedAt: '2026-11-21T18:02:00.000Z', files: 214, removed: 3 },
  { id: 'w_0000000000000002', path: '/mnt/chambers/Shared drive/Oldenburg v Harcourt Lettings/Correspondence received from the managing agents', state: 'unreachable', lastCheckedAt: '2026-11-19T08:30:00.000Z', files: 38, removed: 0 },
  { id: 'w_0000000000000003', path: '/home/marta/Scans', state: 'checking', lastCheckedAt: null, files: 0, removed: 0 },
]
