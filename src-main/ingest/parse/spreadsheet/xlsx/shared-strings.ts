import { AppError } from '../../../../support/errors.ts'
import { readXmlPart } from '../../read-xml-part.ts'
import type { ZipArchive } from '../../zip-archive.ts'

/** All are held in memory while the workbook is read. */
const maxChars = 100_000_000

/** The texts that cells refer to by number, without their formatting and without how they are pronounced. */
export function readSharedStrings(archive: ZipArchive, part: string | null): readonly string[] {
  const strings: string[] = []
  let current = ''
  let inText = false
  let phonetic = 0
  let total = 0
  if (part === null) return strings
  readXmlPart(archive, part, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic++
      inText = name === 't' && phonetic === 0
    },
    text(text) { if (inText) current += text },
    close(name) {
      inText = false
      if (name === 'rPh') phonetic--
      if (name !== 'si') return
      total += current.length
      if (total > maxChars) throw new AppError('archive-expands-too-far', { limitBytes: maxChars })
      strings.push(decodeEscapes(current))
    },
  })
  return strings
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1, § 22.9.2.19). */
export function decodeEscapes(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text
}
