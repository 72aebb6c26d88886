/** A stretch of a text (UTF-16 units, half-open) and what stands in its place in the copy. */
export interface MaskedStretch { readonly start: number; readonly end: number; readonly by: string }

/** Finds what is to be masked in all texts of a document together; one list for each text, in order and without overlaps. */
export type FindMasks = (texts: readonly string[]) => Promise<readonly (readonly MaskedStretch[])[]>

/** What a copy leaves out of a document. */
export const leftOutKinds = [
  'metadata', 'deleted-text', 'field-codes', 'content-controls', 'links', 'embedded-files', 'macros', 'custom-data', 'building-blocks', 'fonts', 'other-parts',
  'pictures', 'annotations', 'form-fields', 'attachments', 'outline', 'scripts', 'hidden-words', 'unreadable-words', 'pages',
] as const
export type LeftOutKind = (typeof leftOutKinds)[number]

/** What became of a document on its way into its copy. Counts and page numbers only, never text. */
export interface CopyOutcome {
  readonly format: 'docx' | 'pdf'
  /** How much of each kind is not in the copy. */
  readonly leftOut: Partial<Record<LeftOutKind, number>>
  /** Pages (from 1) that were replaced by an empty one, because nothing on them could be searched. */
  readonly pagesLeftOut: readonly number[]
  /** What is in the copy and could not be searched for words: pictures that were kept on request, scans with recognised words. */
  readonly notSearched: { readonly pictures: number; readonly scannedPages: number }
}

/** What recognition read on a page that is a picture. Boxes are in shares (0–1) of the page as it was read, from its top left. */
export interface RecognisedText {
  readonly text: string
  readonly words: readonly { readonly start: number; readonly end: number; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[]
  /** Degrees, clockwise, by which the page was turned to be read: 0, 90, 180 or 270. */
  readonly rotation: number
}

/** Reads pages (from 1) from what they look like; null for one that could not be read well enough to trust its picture. */
export type RecognisePages = (pages: readonly number[]) => Promise<readonly (RecognisedText | null)[]>

export interface CopyOptions {
  readonly find: FindMasks
  readonly recognise: RecognisePages
  /** Pictures stay in the copy although nobody can tell what they show. */
  readonly keepPictures: boolean
  readonly onProgress: (done: number, total: number) => void
}

/** Counts what is left out, by kind. */
export class LeftOut {
  readonly counts: Partial<Record<LeftOutKind, number>> = {}

  add(kind: LeftOutKind, count = 1): void {
    if (count > 0) this.counts[kind] = (this.counts[kind] ?? 0) + count
  }
}
