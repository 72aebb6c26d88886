import { AppError } from '../../../support/errors.ts'
import { openPackage } from '../opendocument/open-package.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { ZipArchive } from '../zip-archive.ts'
import { parseImpress } from './parse-impress.ts'
import { parsePowerPoint } from './parse-powerpoint.ts'

/** A presentation, PPTX or ODP by its content. PowerPoint's format before 2007 is refused: `format-unsupported`. */
export function parsePresentation(bytes: Uint8Array, { onPages }: ParseContext): ParsedDocument {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new AppError('format-unsupported')
  if (bytes[0] !== 0x50) return parseImpress(openPackage(bytes))
  const archive = new ZipArchive(bytes)
  return archive.has('content.xml') && !archive.has('ppt/presentation.xml') ? parseImpress(openPackage(bytes)) : parsePowerPoint(archive, onPages)
}
