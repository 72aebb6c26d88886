import { openPackage } from '../opendocument/open-package.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { ZipArchive } from '../zip-archive.ts'
import { parseImpress } from './parse-impress.ts'
import { parsePowerPoint } from './parse-powerpoint.ts'
import { parsePpt } from './ppt/parse-ppt.ts'

/** A presentation, by its content: PPTX, PPT of PowerPoint 97 to 2003, or ODP. */
export function parsePresentation(bytes: Uint8Array, context: ParseContext): ParsedDocument {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return parsePpt(bytes, context)
  if (bytes[0] !== 0x50) return parseImpress(openPackage(bytes, context.password))
  const archive = new ZipArchive(bytes)
  return archive.has('content.xml') && !archive.has('ppt/presentation.xml') ? parseImpress(openPackage(bytes, context.password)) : parsePowerPoint(archive, context)
}
