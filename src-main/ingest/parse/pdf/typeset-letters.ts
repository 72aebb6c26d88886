/** Marks that a typesetter prints over a letter as a glyph of its own, and the combining characters that they are then. */
const marks: Readonly<Record<number, string>> = {
  0x60: '\u0300', 0x2cb: '\u0300', 0xb4: '\u0301', 0x2ca: '\u0301', 0x5e: '\u0302', 0x2c6: '\u0302', 0x7e: '\u0303', 0x2dc: '\u0303', 0xaf: '\u0304', 0x2c9: '\u0304',
  0x2d8: '\u0306', 0x2d9: '\u0307', 0xa8: '\u0308', 0x2da: '\u030A', 0x2dd: '\u030B', 0x2c7: '\u030C', 0xb8: '\u0327', 0x2db: '\u0328',
}
const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }

/** The mark that a character becomes when it stands over a letter; null for all others. */
export const combiningMark = (code: number): string | null => (code < 0x5e || (code > 0x60 && code < 0x7e) || code > 0x2dd ? null : (marks[code] ?? null))

/** The letter with the mark over it, where such a letter is written anywhere: "o" and U+0308 are "ö". */
export function withMark(letter: string, mark: string): string | null {
  const composed = ((dotless[letter] ?? letter) + mark).normalize('NFC')
  return composed.length === 1 ? composed : null
}

/** Computer Modern and its likes in upright, bold, slanted and sans serif: fonts whose first places hold Greek capitals and ligatures. */
const texFont = /^(?:[A-Z]{6}\+)?CM(?:R|BX|B|TI|SL|SS|U|FF|DUNH)[A-Z]*\d*$/
/** TeX's text encoding (OT1); and what Quartz makes of two of its places when it writes a PDF anew: "↵" for ff, nothing for ffi. */
const texLigatures: Readonly<Record<number, string>> = { 0: 'ffi', 0x0b: 'ff', 0x0c: 'fi', 0x0d: 'fl', 0x0e: 'ffi', 0x0f: 'ffl', 0x21b5: 'ff' }

/** Whether a character may be a ligature in a font that says so nowhere. */
export const mayBeLigature = (code: number): boolean => (code < 32 || code === 0x21b5) && (code === 0x1f || code in texLigatures)

/**
 * The letters of a ligature whose place in the font is all that is left of it; null where that cannot be told. Programs that
 * number ligatures on their own begin at 31, mostly with fi: it is that for sure where no vowel follows ("con?rm").
 */
export function ligatureLetters(code: number, font: string, next: string): string | null {
  if (texFont.test(font)) return texLigatures[code] ?? null
  return code === 0x1f && /^[b-df-hj-np-tv-z]$/.test(next) ? 'fi' : null
}
