import type { List, ListLevel } from '../docx/word-numbering.ts'
import type { WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

/** Number formats by their code ([MS-OSHARED] 2.2.1.3), as DOCX names them. */
const formats: Readonly<Record<number, string>> = { 0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter', 22: 'decimalZero', 23: 'bullet', 255: 'none' }

/** The lists of a Word file ([MS-DOC] 2.9.131 and 2.9.150) by the number under which paragraphs refer to them. */
export function readLists(file: WordFile): Map<string, List> {
  const definitions = readDefinitions(file)
  const lists = new Map<string, List>()
  const { table } = file
  const { start, end } = file.place(tables.listOverrides)
  if (start + 4 > end) return lists
  const count = Math.min(table.getUint32(start, true), Math.floor((end - start - 4) / 16))
  for (let i = 0; i < count; i++) {
    const id = table.getInt32(start + 4 + i * 16, true)
    const levels = definitions.get(id)
    if (levels !== undefined) lists.set(String(i + 1), { levels, abstractId: String(id) })
  }
  return lists
}

function readDefinitions({ table, place }: WordFile): Map<number, Map<number, ListLevel>> {
  const definitions = new Map<number, Map<number, ListLevel>>()
  const { start, end } = place(tables.lists)
  if (start + 2 > end) return definitions
  const count = Math.min(table.getUint16(start, true), Math.floor((end - start - 2) / 28))
  // The levels of all lists follow the list of lists, beyond the length that is told for it.
  let at = start + 2 + count * 28
  for (let i = 0; i < count; i++) {
    const entry = start + 2 + i * 28
    const levels = new Map<number, ListLevel>()
    const levelCount = (table.getUint8(entry + 26) & 1) === 1 ? 1 : 9
    for (let level = 0; level < levelCount; level++) {
      const read = readLevel(table, at)
      if (read === null) return definitions
      levels.set(level, read.level)
      at = read.next
    }
    definitions.set(table.getInt32(entry, true), levels)
  }
  return definitions
}

function readLevel(table: DataView, at: number): { level: ListLevel; next: number } | null {
  if (at + 30 > table.byteLength) return null
  const textAt = at + 28 + table.getUint8(at + 24) + table.getUint8(at + 25)
  if (textAt + 2 > table.byteLength) return null
  const length = table.getUint16(textAt, true)
  if (textAt + 2 + length * 2 > table.byteLength) return null
  let template = ''
  for (let i = 0; i < length; i++) {
    const code = table.getUint16(textAt + 2 + i * 2, true)
    template += code < 9 ? `%${code + 1}` : String.fromCharCode(code)
  }
  return { level: { start: table.getInt32(at, true), format: formats[table.getUint8(at + 4)] ?? 'decimal', template }, next: textAt + 2 + length * 2 }
}
