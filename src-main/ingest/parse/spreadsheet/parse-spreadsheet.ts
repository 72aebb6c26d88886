import { openPackage } from '../opendocument/open-package.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { EmbeddedParts } from '../ooxml/embedded-parts.ts'
import { mainPart } from '../ooxml/relationships.ts'
import { toPages, type ChildSink, type PageDraft, type ParseContext, type ParsedDocument } from '../parsed-document.ts'
import { ZipArchive } from '../zip-archive.ts'
import { CellBudget, spentWarning } from './cell-budget.ts'
import { readCsv } from './read-csv.ts'
import { readOds } from './read-ods.ts'
import { readSpreadsheetXml } from './read-spreadsheet-xml.ts'
import { readWithLibrary } from './read-with-library.ts'
import { sheetPages } from './sheet-pages.ts'
import { isSpreadsheetXml } from './spreadsheet-xml-mark.ts'
import type { Sheet } from './sheet.ts'
import { workbookWarnings, type Workbook } from './workbook.ts'
import { readXlsx } from './xlsx/parse-xlsx.ts'

/**
 * A spreadsheet of any kind, by its content: XLSX, XLSM, XLSB, XLS, ODS, XML Spreadsheet 2003, CSV, TSV. Nothing in it is computed, and no link is
 * followed. What exceeds the budget of cells is left out and said.
 */
export function parseSpreadsheet(bytes: Uint8Array, { onPages, children, extension, password }: ParseContext): ParsedDocument {
  const pages = new WorkbookPages(children)
  const onAlive = (): void => onPages(pages.count, pages.count + 1)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const archive = new ZipArchive(bytes)
    if (mainPart(archive, 'xl/workbook.bin')?.endsWith('.bin') === true) return pages.addBook(readWithLibrary(bytes, password, pages.budget))
    if (archive.has('content.xml') && !archive.has('xl/workbook.xml')) return pages.addBook(readOds(openPackage(bytes, password), pages.budget, onAlive))
    const files = new EmbeddedFiles(children)
    const sheets = readXlsx(archive, { budget: pages.budget, embedded: new EmbeddedParts(archive, files), onAlive })
    let next = sheets.next()
    for (; next.done !== true; next = sheets.next()) pages.addSheet(next.value)
    return pages.finish([...workbookWarnings(next.value), ...files.warnings()])
  }
  if (isBinaryWorkbook(bytes)) return pages.addBook(readWithLibrary(bytes, password, pages.budget))
  const head = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes.subarray(0, 8_192)).trimStart()
  if (isSpreadsheetXml(head)) return pages.addBook(readSpreadsheetXml(bytes, pages.budget, onAlive))
  if (isFlatOds(bytes)) return pages.addBook(readOds(openPackage(bytes, password), pages.budget, onAlive))
  const { sheet, confidence, warning } = readCsv(bytes, extension, pages.budget, onAlive)
  pages.addSheet(sheet, { method: 'plain', confidence })
  return pages.finish(warning === null ? [] : [warning])
}

class WorkbookPages {
  readonly budget = new CellBudget()
  readonly #drafts: PageDraft[] = []
  readonly #children: ChildSink

  constructor(children: ChildSink) {
    this.#children = children
  }

  get count(): number {
    return this.#drafts.length
  }

  addSheet(sheet: Sheet, how: Partial<PageDraft> = {}): void {
    for (const draft of sheetPages(sheet)) this.#drafts.push({ ...draft, ...(draft.text === '' ? {} : how) })
  }

  addBook({ sheets, workbook }: { readonly sheets: readonly Sheet[]; readonly workbook: Workbook }): ParsedDocument {
    for (const sheet of sheets) this.addSheet(sheet)
    return this.finish(workbookWarnings(workbook))
  }

  finish(warnings: string[]): ParsedDocument {
    if (this.budget.isSpent) {
      warnings.push(spentWarning)
      const last = this.#drafts.pop()
      if (last !== undefined) this.#drafts.push({ ...last, coverage: 'partly' })
    }
    const drafts: readonly PageDraft[] = this.#drafts.length > 0 ? this.#drafts : [{ text: '', method: 'none' }]
    return { mediaType: 'spreadsheet', pages: toPages(drafts), warnings, children: this.#children.files, language: null, thread: null }
  }
}

/** A compound file, or the bare records of Excel 2 to 4. */
function isBinaryWorkbook(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xd0 && bytes[1] === 0xcf) || (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1))
}

function isFlatOds(bytes: Uint8Array): boolean {
  return bytes[0] === 0x3c && new TextDecoder('latin1').decode(bytes.subarray(0, 2_000)).includes('office:document')
}
