import type { Document, Page } from '../../src-preload/contract/index.ts'

/** What a plainly read page leaves empty. */
export const pageDefaults = { coverage: 'text', engine: null, places: [], tables: [] } satisfies Partial<Page>

/** A page of a test, with everything that it does not care about filled in. */
export const aPage = (text: string, rest: Partial<Page> = {}): Page => ({ page: 1, label: null, text, headings: [], method: 'plain', confidence: 1, ...pageDefaults, coverage: text === '' ? 'empty' : 'text', ...rest })

/** What an ordinary document leaves empty. */
export const documentDefaults = {
  coverage: { text: 0, ocr: 0, waiting: 0, partly: 0, 'suspect-table': 0, failed: 0, empty: 0 },
  language: null, parentId: null, supersededBy: null, copies: 1, similarGroup: null, thread: null,
} satisfies Partial<Document>

/** What a parser says of a file with nothing inside. */
export const parsedDefaults = { children: [], language: null, thread: null } as const
