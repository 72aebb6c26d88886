import { readXmlPart } from '../../read-xml-part.ts'
import type { ZipArchive } from '../../zip-archive.ts'

export interface CellStyle {
  /** A format's code, or the number of one that every program knows (ECMA-376 part 1, § 18.8.30). */
  readonly format: string | number
  readonly bold: boolean
}

export const plainStyle: CellStyle = { format: 0, bold: false }

/** The styles that cells refer to by their place in the list. */
export function readCellStyles(archive: ZipArchive, part: string | null): readonly CellStyle[] {
  const codes = new Map<number, string>()
  const boldFonts: boolean[] = []
  const styles: CellStyle[] = []
  const path: string[] = []
  if (part === null) return styles
  readXmlPart(archive, part, {
    open(name, attributes) {
      const parent = path.at(-1)
      path.push(name)
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? 'General')
      else if (name === 'font' && parent === 'fonts') boldFonts.push(false)
      else if (name === 'b' && parent === 'font' && path.at(-3) === 'fonts') boldFonts[boldFonts.length - 1] = attributes['val'] !== '0' && attributes['val'] !== 'false'
      else if (name === 'xf' && parent === 'cellXfs') {
        const id = Number(attributes['numFmtId'] ?? 0)
        styles.push({ format: codes.get(id) ?? (Number.isInteger(id) && id > 0 && id < 50 ? id : 0), bold: boldFonts[Number(attributes['fontId'] ?? 0)] ?? false })
      }
    },
    close() { path.pop() },
  })
  return styles
}
