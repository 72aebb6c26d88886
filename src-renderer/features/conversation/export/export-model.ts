/** What is written into a file: independent of the file's format. */

export interface ExportRun {
  readonly text: string
  readonly strong: boolean
  readonly emphasis: boolean
  readonly code: boolean
  /** Numbers of the footnotes that stand behind the text. */
  readonly notes: readonly number[]
}

export type ExportBlock =
  | { readonly kind: 'heading'; /** 1 is the title of the file. */ readonly level: number; readonly runs: readonly ExportRun[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly ExportRun[] }
  | { readonly kind: 'list'; /** The number of the first item; null for dots. */ readonly first: number | null; readonly items: readonly (readonly ExportBlock[])[] }
  | { readonly kind: 'table'; readonly header: readonly (readonly ExportRun[])[]; readonly rows: readonly (readonly (readonly ExportRun[])[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly ExportBlock[] }
  | { readonly kind: 'listing'; readonly text: string; readonly notes: readonly number[] }
  | { readonly kind: 'rule' }

/** A footnote: where the quote stands, and its words. */
export interface ExportNote { readonly n: number; readonly source: string; readonly quote: string }

export interface ExportDocument {
  readonly title: string
  readonly blocks: readonly ExportBlock[]
  /** Counted through from 1 over the whole file. */
  readonly notes: readonly ExportNote[]
}

/** Words without stress and without a footnote. */
export function plainRun(text: string, stress: Partial<Omit<ExportRun, 'text'>> = {}): ExportRun {
  return { text, strong: false, emphasis: false, code: false, notes: [], ...stress }
}
