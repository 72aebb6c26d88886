import { applyProperties, noProperties, type ParagraphProperties } from './word-properties.ts'
import { tables, type WordFile } from './word-file.ts'

interface Style { readonly builtIn: number; readonly base: number; readonly properties: ParagraphProperties }

/** The number of the built-in style "Title"; headings 1 to 9 are numbered so themselves. */
const titleStyle = 62

export interface StyleProperties { readonly headingLevel: number | null; readonly listIndex: number | null; readonly listLevel: number | null }

/** What the styles of a Word file say of headings and lists ([MS-DOC] 2.9.271), with what they inherit. */
export function readStyleSheet(file: WordFile): (style: number) => StyleProperties {
  const styles = readStyles(file)
  return (index) => {
    let found: StyleProperties = { headingLevel: null, listIndex: null, listLevel: null }
    let style = styles[index]
    for (let step = 0; style !== undefined && step < 20; step++) {
      const { listIndex, listLevel } = style.properties
      found = { headingLevel: found.headingLevel ?? levelOf(style), listIndex: found.listIndex ?? listIndex, listLevel: found.listLevel ?? listLevel }
      style = style.base === 0xfff ? undefined : styles[style.base]
    }
    return found
  }
}

function levelOf({ builtIn, properties }: Style): number | null {
  if (builtIn >= 1 && builtIn <= 9) return builtIn
  if (builtIn === titleStyle) return 1
  return properties.outlineLevel !== null && properties.outlineLevel < 9 ? properties.outlineLevel + 1 : null
}

function readStyles({ table, place }: WordFile): (Style | undefined)[] {
  const { start, end } = place(tables.styles)
  if (start + 8 > end) return []
  const count = Math.min(4_095, table.getUint16(start + 2, true))
  const nameAt = table.getUint16(start + 4, true)
  const styles: (Style | undefined)[] = []
  for (let at = start + 2 + table.getUint16(start, true); styles.length < count && at + 2 <= end;) {
    const bytes = table.getUint16(at, true)
    styles.push(bytes < 10 || at + 2 + bytes > end ? undefined : readStyle(table, at + 2, at + 2 + bytes, nameAt))
    at += 2 + bytes + (bytes % 2)
  }
  return styles
}

function readStyle(table: DataView, start: number, end: number, nameAt: number): Style {
  const kind = table.getUint16(start + 2, true)
  const properties = noProperties()
  const name = start + nameAt
  const formatAt = name + 2 <= end ? name + 2 + table.getUint16(name, true) * 2 + 2 : end
  // A paragraph style's formatting follows its name: its length, the style's own number, the properties.
  if ((kind & 0xf) === 1 && formatAt + 4 <= end) applyProperties(properties, table, formatAt + 4, Math.min(end, formatAt + 2 + table.getUint16(formatAt, true)))
  return { builtIn: table.getUint16(start, true) & 0xfff, base: kind >> 4, properties }
}
