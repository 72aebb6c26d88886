/** True for Excel's "XML Spreadsheet 2003", which banks and accounting programs export under the names .xls and .xml. */
export function isSpreadsheetXml(head: string): boolean {
  return /^\s*<(?:\?xml|!--|(?:\w+:)?Workbook)/.test(head) && /urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/.test(head)
}
