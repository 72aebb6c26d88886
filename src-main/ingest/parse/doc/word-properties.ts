import { eachOldProperty, oldList, oldSymbol } from './old-word-properties.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

/** What is read of a paragraph's formatting; null is left to its style. */
export interface ParagraphProperties {
  style: number
  outlineLevel: number | null
  listIndex: number | null
  listLevel: number | null
  tableDepth: number
  endsRow: boolean
  /** Of Word 6 and 95, which keep a list's form in each of its paragraphs: the level (10 numbered, 11 with bullets), and that form. */
  oldLevel: number
  oldForm: Uint8Array | null
}

/** What is read of a character's formatting. */
export interface CharacterProperties {
  /** Deleted with changes tracked, or hidden. */
  isUnshown: boolean
  isDeleted: boolean
  /** Its place in the list of fonts; null is left to the paragraph's style. */
  font: number | null
  /** The sign that stands for the character in the text. */
  symbol: { readonly font: number; readonly code: number } | null
}

export interface PropertyRun<T> { readonly from: number; readonly to: number; readonly value: T }

/** Codes of the properties that are read ([MS-DOC] 2.6). */
const codes = {
  inTable: 0x2416, endsRow: 0x2417, tableDepth: 0x6649, outlineLevel: 0x2640, listIndex: 0x460b, listLevel: 0x260a,
  deleted: 0x0800, hidden: 0x083c, font: 0x4a4f, symbol: 0x6a09,
} as const

export function noProperties(): ParagraphProperties {
  return { style: 0, outlineLevel: null, listIndex: null, listLevel: null, tableDepth: 0, endsRow: false, oldLevel: 0, oldForm: null }
}

/** Paragraphs by where their characters lie in the file, in order. */
export function readParagraphRuns(file: WordFile): PropertyRun<ParagraphProperties>[] {
  return readPages(file, tables.paragraphPages, file.old === null ? 13 : 7, (view, at, end) => {
    const properties = noProperties()
    if (at + 3 > end) return properties
    // A first byte of zero is followed by the length in words.
    const isLong = view.getUint8(at) === 0 && file.old === null
    const first = at + (isLong ? 2 : 1)
    const last = Math.min(end, first + (isLong ? view.getUint8(at + 1) * 2 : view.getUint8(at) * 2 - 1))
    if (first + 2 > last) return properties
    properties.style = view.getUint16(first, true)
    applyProperties(properties, file, view, first + 2, last)
    return properties
  })
}

/** Stretches of the file whose characters are not shown, or whose font is their own. */
export function readCharacterRuns(file: WordFile): PropertyRun<CharacterProperties>[] {
  return readPages(file, tables.characterPages, 1, (view, at, end) => {
    const last = Math.min(end, at + 1 + view.getUint8(at))
    return readCharacterProperties(file, view, at + 1, last)
  }).filter(({ value }) => value.isUnshown || value.font !== null || value.symbol !== null)
}

export function readCharacterProperties(file: WordFile, view: DataView, start: number, end: number): CharacterProperties {
  const properties: CharacterProperties = { isUnshown: false, isDeleted: false, font: null, symbol: null }
  eachProperty(file, view, start, end, (code, operand) => {
    const isOn = (view.getUint8(operand) & 1) === 1
    if (code === codes.deleted && isOn) properties.isDeleted = properties.isUnshown = true
    else if (code === codes.hidden && isOn) properties.isUnshown = true
    else if (code === codes.font && operand + 2 <= end) properties.font = view.getUint16(operand, true)
    else if (code === codes.symbol && operand + 4 <= end) properties.symbol = { font: view.getUint16(operand, true), code: view.getUint16(operand + 2, true) }
    else if (file.old !== null && code === oldSymbol && operand + 4 <= end) properties.symbol = { font: view.getUint16(operand + 1, true), code: view.getUint8(operand + 3) }
  })
  return properties
}

export function applyProperties(properties: ParagraphProperties, file: WordFile, view: DataView, start: number, end: number): void {
  eachProperty(file, view, start, end, (code, operand) => {
    const value = view.getUint8(operand)
    if (code === codes.inTable) properties.tableDepth = Math.max(properties.tableDepth, value === 0 ? 0 : 1)
    else if (code === codes.tableDepth && operand + 4 <= end) properties.tableDepth = Math.min(100, Math.max(0, view.getInt32(operand, true)))
    else if (code === codes.endsRow) properties.endsRow = value !== 0
    else if (code === codes.outlineLevel) properties.outlineLevel = value
    else if (code === codes.listLevel) properties.listLevel = value
    else if (code === codes.listIndex && operand + 2 <= end) properties.listIndex = view.getUint16(operand, true)
    else if (file.old !== null && code === oldList.level) properties.oldLevel = value
    else if (file.old !== null && code === oldList.definition) properties.oldForm = new Uint8Array(view.buffer, view.byteOffset + operand + 1, Math.max(0, Math.min(value, end - operand - 1)))
  })
}

/** Bytes of an operand by the top three bits of its code; that of the last kind but one begins with its length. */
const operandBytes = [1, 1, 2, 4, 2, 2, -1, 3] as const

function eachProperty(file: WordFile, view: DataView, start: number, end: number, use: (code: number, operand: number) => void): void {
  if (file.old !== null) return eachOldProperty(view, start, end, use)
  for (let at = start; at + 3 <= end;) {
    const code = view.getUint16(at, true)
    use(code, at + 2)
    const bytes = operandBytes[code >> 13] ?? 1
    // Two codes of tables keep their length in two bytes.
    at += 2 + (bytes >= 0 ? bytes : code === 0xd606 || code === 0xd608 ? (at + 4 <= end ? view.getUint16(at + 2, true) + 1 : 2) : view.getUint8(at + 2) + 1)
  }
}

/** Formatting lies in pages of 512 bytes, each for a stretch of the file ([MS-DOC] 2.9.33 and 2.9.174). */
function readPages<T>(file: WordFile, index: number, entryBytes: number, read: (view: DataView, at: number, end: number) => T): PropertyRun<T>[] {
  const { document } = file
  const runs: PropertyRun<T>[] = []
  for (const number of pageNumbers(file, index)) {
    const page = number * 512
    if (page + 512 > document.byteLength) continue
    const entries = document.getUint8(page + 511)
    if ((entries + 1) * 4 + entries * entryBytes > 511) continue
    for (let j = 0; j < entries; j++) {
      const offset = document.getUint8(page + (entries + 1) * 4 + j * entryBytes) * 2
      if (offset === 0 || offset >= 511) continue
      runs.push({ from: document.getUint32(page + j * 4, true), to: document.getUint32(page + j * 4 + 4, true), value: read(document, page + offset, page + 511) })
    }
  }
  return runs.sort((a, b) => a.from - b.from)
}

function pageNumbers({ table, place, old }: WordFile, index: number): number[] {
  const { start, end } = place(index)
  const bytes = old === null ? 4 : 2
  const count = Math.max(0, Math.floor((end - start - 4) / (4 + bytes)))
  // Word 6 leaves the table out where the pages follow one another.
  const inRow = index === tables.characterPages ? old?.characterPages : old?.paragraphPages
  if (inRow !== undefined && count < inRow.count) return Array.from({ length: inRow.count }, (_, i) => inRow.first + i)
  return Array.from({ length: count }, (_, i) => {
    const at = start + (count + 1) * 4 + i * bytes
    return old === null ? table.getUint32(at, true) & 0x3f_ffff : table.getUint16(at, true)
  })
}
