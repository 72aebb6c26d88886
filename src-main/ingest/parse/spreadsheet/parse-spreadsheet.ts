import { toPages, type PageDraft, type ParseContext, type ParsedDocument } from '../parsed-document.ts'
import { ZipArchive } from '../zip-archive.ts'
import { CellBudget, spentWarning } from './cell-budget.ts'
import { sheetPages } from './sheet-pages.ts'
import type { Sheet } from './sheet.ts'
import { workbookWarnings, type Workbook } from './workbook.ts'
import { readXlsx } from './xlsx/parse-xlsx.ts'

/** A spreadsheet of any kind, by its content. Nothing in it is computed, and no link is followed. */
export function parseSpreadsheet(bytes: Uint8Array, { onPages }: ParseContext): ParsedDocument {
  const drafts: PageDraft[] = []
  const budget = new CellBudget()
  const onAlive = (): void => onPages(drafts.length, drafts.length + 1)
  const archive = new ZipArchive(bytes)
  return workbookPages(readXlsx(archive, budget, onAlive), drafts, budget)
}

function workbookPages(sheets: Generator<Sheet, Workbook>, drafts: PageDraft[], budget: CellBudget): ParsedDocument {
  let next = sheets.next()
  for (; next.done !== true; next = sheets.next()) drafts.push(...sheetPages(next.value))
  const warnings = workbookWarnings(next.value)
  if (budget.isSpent) {
    warnings.push(spentWarning)
    const last = drafts.pop()
    if (last !== undefined) drafts.push({ ...last, coverage: 'partly' })
  }
  return { mediaType: 'spreadsheet', pages: toPages(drafts.length > 0 ? drafts : [{ text: '', method: 'none' }]), warnings, children: [], language: null, thread: null }
}
