/** A word and its extent along the writing direction, in points. */
export interface PdfWord {
  readonly text: string
  readonly startX: number
  readonly endX: number
  /** So far from the word before it that it stands in another cell of a table. */
  readonly tab: boolean
}

/** One line as PDFium delivers it, with where it stands. Coordinates are in points along (`x`) and across (`y`, upwards) the writing direction. */
export interface PdfLine {
  /** Its words, separated by a space or a tab. */
  readonly text: string
  readonly words: readonly PdfWord[]
  readonly angle: number
  readonly startX: number
  readonly endX: number
  readonly y: number
  readonly fontSize: number
  /** Written with text that is not painted: a recognised scan. */
  readonly invisible: boolean
}

/** A word that may not be seen: nearly white, not painted, or tiny. In points of the page, relative to what is shown of it. */
export interface FaintWord { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number; readonly characters: number; readonly painted: boolean; readonly tiny: boolean }

export interface PageLines {
  readonly lines: readonly PdfLine[]
  /** Characters that are not white space, and how many of them have no meaning: private codes, and signs that stand for themselves alone. */
  readonly characters: number
  readonly unmapped: number
  /** What the characters say of which the fonts give no letter, so that the glyph's number stands in its place. */
  readonly guessed: string
  /** Characters beyond the border of what is shown of the page. They are not among the lines. */
  readonly outside: number
  readonly faint: readonly FaintWord[]
}

/** The text of a line. */
export function joinWords(words: readonly PdfWord[]): string {
  return words.map(({ text, tab }, index) => (index === 0 ? text : `${tab ? '\t' : ' '}${text}`)).join('')
}
