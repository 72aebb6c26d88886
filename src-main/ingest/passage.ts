/** A stretch of one page that is embedded and retrieved as a unit. `text === page.text.slice(start, end)` always. */
export interface PassageDraft {
  readonly page: number
  /** UTF-16 offsets into the page's stored text, half-open. */
  readonly start: number
  readonly end: number
  readonly headingPath: readonly string[]
  readonly text: string
}
