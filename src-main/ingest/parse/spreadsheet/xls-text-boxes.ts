import { viewOf } from '../bytes.ts'


/** Types of records ([MS-XLS] 2.3), and of the object that a note's box is. */
const types = { begin: 0x809, end: 0x0a, sheet: 0x85, object: 0x5d, text: 0x1b6, more: 0x3c }
const noteObject = 0x19
const maxTexts = 100_000

/**
 * The texts of boxes and shapes that lie on the sheets of a workbook of Excel 97 to 2003, by the order in which the
 * sheets lie in the file. The boxes of notes are left out, whose texts are read with their cells.
 */
export function readXlsTextBoxes(records: Uint8Array): ReadonlyMap<number, readonly string[]> {
  const view = viewOf(records)
  const starts: number[] = []
  const texts = new Map<number, string[]>()
  let sheet = -1
  let depth = 0
  let object = 0
  let waiting = 0
  let total = 0
  for (let at = 0; at + 4 <= records.length && total < maxTexts;) {
    const [type, start, end] = [view.getUint16(at, true), at + 4, Math.min(records.length, at + 4 + view.getUint16(at + 2, true))]
    if (type === types.begin && depth++ === 0) sheet = starts.toSorted((a, b) => a - b).indexOf(at)
    else if (type === types.end) depth--
    else if (type === types.sheet && end - start >= 4) starts.push(view.getUint32(start, true))
    // An object's first field says what it is, and its text follows in a record of its own and one of characters.
    else if (type === types.object && end - start >= 6) object = view.getUint16(start + 4, true)
    else if (type === types.text && end - start >= 12) waiting = object === noteObject ? 0 : view.getUint16(start + 10, true)
    else if (type === types.more && waiting > 0 && end > start) {
      const text = characters(records.subarray(start, end), waiting)
      waiting = 0
      if (sheet >= 0 && text.trim() !== '') {
        texts.set(sheet, [...(texts.get(sheet) ?? []), text.trim()])
        total++
      }
    }
    at = end
  }
  return texts
}

/** A byte says whether characters have one byte or two. */
function characters(bytes: Uint8Array, count: number): string {
  const isWide = ((bytes[0] ?? 0) & 1) === 1
  return new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes.subarray(1, 1 + count * (isWide ? 2 : 1)))
}
