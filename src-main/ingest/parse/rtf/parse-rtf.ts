import { AppError } from '../../../support/errors.ts'
import { countingSink } from '../child-folder.ts'
import { linkNote } from '../docx/link-address.ts'
import { pictureNote } from '../docx/picture-note.ts'
import { deletedWarning } from '../ooxml/deleted-warning.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { hiddenWarning } from '../ooxml/hidden-warning.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { SectionPages } from '../section-pages.ts'
import { readTokens } from './read-tokens.ts'
import { RtfReader } from './rtf-reader.ts'

/**
 * An RTF document as sections: headings, lists with the labels it shows, tables, text boxes, notes, comments and the
 * addresses of links at the end of the page that refers to them, headers and footers on a last page of their own; files embedded
 * in it are children. Errors: `document-damaged`, `document-too-deep`.
 */
export function parseRtf(bytes: Uint8Array, { children }: Pick<ParseContext, 'children'> = { children: countingSink() }): ParsedDocument {
  if (!new TextDecoder('latin1').decode(bytes.subarray(0, 16)).trimStart().startsWith('{\\rt')) throw new AppError('document-damaged')
  const pages = new SectionPages('markup')
  const margins = new Set<string>()
  const embedded = new EmbeddedFiles(children)
  const note = (name: string, text: string | null): void => { if (text !== null) pages.note(name, text) }
  const reader = new RtfReader({
    heading: (level, text) => pages.heading(level, text),
    paragraph: (text, isListItem) => pages.block(text, { tight: isListItem }),
    table: (rows) => pages.table(rows),
    note: (name, text) => pages.note(name, text),
    margin: (text) => margins.add(text),
    link: (text, address) => note('Link', linkNote(text, address)),
    picture: (description) => note('Picture', pictureNote(description)),
    object: (data) => embedded.addObjectData(data),
  })
  const isWhole = readTokens(bytes, reader)
  reader.end()
  if (margins.size > 0) {
    pages.startPart('Headers and footers')
    for (const text of margins) pages.block(text, { tight: true })
  }
  const warnings = [...deletedWarning(reader.deletions), ...hiddenWarning(reader.hasHidden)]
  if (!isWhole) warnings.push('The file ends before its text does; what it has was read.')
  if (reader.hasUnknownCodePage) warnings.push('The file is written in a code page of DOS that is not known here; letters with accents may be wrong.')
  return { mediaType: 'rtf', pages: pages.finish(), warnings: [...warnings, ...embedded.warnings()], children: children.files, language: null, thread: null }
}
