import { read, set_cptable, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { CompoundFile } from '../doc/compound-file.ts'
import { readOnlyPassword } from '../ooxml/unlock-package.ts'
import { ZipArchive } from '../zip-archive.ts'
import type { CellBudget } from './cell-budget.ts'
import { formatValue } from './format-value.ts'
import { unlockWorkbook } from './unlock-workbook.ts'
import { bounds, type CellNote, type Sheet, type SheetRow } from './sheet.ts'
import type { Workbook } from './workbook.ts'
import { readXlsTextBoxes } from './xls-text-boxes.ts'

/** A file is held several times over while the library reads it. */
const maxFileBytes = 100_000_000

set_cptable(codePages)

/**
 * The sheets of Excel's binary formats: XLS from Excel 2 to 2003, and XLSB. The library builds all cells at once, so that the
 * size of the file, and of an archive what it unpacks to, are checked before. It follows no link and computes nothing.
 * Errors: `file-too-large`, `document-encrypted`, `wrong-password`, `document-damaged`, and those of the archive.
 */
export function readWithLibrary(bytes: Uint8Array, password: string | null, budget: CellBudget): { sheets: readonly Sheet[]; workbook: Workbook } {
  if (bytes.length > maxFileBytes) throw new AppError('file-too-large', { limitBytes: maxFileBytes })
  if (bytes[0] === 0x50) unpackAll(new ZipArchive(bytes))
  const records = bytes[0] === 0xd0 ? recordsOf(bytes, password) : bytes[0] === 0x09 ? wholeRecords(bytes) : null
  const book = open(records ?? bytes, password)
  const boxes = records === null ? new Map<number, readonly string[]>() : readXlsTextBoxes(records)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name]
    return sheet === undefined ? [] : [{ ...sheetOf(name, sheet, { budget, date1904 }), drawn: boxes.get(index) ?? [] }]
  })
  const withHidden = Object.values(book.Sheets).filter((sheet) => [...(sheet['!rows'] ?? []), ...(sheet['!cols'] ?? [])].some((line) => line?.hidden === true))
  const hidden = book.Workbook?.Sheets?.filter((sheet) => (sheet.Hidden ?? 0) > 0).length ?? 0
  return { sheets, workbook: { hiddenSheets: hidden, sheetsWithHidden: withHidden.length, missingSheets: book.SheetNames.length - sheets.length } }
}

/** The records of a workbook out of their compound file: left to do it itself, the library follows a chain in a circle for ever. */
function recordsOf(bytes: Uint8Array, password: string | null): Uint8Array {
  const file = new CompoundFile(bytes)
  const records = file.stream('Workbook') ?? file.stream('Book')
  // What it cannot make sense of, the library takes for a table of text.
  if (records === null || records[0] !== 0x09 || (records[1] ?? 0xff) > 0x08) throw new AppError('document-damaged')
  return wholeRecords(unlockWorkbook(records, password))
}

/**
 * The records up to the first that is cut off, with an end after them: beyond its end the library reads on for ever, as it
 * does in a damaged record of who wrote the file last, which says nothing of its content and is blanked. Nothing is moved,
 * since sheets are found by where they begin.
 */
function wholeRecords(records: Uint8Array): Uint8Array {
  const writer = 0x5c
  const whole = new Uint8Array(records.length + 4)
  whole.set(records)
  let at = 0
  while (at + 4 <= records.length) {
    const next = at + 4 + (records[at + 2] ?? 0) + (records[at + 3] ?? 0) * 256
    if (next > records.length) break
    if (records[at] === writer && records[at + 1] === 0) {
      if (next - at < 8) throw new AppError('document-damaged')
      whole.fill(0, at + 4, next)
    }
    at = next
  }
  whole.set([0x0a, 0, 0, 0], at)
  return whole.subarray(0, at + 4)
}

/** Refuses an archive that unfolds too far, by unpacking it once and keeping nothing. */
function unpackAll(archive: ZipArchive): void {
  for (const name of archive.names()) archive.read(name, () => {})
}

function open(bytes: Uint8Array, password: string | null): WorkBook {
  try {
    return read(bytes, { type: 'array', dense: true, cellStyles: true, cellNF: true, cellHTML: false, dateNF: 'yyyy-mm-dd', sheetRows: 0, password: password ?? readOnlyPassword })
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw new AppError(isLocked ? (password === null ? 'document-encrypted' : 'wrong-password') : 'document-damaged')
  }
}

function sheetOf(name: string, sheet: WorkSheet, { budget, date1904 }: { readonly budget: CellBudget; readonly date1904: boolean }): Sheet {
  const notes: CellNote[] = []
  const rows: SheetRow[] = []
  for (const [index, cells] of rowsOf(sheet)) {
    if (index >= bounds.rows) break
    const kept = cells.flatMap((cell, column) => {
      const note = cell?.c?.map(({ t }) => t).join('\n').trim() ?? ''
      if (note !== '') notes.push({ row: index, column, text: note })
      const text = cell === undefined ? '' : canonicalLine(shownText(cell, date1904))
      return text === '' || !budget.take(text.length) ? [] : [{ column, text, isValue: cell?.t === 'n' || cell?.t === 'b' || cell?.t === 'd', bold: false }]
    })
    if (kept.length > 0) rows.push({ index, cells: kept })
  }
  return { name, rows, notes, drawn: [] }
}

/** Rows of the library's dense form, which is an array of arrays with gaps. */
function rowsOf(sheet: WorkSheet): [number, (CellObject | undefined)[]][] {
  const data = sheet['!data'] ?? []
  return Object.keys(data).map(Number).flatMap((index): [number, (CellObject | undefined)[]][] => {
    const row = data[index]
    return row === undefined || row === null ? [] : [[index, Array.from(row)]]
  })
}

function shownText(cell: CellObject, date1904: boolean): string {
  // The library shows as many digits as fit into a narrow column, and gives up at formats that other programs write.
  if (cell.t === 'n' && typeof cell.v === 'number') return formatValue(cell.v, cell.z ?? 'General', date1904)
  if (cell.w !== undefined && cell.w.trim() !== '') return cell.w
  if (cell.v !== undefined && cell.v !== '') return String(cell.v)
  return cell.f === undefined ? '' : `=${cell.f}`
}
