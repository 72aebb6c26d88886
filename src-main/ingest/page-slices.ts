import type { Page } from '../../src-preload/contract/index.ts'

const charactersPerSlice = 200_000
const pagesPerSlice = 200

/** Runs of pages that are sent in one message, or written in one transaction, of a few milliseconds. */
export function* pageSlices(pages: readonly Page[]): Generator<Page[]> {
  let slice: Page[] = []
  let characters = 0
  for (const page of pages) {
    slice.push(page)
    characters += page.text.length
    if (characters < charactersPerSlice && slice.length < pagesPerSlice) continue
    yield slice
    slice = []
    characters = 0
  }
  if (slice.length > 0) yield slice
}
