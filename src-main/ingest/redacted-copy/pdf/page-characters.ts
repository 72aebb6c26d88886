import type { DrawingPdfium } from './drawing-library.ts'

/** One character of a page, in the coordinates of the page (points, y upwards). */
export interface PlacedCharacter {
  /** In the page's text. */
  readonly offset: number
  readonly length: number
  readonly box: Box
  readonly originX: number
  readonly originY: number
  readonly angle: number
  readonly size: number
  readonly invisible: boolean
  /** Its font does not say which letter it is. */
  readonly unmapped: boolean
}
export interface Box { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number }
export interface PageCharacters { readonly text: string; readonly characters: readonly PlacedCharacter[] }

const hyphenMark = 2

/** The text of a page in content order with the place of every character in it. Throws nothing of its own. */
export function readPageCharacters(pdfium: DrawingPdfium, page: number): PageCharacters {
  const textPage = pdfium._FPDFText_LoadPage(page)
  if (textPage === 0) return { text: '', characters: [] }
  const scratch = pdfium._malloc(64)
  try {
    return new CharacterReader(pdfium, textPage, scratch).read()
  } finally {
    pdfium._free(scratch)
    pdfium._FPDFText_ClosePage(textPage)
  }
}

class CharacterReader {
  readonly #pdfium: DrawingPdfium
  readonly #textPage: number
  readonly #scratch: number
  readonly #characters: PlacedCharacter[] = []
  #text = ''
  #last: PlacedCharacter | null = null
  #isBroken = false
  #isSpaced = false

  constructor(pdfium: DrawingPdfium, textPage: number, scratch: number) {
    this.#pdfium = pdfium
    this.#textPage = textPage
    this.#scratch = scratch
  }

  read(): PageCharacters {
    const count = this.#pdfium._FPDFText_CountChars(this.#textPage)
    for (let index = 0; index < count; index++) {
      const code = this.#pdfium._FPDFText_GetUnicode(this.#textPage, index)
      if (code === 10 || code === 13) this.#isBroken = true
      else if (code === 32 || code === 9 || code === 0xa0) this.#isSpaced = true
      else if (code === hyphenMark || code === 0xfffe) {
        this.#add('-', index, false)
        this.#isBroken = true
      } else this.#add(letters(code), index, this.#isUnmapped(code, index))
    }
    return { text: this.#text, characters: this.#characters }
  }

  #isUnmapped(code: number, index: number): boolean {
    return code < 32 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000 || this.#pdfium._FPDFText_HasUnicodeMapError(this.#textPage, index) === 1
  }

  #add(text: string, index: number, unmapped: boolean): void {
    const box = this.#box(index)
    const { x, y } = this.#origin(index)
    const turned = this.#pdfium._FPDFText_GetCharAngle(this.#textPage, index)
    // The library counts clockwise.
    const angle = Number.isFinite(turned) && turned > 0.05 && turned < 2 * Math.PI - 0.05 ? 2 * Math.PI - turned : 0
    const object = this.#pdfium._FPDFText_GetTextObject(this.#textPage, index)
    const here = { box, originX: x, originY: y, angle, size: Math.max(1, this.#size(index)), unmapped, invisible: object !== 0 && this.#pdfium._FPDFTextObj_GetTextRenderMode(object) === 3 }
    this.#text += this.#gapBefore(here)
    const placed: PlacedCharacter = { ...here, offset: this.#text.length, length: text.length }
    this.#text += text
    this.#characters.push(placed)
    this.#last = placed
    this.#isBroken = false
    this.#isSpaced = false
  }

  /** What lies between the last character and this one: nothing, a space, a tab (another column), a line's or a paragraph's end. */
  #gapBefore(next: Omit<PlacedCharacter, 'offset' | 'length'>): string {
    const last = this.#last
    if (last === null) return ''
    const [dx, dy] = [next.originX - last.originX, next.originY - last.originY]
    const rise = Math.abs(dy * Math.cos(last.angle) - dx * Math.sin(last.angle))
    const size = Math.max(last.size, next.size)
    const sameLine = last.angle === next.angle && rise < size * 0.5
    const gap = Math.max(next.box.left - last.box.right, last.box.left - next.box.right, next.box.bottom - last.box.top, last.box.bottom - next.box.top)
    if (!sameLine && (this.#isBroken || rise > size * 0.8)) return rise > size * 1.9 || last.angle !== next.angle ? '\n\n' : '\n'
    if (!this.#isBroken && !this.#isSpaced) return gap > size * 1.5 ? '\t' : ''
    return gap > size * 1.5 ? '\t' : ' '
  }

  #box(index: number): Box {
    const at = this.#scratch
    const loose = this.#pdfium._FPDFText_GetLooseCharBox(this.#textPage, index, at) === 1 ? [0, 1, 2, 3].map((i) => this.#pdfium.HEAPF32[at / 4 + i] ?? 0) : [0, 0, 0, 0]
    const tight = this.#pdfium._FPDFText_GetCharBox(this.#textPage, index, at, at + 8, at + 16, at + 24) === 1 ? [0, 1, 2, 3].map((i) => this.#pdfium.HEAPF64[at / 8 + i] ?? 0) : null
    const [left = 0, top = 0, right = 0, bottom = 0] = loose
    if (tight === null || tight.some((value) => !Number.isFinite(value))) return { left: Math.min(left, right), right: Math.max(left, right), bottom: Math.min(bottom, top), top: Math.max(bottom, top) }
    const [tightLeft = left, tightRight = right, tightBottom = bottom, tightTop = top] = tight
    return { left: Math.min(left, right, tightLeft), right: Math.max(left, right, tightRight), bottom: Math.min(bottom, top, tightBottom), top: Math.max(bottom, top, tightTop) }
  }

  #origin(index: number): { readonly x: number; readonly y: number } {
    const at = this.#scratch
    if (this.#pdfium._FPDFText_GetCharOrigin(this.#textPage, index, at, at + 8) !== 1) return { x: 0, y: 0 }
    return { x: this.#pdfium.HEAPF64[at / 8] ?? 0, y: this.#pdfium.HEAPF64[at / 8 + 1] ?? 0 }
  }

  #size(index: number): number {
    const nominal = this.#pdfium._FPDFText_GetFontSize(this.#textPage, index)
    if (this.#pdfium._FPDFText_GetMatrix(this.#textPage, index, this.#scratch) !== 1) return nominal
    const scale = Math.hypot(this.#pdfium.HEAPF32[this.#scratch / 4 + 2] ?? 0, this.#pdfium.HEAPF32[this.#scratch / 4 + 3] ?? 0)
    return scale > 0 && Number.isFinite(scale) ? nominal * scale : nominal
  }
}

const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }

/** Half a surrogate pair arrives as a code of its own; both halves together are one character again. Ligatures as their letters, so that words are found. */
function letters(code: number): string {
  if (code < 32 || code > 0x10ffff) return '\ufffd'
  const character = code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code)
  return ligatures[character] ?? character
}
