/** What a workbook has besides what its sheets say, in numbers. */
export interface Workbook {
  readonly hiddenSheets: number
  /** Sheets of which rows or columns are hidden. */
  readonly sheetsWithHidden: number
  readonly missingSheets: number
}

export function workbookWarnings({ hiddenSheets, sheetsWithHidden, missingSheets }: Workbook): string[] {
  const warnings: string[] = []
  if (hiddenSheets > 0) warnings.push(hiddenSheets === 1 ? '1 hidden sheet was read too.' : `${hiddenSheets} hidden sheets were read too.`)
  if (sheetsWithHidden > 0) warnings.push(sheetsWithHidden === 1 ? 'Hidden rows or columns of 1 sheet were read too.' : `Hidden rows or columns of ${sheetsWithHidden} sheets were read too.`)
  if (missingSheets > 0) warnings.push(missingSheets === 1 ? '1 sheet is missing from the file.' : `${missingSheets} sheets are missing from the file.`)
  return warnings
}
