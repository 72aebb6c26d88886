import { codePageOfCharset, codePageOfFontName } from '../rtf/code-pages.ts'
import type { CharacterProperties, ParagraphProperties, PropertyRun } from './word-properties.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

export interface WordFont { readonly name: string; readonly charset: number }

/** The fonts of a Word file by their number ([MS-DOC] 2.9.81; names of one byte a letter in Word 6 and 95). */
export function readFonts({ table, place, old }: WordFile): WordFont[] {
  const { start, end } = place(tables.fonts)
  const fonts: WordFont[] = []
  // Before the fonts: their number and the bytes of what else each entry has, or in old files the bytes of all.
  for (let at = start + (old === null ? 4 : 2); at + 6 <= end;) {
    const bytes = table.getUint8(at) + 1
    const name = new Uint8Array(table.buffer, table.byteOffset + at, Math.min(bytes, end - at)).subarray(old === null ? 40 : 6)
    fonts.push({ charset: table.getUint8(at + 4), name: new TextDecoder(old === null ? 'utf-16le' : 'windows-1252').decode(name).replace(/\0.*$/s, '') })
    at += bytes
  }
  return fonts
}

/** The code page of each byte of an old file, by the font it is shown in: its own, or that of its paragraph's style. */
export function codePagesOfBytes(
  { document, old }: WordFile, fonts: readonly WordFont[], paragraphs: readonly PropertyRun<ParagraphProperties>[], characters: readonly PropertyRun<CharacterProperties>[],
  fontOfStyle: (style: number) => number | null,
): Uint16Array | null {
  if (old === null || old.isWide) return null
  const codePageOf = (font: number | null): number => {
    const found = font === null ? undefined : fonts[font]
    return found === undefined ? old.codePage : codePageOfCharset(found.charset) ?? codePageOfFontName(found.name) ?? old.codePage
  }
  const pages = new Uint16Array(document.byteLength).fill(codePageOf(fontOfStyle(0)))
  for (const { from, to, value } of paragraphs) pages.fill(codePageOf(fontOfStyle(value.style)), from, to)
  for (const { from, to, value } of characters) if (value.font !== null) pages.fill(codePageOf(value.font), from, to)
  return pages
}
