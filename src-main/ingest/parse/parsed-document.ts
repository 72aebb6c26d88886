import type { MediaType, Page } from '../../../src-preload/contract/index.ts'

/** What a parser makes of one file. `pages` are numbered from 1 without gaps; a page without text is kept with `text: ''`. */
export interface ParsedDocument {
  readonly mediaType: MediaType
  /** A page that holds something to be read by recognition alone has `coverage: 'waiting'`. */
  readonly pages: readonly Page[]
  /** Plain sentences about what was not read: "2 attachments of kinds that cannot be read". No document text. */
  readonly warnings: readonly string[]
  /** Files inside this one, in their order: attachments, entries of an archive. Each becomes a document of its own. */
  readonly children: readonly ChildFile[]
  /** ISO 639-1 of most of the text; null when it cannot be told. */
  readonly language: string | null
  /** What messages of one conversation share (the id of its first message); null for anything else. */
  readonly thread: string | null
}

export interface ChildFile {
  /** As the container names it, with its folders ("annex/plan.pdf"); untrusted, for display and for its extension only. */
  readonly name: string
  readonly bytes: number
  /** The file's name in the folder that the parser was given for children: chosen by the parser; of the container's name only a plain extension is kept. */
  readonly file: string
}

/** Takes the bytes of a file that was found inside another. Throws `document-too-many-parts`, `archive-expands-too-far`. */
export interface ChildSink {
  /** What was taken so far; a parser hands it on in {@link ParsedDocument.children}. */
  readonly files: readonly ChildFile[]
  add(name: string, bytes: Uint8Array): void
}

/** What a parser is given beside the bytes. */
export interface ParseContext {
  readonly onPages: (done: number, total: number) => void
  readonly children: ChildSink
  /** Of the file's name, in lower case with its dot. */
  readonly extension: string
  /** Given by a person for this one reading; null otherwise. */
  readonly password: string | null
}

/** A page before its number and the fields that most pages leave empty are filled in; see {@link toPages}. */
export type PageDraft = Pick<Page, 'text' | 'method'> & Partial<Omit<Page, 'page'>>

/** Numbers pages from 1 and fills in what was left out: coverage follows from the text and the method. */
export function toPages(drafts: readonly PageDraft[]): Page[] {
  return drafts.map((draft, index) => {
    const isEmpty = draft.text.trim() === ''
    return {
      label: null, headings: [], confidence: isEmpty ? 0 : 1, engine: null, places: [], tables: [],
      coverage: isEmpty ? 'empty' : draft.tables?.some(({ suspect }) => suspect) ? 'suspect-table' : draft.method === 'ocr' ? 'ocr' : 'text',
      ...draft, page: index + 1, method: isEmpty && draft.method !== 'ocr' && draft.method !== 'typed' ? 'none' : draft.method,
    }
  })
}
