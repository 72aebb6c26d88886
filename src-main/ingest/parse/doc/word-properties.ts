import { tables, type WordFile } from './word-file.ts'

/** What is read of a paragraph's formatting; null is left to its style. */
export interface ParagraphProperties {
  style: number
  outlineLevel: number | null
  listIndex: number | null
  listLevel: number | null
  tableDepth: number
  endsRow: boolean
}

export interface PropertyRun<T> { readonly from: number; readonly to: number; readonly value: T }

/** Codes of the properties that are read ([MS-DOC] 2.6). */
const codes = { inTable: 0x2416, endsRow: 0x2417, tableDepth: 0x6649, outlineLevel: 0x2640, listIndex: 0x460b, listLevel: 0x260a, deleted: 0x0800, hidden: 0x083c }

export function noProperties(): ParagraphProperties {
  return { style: 0, outlineLevel: null, listIndex: null, listLevel: null, tableDepth: 0, endsRow: false }
}

/** Paragraphs by where their characters lie in the file, in order. */
export function readParagraphRuns(file: WordFile): PropertyRun<ParagraphProperties>[] {
  return readPages(file, tables.paragraphPages, 13, (view, at, end) => {
    const properties = noProperties()
    if (at + 3 > end) return properties
    // A first byte of zero is followed by the length in words.
    const isLong = view.getUint8(at) === 0
    const first = at + (isLong ? 2 : 1)
    const last = Math.min(end, first + (isLong ? view.getUint8(at + 1) * 2 : view.getUint8(at) * 2 - 1))
    if (first + 2 > last) return properties
    properties.style = view.getUint16(first, true)
    applyProperties(properties, view, first + 2, last)
    return properties
  })
}

/** Stretches of the file whose text was deleted with changes tracked, or is hidden. */
export function readUnshownRuns(file: WordFile): PropertyRun<boolean>[] {
  return readPages(file, tables.characterPages, 1, (view, at, end) => {
    let unshown = false
    eachProperty(view, at + 1, Math.min(end, at + 1 + view.getUint8(at)), (code, operand) => {
      if ((code === codes.deleted || code === codes.hidden) && (view.getUint8(operand) & 1) === 1) unshown = true
    })
    return unshown
  }).filter(({ value }) => value)
}

export function applyProperties(properties: ParagraphProperties, view: DataView, start: number, end: number): void {
  eachProperty(view, start, end, (code, operand) => {
    if (code === codes.inTable) properties.tableDepth = Math.max(properties.tableDepth, view.getUint8(operand) === 0 ? 0 : 1)
    else if (code === codes.tableDepth && operand + 4 <= end) properties.tableDepth = Math.min(100, Math.max(0, view.getInt32(operand, true)))
    else if (code === codes.endsRow) properties.endsRow = view.getUint8(operand) !== 0
    else if (code === codes.outlineLevel) properties.outlineLevel = view.getUint8(operand)
    else if (code === codes.listLevel) properties.listLevel = view.getUint8(operand)
    else if (code === codes.listIndex && operand + 2 <= end) properties.listIndex = view.getUint16(operand, true)
  })
}

/** Bytes of an operand by the top three bits of its code; that of the last kind but one begins with its length. */
const operandBytes = [1, 1, 2, 4, 2, 2, -1, 3] as const

function eachProperty(view: DataView, start: number, end: number, use: (code: number, operand: number) => void): void {
  for (let at = start; at + 3 <= end;) {
    const code = view.getUint16(at, true)
    use(code, at + 2)
    const bytes = operandBytes[code >> 13] ?? 1
    // Two codes of tables keep their length in two bytes.
    at += 2 + (bytes >= 0 ? bytes : code === 0xd606 || code === 0xd608 ? (at + 4 <= end ? view.getUint16(at + 2, true) + 1 : 2) : view.getUint8(at + 2) + 1)
  }
}

/** Formatting lies in pages of 512 bytes, each for a stretch of the file ([MS-DOC] 2.9.33 and 2.9.174). */
function readPages<T>({ document, table, place }: WordFile, index: number, entryBytes: number, read: (view: DataView, at: number, end: number) => T): PropertyRun<T>[] {
  const { start, end } = place(index)
  const count = Math.max(0, Math.floor((end - start - 4) / 8))
  const runs: PropertyRun<T>[] = []
  for (let i = 0; i < count; i++) {
    const page = (table.getUint32(start + (count + 1) * 4 + i * 4, true) & 0x3f_ffff) * 512
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
