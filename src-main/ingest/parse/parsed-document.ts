import type { MediaType, Page } from '../../../src-preload/contract/index.ts'

/** What a parser makes of one file. `pages` are numbered from 1 without gaps; a page without text is kept with `text: ''`. */
export interface ParsedDocument {
  readonly mediaType: MediaType
  readonly pages: readonly Page[]
  /** Plain sentences about what was not read: "2 attachments of kinds that cannot be read yet". No document text. */
  readonly warnings: readonly string[]
}
