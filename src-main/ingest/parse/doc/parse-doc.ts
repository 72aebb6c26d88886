import { linkNote } from '../docx/link-address.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { hiddenWarning } from '../ooxml/hidden-warning.ts'
import { deletedWarning } from '../ooxml/deleted-warning.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { SectionPages } from '../section-pages.ts'
import { DocReader } from './doc-reader.ts'
import { openWordFile, type WordFile } from './word-file.ts'
import { readPositions, storyStart } from './word-notes.ts'
import { tables } from './word-tables.ts'

/**
 * A Word file of 1993 to 2003 as sections: headings, lists with their numbers, tables, notes and comments at the end of the
 * page that refers to them, text boxes, and headers and footers on a last page of their own ([MS-DOC]); files embedded in it
 * are children. Read directly: the library at hand loses tables and headings and never ends on a damaged file.
 * Errors: `document-damaged`, `document-encrypted`, `wrong-password`, `format-unsupported` for Word 2 and before.
 */
export function parseDoc(bytes: Uint8Array, { password, children }: Pick<ParseContext, 'password' | 'children'>): ParsedDocument {
  const file = openWordFile(bytes, password)
  const reader = new DocReader(file)
  const pages = new SectionPages('markup')
  const { lengths } = file
  reader.read(0, lengths.body, {
    heading: (level, text) => pages.heading(level, text),
    paragraph: (text, isListItem) => pages.block(text, { tight: isListItem }),
    table: (rows) => pages.table(rows),
  }, {
    note({ kind, number, author, start, end }) {
      pages.note(kind === 'Comment' ? `Comment${author === '' ? '' : ` by ${author}`}` : `${kind} ${number}`, reader.plain(start, end))
    },
    link(text, address) {
      const note = linkNote(text, address)
      if (note !== null) pages.note('Link', note)
    },
  })
  const boxes = storyStart(lengths, 'boxes')
  pages.block(reader.plain(boxes, boxes + lengths.boxes))
  const margins = new Set(marginSpans(file).map(({ start, end }) => reader.plain(start, end)).filter((text) => text !== ''))
  const marginBoxes = storyStart(lengths, 'marginBoxes')
  const boxText = reader.plain(marginBoxes, marginBoxes + lengths.marginBoxes)
  if (margins.size > 0 || boxText !== '') {
    pages.startPart('Headers and footers')
    for (const text of [...margins, boxText]) pages.block(text, { tight: true })
  }
  const embedded = new EmbeddedFiles(children)
  for (const storage of file.embedded) embedded.addStorage(storage)
  return { mediaType: 'doc', pages: pages.finish(), warnings: [...deletedWarning(reader.deletions), ...hiddenWarning(reader.hasHidden), ...embedded.warnings()], children: children.files, language: null, thread: null }
}

/** Headers and footers; in files since Word 97 the first six entries separate notes from the text ([MS-DOC] 2.3.5). */
function marginSpans(file: WordFile): { start: number; end: number }[] {
  const from = storyStart(file.lengths, 'margins')
  const { positions } = readPositions(file, tables.margins, 0)
  const first = file.old === null ? 6 : 0
  return positions.slice(first, -1).map((position, i) => ({ start: from + position, end: from + Math.min(file.lengths.margins, positions[i + first + 1] ?? 0) }))
}
