import { applyProperties, noProperties, readCharacterProperties, type ParagraphProperties } from './word-properties.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

interface Style { readonly builtIn: number; readonly base: number; readonly properties: ParagraphProperties; readonly font: number | null }

/** The number of the built-in style "Title"; headings 1 to 9 are numbered so themselves. */
const titleStyle = 62

export interface StyleProperties { readonly headingLevel: number | null; readonly listIndex: number | null; readonly listLevel: number | null; readonly font: number | null }

/** What the styles of a Word file say of headings, lists and fonts ([MS-DOC] 2.9.271), with what they inherit. */
export function readStyleSheet(file: WordFile): (style: number) => StyleProperties {
  const styles = readStyles(file)
  const known = new Map<number, StyleProperties>()
  return (index) => {
    const before = known.get(index)
    if (before !== undefined) return before
    let found: StyleProperties = { headingLevel: null, listIndex: null, listLevel: null, font: null }
    let style = styles[index]
    for (let step = 0; style !== undefined && step < 20; step++) {
      const { listIndex, listLevel } = style.properties
      found = { headingLevel: found.headingLevel ?? levelOf(style), listIndex: found.listIndex ?? listIndex, listLevel: found.listLevel ?? listLevel, font: found.font ?? style.font }
      style = style.base === 0xfff ? undefined : styles[style.base]
    }
    known.set(index, found)
    return found
  }
}

function levelOf({ builtIn, properties }: Style): number | null {
  if (builtIn >= 1 && builtIn <= 9) return builtIn
  if (builtIn === titleStyle) return 1
  return properties.outlineLevel !== null && properties.outlineLevel < 9 ? properties.outlineLevel + 1 : null
}

function readStyles(file: WordFile): (Style | undefined)[] {
  const { table, place } = file
  const { start, end } = place(tables.styles)
  if (start + 8 > end) return []
  const count = Math.min(4_095, table.getUint16(start + 2, true))
  const nameAt = table.getUint16(start + 4, true)
  const styles: (Style | undefined)[] = []
  for (let at = start + 2 + table.getUint16(start, true); styles.length < count && at + 2 <= end;) {
    const bytes = table.getUint16(at, true)
    styles.push(bytes < 8 || at + 2 + bytes > end ? undefined : readStyle(file, at + 2, at + 2 + bytes, nameAt))
    at += 2 + bytes + (bytes % 2)
  }
  return styles
}

function readStyle(file: WordFile, start: number, end: number, nameAt: number): Style {
  const { table, old } = file
  const kind = table.getUint16(start + 2, true)
  const properties = noProperties()
  const name = start + nameAt
  const nameBytes = name + 2 > end ? end - name : old === null ? 2 + table.getUint16(name, true) * 2 + 2 : 1 + table.getUint8(name) + 1
  // A paragraph style's formatting follows its name, at an even place: its length, the style's own number, the properties; then that of characters.
  const formatAt = name + nameBytes + (nameBytes + nameAt) % 2
  let font: number | null = null
  if ((kind & 0xf) === 1 && formatAt + 2 <= end) {
    const formatEnd = formatAt + 2 + table.getUint16(formatAt, true)
    applyProperties(properties, file, table, formatAt + 4, Math.min(end, formatEnd))
    const charactersAt = formatEnd + (formatEnd - formatAt) % 2
    if (charactersAt + 2 <= end) font = readCharacterProperties(file, table, charactersAt + 2, Math.min(end, charactersAt + 2 + table.getUint16(charactersAt, true))).font
  }
  return { builtIn: table.getUint16(start, true) & 0xfff, base: kind >> 4, properties, font }
}
