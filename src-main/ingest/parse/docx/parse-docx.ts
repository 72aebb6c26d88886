import { posix } from 'node:path'
import { AppError } from '../../../support/errors.ts'
import { countingSink } from '../child-folder.ts'
import { deletedWarning } from '../ooxml/deleted-warning.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { hiddenWarning } from '../ooxml/hidden-warning.ts'
import { partBytes } from '../ooxml/part-bytes.ts'
import { linkTargets, relationsOf } from '../ooxml/relationships.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ZipArchive } from '../zip-archive.ts'
import { linkNote } from './link-address.ts'
import { noteSink, plainSink } from './note-sink.ts'
import { pictureNote } from './picture-note.ts'
import { readWordLists } from './read-word-lists.ts'
import { WordDrawings } from './word-drawings.ts'
import { WordNotes } from './word-notes.ts'
import { WordNumbering } from './word-numbering.ts'
import { findWordParts, type WordParts } from './word-relationships.ts'
import { WordStory, type StorySink } from './word-story.ts'
import { readWordStyles } from './word-styles.ts'

/** Documents within documents within documents, as parts of one text. */
const maxDepth = 3

/**
 * A Word document as sections: text, tables, text boxes, lists with their numbers, charts, foot- and endnotes, comments, the
 * addresses of links and the descriptions of pictures at the end of the page that refers to them, headers and footers on a last
 * page of their own; files embedded in it are children.
 * Read from the XML directly: the converters tried lose headers, text boxes, list numbers and equations, and build trees
 * in memory without a bound. Errors: `document-damaged`, `document-encrypted`, `document-too-deep`, `archive-expands-too-far`.
 */
export function parseDocx(bytes: Uint8Array, { children }: Pick<ParseContext, 'children'> = { children: countingSink() }, depth = 0): ParsedDocument {
  if (depth > maxDepth) throw new AppError('document-too-deep', { limit: maxDepth })
  const archive = new ZipArchive(bytes)
  const parts = findWordParts(archive)
  if (parts === null) throw new AppError('document-damaged')
  const styleOf = readWordStyles(archive, parts.styles)
  const numbering = new WordNumbering(readWordLists(archive, parts.numbering))
  const pages = new SectionPages('markup')
  let deletions = 0
  let hasHidden = false
  const read = (part: string | null, sink: StorySink): void => {
    if (part === null) return
    const addresses = linkTargets(archive, part)
    const link: StorySink['link'] = (text, address) => sink.link?.(text, addresses.get(address) ?? address)
    readXmlPart(archive, part, new WordStory({ ...sink, link, deletion: () => { deletions++ }, hidden: () => { hasHidden = true } }, styleOf, numbering))
  }

  const notes = readNotes(read, parts)
  const drawings = new WordDrawings(archive, parts.document, pages, (inner) => parseDocx(inner, undefined, depth + 1))
  const note = (name: string, text: string | null): void => { if (text !== null) pages.note(name, text) }
  read(parts.document, {
    heading(level, text) {
      drawings.write()
      pages.heading(level, text)
    },
    paragraph(text, inList) {
      pages.block(text, { tight: inList })
      drawings.write()
    },
    table: (rows) => pages.table(rows),
    drawing: (kind, relation) => drawings.add(kind, relation),
    reference: (kind, id) => notes.write(kind, id, pages),
    link: (text, address) => note('Link', linkNote(text, address)),
    picture: (description) => note('Picture', pictureNote(description)),
  })
  drawings.write()
  notes.writeRest(pages)
  const margins = new Set<string>()
  for (const part of parts.margins) read(part, plainSink((text) => margins.add(text)))
  if (margins.size > 0) {
    pages.startPart('Headers and footers')
    for (const text of margins) pages.block(text, { tight: true })
  }
  const embedded = readEmbedded(archive, parts, new EmbeddedFiles(children))
  return { mediaType: 'docx', pages: pages.finish(), warnings: [...deletedWarning(deletions), ...hiddenWarning(hasHidden), ...unreadDrawings(drawings.unread), ...embedded.warnings()], children: children.files, language: null, thread: null }
}

/** Files that somebody put into the document; the workbook behind each chart is not among them. */
function readEmbedded(archive: ZipArchive, { document, margins }: WordParts, files: EmbeddedFiles): EmbeddedFiles {
  const related = [document, ...margins].flatMap((part) => relationsOf(archive, part)).filter(({ type }) => type === 'package' || type === 'oleObject')
  for (const target of new Set(related.map((relation) => relation.target))) {
    const bytes = partBytes(archive, target)
    if (bytes !== null) files.addPart(bytes, posix.basename(target))
  }
  return files
}

/** What holds text a reader sees, but in a form of its own. */
function unreadDrawings(count: number): string[] {
  if (count === 0) return []
  return [count === 1 ? '1 chart or diagram was not read.' : `${count} charts or diagrams were not read.`]
}

type ReadPart = (part: string | null, sink: StorySink) => void

function readNotes(read: ReadPart, parts: WordParts): WordNotes {
  const notes = new WordNotes()
  for (const kind of ['footnote', 'endnote', 'comment'] as const) {
    read(parts[`${kind}s`], noteSink((id, author, text) => notes.add(kind, id, author, text)))
  }
  return notes
}
