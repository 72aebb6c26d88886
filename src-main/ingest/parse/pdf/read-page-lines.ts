import { joinSpacedLetters, narrowGapEms } from './letter-spacing.ts'
import { joinWords, type FaintWord, type PageLines, type PdfLine, type PdfWord } from './page-lines.ts'
import type { Pdfium } from './pdfium-library.ts'
import { inReadingOrder, isLamAlef, isRightToLeft, turns } from './right-to-left.ts'
import { isPrivateUse, symbolCharacter } from './symbol-character.ts'
import { combiningMark, ligatureLetters, mayBeLigature, withMark } from './typeset-letters.ts'

const lineFeed = 10
const carriageReturn = 13
/** PDFium marks a hyphen that it takes for one at a line's end with U+0002, and leaves out the line break after it. */
const hyphenMark = 2
/** A gap wider than this many times the font size lies between two table cells, not two words. */
const cellGapEms = 1.5
/** The same sign twice in nearly the same place is bold print or a shadow. In font sizes; two letters l of a narrow font are 0.2 apart. */
const sameSpotEms = 0.06
/** Letters of this size, in points, are no letters for the eye. */
const tinySize = 1.5
const maxFaint = 5_000
/** A mark that is printed after its letter comes at most this many characters later. */
const farthestMark = 300
/** Where the direction turns, less than a space is white by chance. */
const leastTurnGapEms = 0.12

interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Reads the text of a loaded page in content order. Frees what it allocates, also when the library throws. */
export function readPageLines(pdfium: Pdfium, page: number): PageLines {
  const textPage = pdfium._FPDFText_LoadPage(page)
  if (textPage === 0) return { lines: [], characters: 0, unmapped: 0, guessed: '', outside: 0, faint: [] }
  const scratch = pdfium._malloc(32)
  try {
    return new LineReader(pdfium, textPage, scratch, shownBox(pdfium, page, scratch)).read()
  } finally {
    pdfium._free(scratch)
    pdfium._FPDFText_ClosePage(textPage)
  }
}

/** What is shown of a page, in its own coordinates; null where it cannot be told. */
function shownBox(pdfium: Pdfium, page: number, scratch: number): Box | null {
  if (pdfium._FPDF_GetPageBoundingBox(page, scratch) !== 1) return null
  const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.subarray(scratch / 4, scratch / 4 + 4)
  return right - left > 1 && top - bottom > 1 ? { left, top, right, bottom } : null
}

interface ReadWord {
  text: string
  readonly first: number
  last: number
  readonly tab: boolean
  /** The white before it was seen, not written. */
  readonly seen: boolean
  /** How many of its characters stand where the same stood before. */
  again: number
}

class LineReader {
  readonly #pdfium: Pdfium
  readonly #textPage: number
  readonly #scratch: number
  readonly #shown: Box | null
  readonly #lines: PdfLine[] = []
  #words: ReadWord[] = []
  /** What stood since the last word: spaces that were written, or a gap as wide as between cells. */
  #spaces = 0
  #seen = false
  #tab = false
  #first = -1
  #last = -1
  #characters = 0
  #unmapped = 0
  #guessed = ''
  #outside = 0
  #lineSize = 0
  /** A mark that the next letter bears, and where marks stood that are on their letters by now. */
  #mark: string | null = null
  #marks: number[] = []
  readonly #faint: FaintWord[] = []
  readonly #spots = new Set<number>()
  #glyph = { x: Number.NaN, y: Number.NaN, code: 0, again: false }

  constructor(pdfium: Pdfium, textPage: number, scratch: number, shown: Box | null) {
    this.#pdfium = pdfium
    this.#textPage = textPage
    this.#scratch = scratch
    this.#shown = shown
  }

  read(): PageLines {
    const count = this.#pdfium._FPDFText_CountChars(this.#textPage)
    for (let index = 0; index < count; index++) {
      const code = this.#pdfium._FPDFText_GetUnicode(this.#textPage, index)
      // A code below 32 that the library did not write itself is a glyph of a font without names for its letters.
      if ((code === lineFeed || code === carriageReturn) && this.#isMade(index)) this.#endLine()
      else if (code === hyphenMark || code === 0xfffe) {
        this.#add('-', index)
        this.#endLine()
      } else if (code === 32 || code === 9 || code === 0xa0) this.#addGap(index)
      else this.#read(code, index)
    }
    this.#endLine()
    return { lines: this.#lines, characters: this.#characters, unmapped: this.#unmapped, guessed: this.#guessed, outside: this.#outside, faint: this.#faint }
  }

  #read(code: number, index: number): void {
    const { x, y } = this.#origin(index)
    if (this.#first < 0) this.#lineSize = this.#size(index)
    const size = Number.isFinite(this.#lineSize) && this.#lineSize > 0 ? this.#lineSize : 1
    const shown = this.#shown
    if (shown !== null && (x < shown.left - size || x > shown.right || y < shown.bottom - size || y > shown.top)) {
      this.#outside++
      return
    }
    // The letters of a ligature all have its place.
    const glyph = x === this.#glyph.x && y === this.#glyph.y ? { ...this.#glyph } : { x, y, code, again: this.#isPrintedOver(code, x / (size * sameSpotEms), y / (size * sameSpotEms)) }
    const isDoubled = glyph.again && code === this.#glyph.code && this.#glyph.x !== x && Math.abs(x - this.#glyph.x) < size * sameSpotEms * 2
    this.#glyph = glyph
    if (isDoubled) return
    const mark = combiningMark(code)
    if (mark !== null && this.#mark === null && this.#isOverLetter(mark, index, size)) return
    this.#add(this.#marked(this.#character(code, index)), index)
    const word = this.#words.at(-1)
    if (glyph.again && word !== undefined) word.again++
  }

  /** A place is in a square, and near those on two sides of it. */
  #isPrintedOver(code: number, across: number, up: number): boolean {
    const [column, row] = [Math.floor(across), Math.floor(up)]
    const [beside, over] = [across - column < 0.5 ? column - 1 : column + 1, up - row < 0.5 ? row - 1 : row + 1]
    const spots = this.#spots
    const own = spot(code, column, row)
    if (spots.has(own) || spots.has(spot(code, beside, row)) || spots.has(spot(code, column, over)) || spots.has(spot(code, beside, over))) return true
    spots.add(own)
    return false
  }

  /** Puts a mark that is printed as a glyph of its own on the letter below it, which is the next one or any before it. */
  #isOverLetter(mark: string, index: number, size: number): boolean {
    const box = this.#box(index)
    if (box === null) return false
    const middle = (box.left + box.right) / 2
    const next = index + (this.#isMade(index + 1) ? 2 : 1)
    if (this.#isBelow(mark, middle, index, next, size)) {
      this.#mark = mark
      const [before, after] = [this.#box(this.#last), this.#box(next)]
      if (this.#last >= 0 && this.#seen && before !== null && after !== null && after.left - before.right < size * leastTurnGapEms) this.#forgetGap()
      this.#marks.push(index)
      return true
    }
    for (let at = index - 1; at >= Math.max(this.#first, index - farthestMark); at--) {
      if (!this.#isBelow(mark, middle, index, at, size)) continue
      const word = this.#words.find(({ first, last }) => first <= at && at <= last)
      const place = word === undefined ? 0 : at - word.first - this.#marks.filter((each) => each > word.first && each < at).length
      const composed = withMark(word?.text[place] ?? '', mark)
      if (word === undefined || composed === null || word.text.codePointAt(place) !== this.#pdfium._FPDFText_GetUnicode(this.#textPage, at)) return false
      word.text = word.text.slice(0, place) + composed + word.text.slice(place + 1)
      this.#marks.push(index)
      return true
    }
    return false
  }

  /** Whether the letter at an index stands under the middle of the mark, in the same row, and can bear it. */
  #isBelow(mark: string, middle: number, index: number, at: number, size: number): boolean {
    if (withMark(String.fromCharCode(this.#pdfium._FPDFText_GetUnicode(this.#textPage, at) & 0xffff), mark) === null) return false
    const box = this.#box(at)
    return box !== null && middle > box.left && middle < box.right && Math.abs(this.#origin(at).y - this.#origin(index).y) < size * 0.5
  }

  #marked(character: string): string {
    const mark = this.#mark
    this.#mark = null
    return mark === null ? character : (withMark(character, mark) ?? character)
  }

  #forgetGap(): void {
    this.#spaces = 0
    this.#tab = false
  }

  #isMade(index: number): boolean {
    return this.#pdfium._FPDFText_IsGenerated(this.#textPage, index) === 1
  }

  #add(character: string, index: number): void {
    if (character === '') return
    if (this.#first < 0) this.#first = index
    this.#last = index
    const word = this.#words.at(-1)
    if (word !== undefined && this.#spaces === 0 && turns(word.text, character) && this.#isApart(word, index)) this.#spaces = 1
    if (word === undefined || this.#spaces > 0 || this.#tab) this.#words.push({ text: character, first: index, last: index, tab: word !== undefined && (this.#tab || this.#spaces >= 3), seen: this.#seen, again: 0 })
    else {
      word.text = isLamAlef(word.text, character) && this.#isOneGlyph(index) ? `${word.text.slice(0, -1)}${character}${word.text.slice(-1)}` : word.text + character
      word.last = index
    }
    this.#spaces = 0
    this.#seen = true
    this.#tab = false
  }

  /** White between a word and the letter that follows on it in another direction: the library puts the space elsewhere. */
  #isApart({ first, last }: ReadWord, index: number): boolean {
    const letter = this.#extent(index, index, 0)
    const word = this.#extent(first, last, 0)
    return gapBetween(word, letter) > this.#lineSize * leastTurnGapEms
  }

  #isOneGlyph(index: number): boolean {
    const [one, other] = [this.#origin(index - 1), this.#origin(index)]
    return one.x === other.x && one.y === other.y
  }

  #character(code: number, index: number): string {
    this.#characters++
    if (mayBeLigature(code)) {
      const letters = ligatureLetters(code, this.#fontName(index), String.fromCharCode(this.#pdfium._FPDFText_GetUnicode(this.#textPage, index + 1) & 0xffff))
      if (letters !== null) return letters
    }
    if (code < 32 || code === 0xfffd || code > 0x10ffff) {
      this.#unmapped++
      return code === 0xfffd ? '\uFFFD' : ''
    }
    if (isPrivateUse(code)) {
      const symbol = symbolCharacter(code, this.#fontName(index))
      if (symbol === null) this.#unmapped++
      return symbol ?? String.fromCodePoint(code)
    }
    // Half a surrogate pair arrives as a code of its own; both halves together are one character again.
    const character = code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code)
    if (this.#pdfium._FPDFText_HasUnicodeMapError(this.#textPage, index) === 1) {
      this.#guessed += this.#spaces > 0 || this.#tab || this.#first < 0 ? ` ${character}` : character
    }
    return character
  }

  #fontName(index: number): string {
    const flags = this.#scratch
    const bytes = this.#pdfium._FPDFText_GetFontInfo(this.#textPage, index, 0, 0, flags)
    if (bytes <= 1 || bytes > 1_000) return ''
    const buffer = this.#pdfium._malloc(bytes)
    try {
      this.#pdfium._FPDFText_GetFontInfo(this.#textPage, index, buffer, bytes, flags)
      return new TextDecoder().decode(this.#pdfium.HEAPU8.slice(buffer, buffer + bytes - 1))
    } finally {
      this.#pdfium._free(buffer)
    }
  }

  /**
   * A space; or, where PDFium made the space up, what the gap is seen to be: a tab between two columns of a table, or a line
   * end where the text goes on in another row, which PDFium does not notice in text that is turned.
   */
  #addGap(index: number): void {
    const isMade = this.#isMade(index)
    if (isMade && this.#mark !== null) return
    this.#spaces++
    if (!isMade) this.#seen = false
    if (this.#last < 0 || !isMade) return
    const size = this.#size(this.#last)
    const before = this.#box(this.#last)
    const after = this.#box(index + 1)
    if (size <= 0 || before === null || after === null) return
    if (this.#rise(this.#last, index + 1) > size * 0.8) return this.#endLine()
    const gap = Math.max(after.left - before.right, before.left - after.right, after.bottom - before.top, before.bottom - after.top)
    if (gap > size * cellGapEms) this.#tab = true
  }

  /** How far apart the baselines of two characters are, in points, whichever way the text runs. */
  #rise(one: number, other: number): number {
    const angle = this.#pdfium._FPDFText_GetCharAngle(this.#textPage, one)
    const [a, b] = [this.#origin(one), this.#origin(other)]
    return Math.abs((b.y - a.y) * Math.cos(angle) + (b.x - a.x) * Math.sin(angle))
  }

  #endLine(): void {
    if (this.#words.length > 0 && this.#first >= 0) {
      const place = this.#place()
      const read = this.#words.filter(({ text, again }) => again < text.length)
      if (place.angle === 0) for (const word of read) this.#markFaint(word, place)
      const words = this.#joined(read, place.angle, place.fontSize)
      if (words.length > 0) this.#lines.push({ text: joinWords(words), words, ...place })
    }
    this.#words = []
    this.#spaces = 0
    this.#seen = true
    this.#tab = false
    this.#mark = null
    this.#marks = []
    this.#first = -1
    this.#last = -1
  }

  #markFaint({ first, last, text }: ReadWord, { invisible, fontSize }: Pick<PdfLine, 'invisible' | 'fontSize'>): void {
    if (this.#faint.length >= maxFaint || !(invisible || fontSize < tinySize || this.#isPale(first))) return
    const [one, other] = [this.#box(first), this.#box(last)]
    if (one === null || other === null) return
    const { left: x, bottom: y } = this.#shown ?? { left: 0, bottom: 0 }
    this.#faint.push({ left: Math.min(one.left, other.left) - x, right: Math.max(one.right, other.right) - x, bottom: Math.min(one.bottom, other.bottom) - y, top: Math.max(one.top, other.top) - y, characters: text.length, painted: !invisible, tiny: fontSize < tinySize })
  }

  /** Filled with nearly white, or hardly at all. Four numbers: red, green, blue, and how far it covers. */
  #isPale(index: number): boolean {
    const at = this.#scratch
    if (this.#pdfium._FPDFText_GetFillColor(this.#textPage, index, at, at + 4, at + 8, at + 12) !== 1) return false
    const [red = 0, green = 0, blue = 0, alpha = 255] = new Uint32Array(this.#pdfium.HEAPU8.buffer, at, 4)
    return alpha < 16 || Math.min(red, green, blue) > 224
  }

  #joined(read: readonly ReadWord[], angle: number, size: number): PdfWord[] {
    const words = read.map(({ text, first, last, tab }): PdfWord => ({ text, tab, ...this.#extent(first, last, angle) }))
    const gaps = words.map((word, i) => {
      const before = words[i - 1]
      return before === undefined || word.tab || read[i]?.seen !== true || size <= 0 ? null : gapBetween(before, word) / size
    })
    if (angle === 0 && words.some(({ text }) => isRightToLeft(text))) return inReadingOrder(words, read.map(({ first, last }) => last > first && this.#extent(first, first, 0).startX < this.#extent(last, last, 0).startX))
    if (!gaps.some((gap) => gap !== null && gap < narrowGapEms)) return words
    const joins = joinSpacedLetters(read.map(({ text, first, last }, i) => ({ text, gap: gaps[i] ?? null, inner: this.#innerGaps(first, last, angle, size) })))
    return words.reduce<PdfWord[]>((line, word, i) => {
      const before = line.at(-1)
      if (before === undefined || joins[i] !== true) return [...line, word]
      return [...line.slice(0, -1), { ...before, text: before.text + word.text, startX: Math.min(before.startX, word.startX), endX: Math.max(before.endX, word.endX) }]
    }, [])
  }

  #innerGaps(first: number, last: number, angle: number, size: number): number[] {
    const places = Array.from({ length: last - first + 1 }, (_, i) => this.#extent(first + i, first + i, angle))
    return places.slice(1).map((place, i) => gapBetween(places[i] ?? place, place) / size)
  }

  /** From the first to the last character of a word, whichever of them stands further along. */
  #extent(first: number, last: number, angle: number): { readonly startX: number; readonly endX: number } {
    const boxes = [this.#box(first), this.#box(last)].filter((box) => box !== null)
    if (boxes.length === 0) return { startX: 0, endX: 0 }
    const along = boxes.flatMap(({ left, bottom, right, top }) => (angle === 0 ? [left, right] : [left * Math.cos(angle) - bottom * Math.sin(angle), right * Math.cos(angle) - top * Math.sin(angle)]))
    return { startX: Math.min(...along), endX: Math.max(...along) }
  }

  /** PDFium counts a character's angle clockwise; its coordinates grow upwards. */
  #place(): Omit<PdfLine, 'text' | 'words'> {
    const angle = this.#pdfium._FPDFText_GetCharAngle(this.#textPage, this.#first)
    const turned = Number.isFinite(angle) && angle > 0.05 && angle < 2 * Math.PI - 0.05 ? angle : 0
    const start = this.#origin(this.#first)
    const end = this.#box(this.#last)
    const along = (x: number, y: number): number => x * Math.cos(turned) - y * Math.sin(turned)
    const object = this.#pdfium._FPDFText_GetTextObject(this.#textPage, this.#first)
    return {
      angle: turned,
      startX: along(start.x, start.y),
      endX: end === null ? along(start.x, start.y) : Math.max(along(end.left, end.bottom), along(end.right, end.top)),
      y: start.y * Math.cos(turned) + start.x * Math.sin(turned),
      fontSize: this.#size(this.#first),
      invisible: object !== 0 && this.#pdfium._FPDFTextObj_GetTextRenderMode(object) === 3,
    }
  }

  /** The size in points as seen: many writers set size 1 and scale by the text matrix (FS_MATRIX: six floats, a to f). */
  #size(index: number): number {
    const nominal = this.#pdfium._FPDFText_GetFontSize(this.#textPage, index)
    if (this.#pdfium._FPDFText_GetMatrix(this.#textPage, index, this.#scratch) !== 1) return nominal
    const scale = Math.hypot(this.#float(2), this.#float(3))
    return scale > 0 && Number.isFinite(scale) ? nominal * scale : nominal
  }

  #origin(index: number): { readonly x: number; readonly y: number } {
    const found = this.#pdfium._FPDFText_GetCharOrigin(this.#textPage, index, this.#scratch, this.#scratch + 8)
    const at = this.#scratch / 8
    return found === 1 ? { x: this.#pdfium.HEAPF64[at] ?? 0, y: this.#pdfium.HEAPF64[at + 1] ?? 0 } : { x: 0, y: 0 }
  }

  /** FS_RECTF: four floats, left, top, right, bottom. */
  #box(index: number): Box | null {
    if (this.#pdfium._FPDFText_GetLooseCharBox(this.#textPage, index, this.#scratch) !== 1) return null
    return { left: this.#float(0), top: this.#float(1), right: this.#float(2), bottom: this.#float(3) }
  }

  #float(index: number): number {
    return this.#pdfium.HEAPF32[this.#scratch / 4 + index] ?? 0
  }
}

interface Extent { readonly startX: number; readonly endX: number }
/** Whichever of the two stands further along. */
const gapBetween = (one: Extent, other: Extent): number => Math.max(other.startX - one.endX, one.startX - other.endX)

/** A number for a sign at a place; far places may share one, which needs the same sign there to matter. */
function spot(code: number, column: number, row: number): number {
  return (code * 16_384 + (column & 16_383)) * 16_384 + (row & 16_383)
}
