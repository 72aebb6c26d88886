import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** The texts of the shapes of a drawing or a diagram ("SmartArt", ECMA-376 part 1, § 20.5 and § 21.4), a line for each paragraph. */
export function readDrawingText(archive: ZipArchive, part: string): string[] {
  const lines: string[] = []
  let line: string | null = null
  let inText = false
  readXmlPart(archive, part, {
    open(name) {
      if (name === 'p') line = ''
      else if (name === 'br' && line !== null) line += ' '
      inText = name === 't'
    },
    text(text) { if (inText && line !== null) line += text },
    close(name) {
      inText = false
      if (name !== 'p' || line === null) return
      if (line.trim() !== '') lines.push(line.trim())
      line = null
    },
  })
  return lines
}
