import { AppError } from '../../../../support/errors.ts'
import type { EmbeddedParts } from '../../ooxml/embedded-parts.ts'
import { chartHeading, readChart } from '../../ooxml/read-chart.ts'
import { readDrawingText } from '../../ooxml/read-drawing-text.ts'
import { numberedParts } from '../../ooxml/numbered-parts.ts'
import { mainPart, relationsOf, type Relation } from '../../ooxml/relationships.ts'
import { readXmlPart } from '../../read-xml-part.ts'
import type { ZipArchive } from '../../zip-archive.ts'
import type { CellBudget } from '../cell-budget.ts'
import type { Sheet } from '../sheet.ts'
import type { Workbook } from '../workbook.ts'
import { readCellStyles } from './cell-styles.ts'
import { CellReader } from './read-cells.ts'
import { readNotes } from './read-notes.ts'
import { readSharedStrings } from './shared-strings.ts'

const maxSheets = 2_000
/** Rows between two signs of life. */
const rowsPerSign = 20_000

export interface XlsxContext {
  readonly budget: CellBudget
  /** Takes the files that were put into sheets. */
  readonly embedded: EmbeddedParts
  readonly onAlive: () => void
}

/**
 * Reads a workbook of Excel's XML format (ECMA-376 part 1, § 18) as a stream, sheet by sheet: no tree is built, and the
 * budget bounds what is kept. Sheets come in the order of their tabs. Errors: `document-damaged`, and those of the archive.
 */
export function* readXlsx(archive: ZipArchive, { budget, embedded, onAlive }: XlsxContext): Generator<Sheet, Workbook> {
  const workbook = mainPart(archive, 'xl/workbook.xml')
  const related = workbook === null ? [] : relationsOf(archive, workbook)
  const { sheets, date1904 } = foundAgain(archive, workbook === null ? { sheets: [], date1904: false } : readSheetList(archive, workbook, related))
  if (workbook === null && sheets.length === 0) throw new AppError('document-damaged')
  const one = (type: string): string | null => related.find((relation) => relation.type === type)?.target ?? usualPart(archive, type)
  const strings = readSharedStrings(archive, one('sharedStrings'))
  const styles = readCellStyles(archive, one('styles'))
  let rows = 0
  const onRow = (): void => { if (++rows % rowsPerSign === 0) onAlive() }
  let withHidden = 0
  let missing = 0
  for (const { name, part } of sheets) {
    const reader = new CellReader({ strings, styles, date1904, budget, onRow })
    const isMissing = part === null || !readXmlPart(archive, part, reader)
    if (isMissing) missing++
    if (reader.hasHidden) withHidden++
    const around = part === null ? [] : relationsOf(archive, part)
    embedded.add(around)
    yield { name, rows: reader.rows(), notes: readNotes(archive, around), drawn: readDrawn(archive, around), isMissing }
    onAlive()
  }
  return { hiddenSheets: sheets.filter(({ hidden }) => hidden).length, sheetsWithHidden: withHidden, missingSheets: missing }
}

interface ListedSheet { readonly name: string; readonly hidden: boolean; readonly part: string | null }
interface SheetList { readonly sheets: readonly ListedSheet[]; readonly date1904: boolean }

/** A damaged package may have lost what leads to its sheets, or the list of them, but not the sheets: they have usual names. */
function foundAgain(archive: ZipArchive, { sheets, date1904 }: SheetList): SheetList {
  const parts = numberedParts(archive, /^xl\/worksheets\/sheet(\d+)\.xml$/)
  if (sheets.length === 0) return { sheets: parts.map((part, i) => ({ name: `Sheet${i + 1}`, hidden: false, part })), date1904 }
  const isLost = sheets.every(({ part }) => part === null) && parts.length === sheets.length
  return { sheets: isLost ? sheets.map((sheet, i) => ({ ...sheet, part: parts[i] ?? null })) : sheets, date1904 }
}

function usualPart(archive: ZipArchive, type: string): string | null {
  return archive.has(`xl/${type}.xml`) ? `xl/${type}.xml` : null
}

function readSheetList(archive: ZipArchive, workbook: string, related: readonly Relation[]): SheetList {
  const sheets: ListedSheet[] = []
  let date1904 = false
  readXmlPart(archive, workbook, {
    open(name, attributes) {
      // Newer programs write an element of the same name for what is theirs.
      if (name === 'workbookPr') date1904 ||= attributes['date1904'] === '1' || attributes['date1904'] === 'true'
      // A macro module of old workbooks is listed among the sheets, without a part of its own.
      if (name !== 'sheet' || attributes['id'] === '' || sheets.length >= maxSheets) return
      const part = related.find(({ id }) => id === attributes['id'])?.target ?? null
      sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', part })
    },
    close() {},
  })
  return { sheets, date1904 }
}

/** Charts by their titles, since their values stand in cells, and the texts of boxes. */
function readDrawn(archive: ZipArchive, around: readonly Relation[]): string[] {
  return around.filter(({ type }) => type === 'drawing').flatMap(({ target }) => {
    const charts = relationsOf(archive, target).filter(({ type }) => type === 'chart').flatMap((relation) => readChart(archive, relation.target) ?? [])
    return [...charts.map(chartHeading).filter((title) => title !== 'Chart'), readDrawingText(archive, target).join('\n')]
  })
}
