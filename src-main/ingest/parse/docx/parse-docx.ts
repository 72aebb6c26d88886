import { AppError } from '../../../support/errors.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ZipArchive } from '../zip-archive.ts'
import { WordDrawings } from './word-drawings.ts'
import { WordNotes } from './word-notes.ts'
import { readWordLists, WordNumbering } from './word-numbering.ts'
import { findWordParts, type WordParts } from './word-relationships.ts'
import { WordStory, type StorySink } from './word-story.ts'
import { readWordStyles } from './word-styles.ts'

/**
 * A Word document as sections: text, tables, text boxes, lists with their numbers, charts, foot- and endnotes and comments at
 * the end of the page that refers to them, headers and footers on a last page of their own.
 * Read from the XML directly: the converters tried lose headers, text boxes, list numbers and equations, and build trees
 * in memory without a bound. Errors: `document-damaged`, `document-encrypted`, `document-too-deep`, `archive-expands-too-far`.
 */
export function parseDocx(bytes: Uint8Array): ParsedDocument {
  const archive = new ZipArchive(bytes)
  const parts = findWordParts(archive)
  if (parts === null) throw new AppError('document-damaged')
  const styleOf = readWordStyles(archive, parts.styles)
  const numbering = new WordNumbering(readWordLists(archive, parts.numbering))
  const pages = new SectionPages('markup')
  const read = (part: string | null, sink: StorySink): void => {
    if (part !== null) readXmlPart(archive, part, new WordStory(sink, styleOf, numbering))
  }

  const notes = readNotes(read, parts)
  const drawings = new WordDrawings(archive, parts.document, pages)
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
  })
  drawings.write()
  notes.writeRest(pages)
  const margins = new Set<string>()
  for (const part of parts.margins) read(part, plainSink((text) => margins.add(text)))
  if (margins.size > 0) {
    pages.startPart('Headers and footers')
    for (const text of margins) pages.block(text, { tight: true })
  }
  return { mediaType: 'docx', pages: pages.finish(), warnings: unreadParts(archive.names(), drawings.unread), children: [], language: null, thread: null }
}

/** What holds text a reader sees, but in a form of its own. */
function unreadParts(names: readonly string[], unreadDrawings: number): string[] {
  const warnings: string[] = []
  const charts = names.filter((name) => /\/charts\/chart\d*\.xml$/.test(name)).length
  // Every chart keeps the workbook that it was made from.
  const embedded = names.filter((name) => /\/embeddings\/[^/]+\.(?:docx|xlsx|pptx|bin)$/i.test(name)).length - charts
  if (unreadDrawings > 0) warnings.push(unreadDrawings === 1 ? '1 chart or diagram was not read.' : `${unreadDrawings} charts or diagrams were not read.`)
  if (embedded > 0) warnings.push(embedded === 1 ? '1 embedded file was not read.' : `${embedded} embedded files were not read.`)
  return warnings
}

type ReadPart = (part: string | null, sink: StorySink) => void

function readNotes(read: ReadPart, parts: WordParts): WordNotes {
  const notes = new WordNotes()
  for (const kind of ['footnote', 'endnote', 'comment'] as const) {
    read(parts[`${kind}s`], noteSink((id, author, text) => notes.add(kind, id, author, text)))
  }
  return notes
}

/** Collects each note of a notes part as one text. */
function noteSink(onNote: (id: string, author: string | null, text: string) => void): StorySink {
  let current: { readonly id: string; readonly author: string | null; text: string } | null = null
  const add = (text: string): void => {
    if (current === null) return
    current.text = current.text === '' ? text.trim() : `${current.text}\n${text.trim()}`
    onNote(current.id, current.author, current.text)
  }
  return { ...plainSink(add), noteStart(id, author) { current = { id, author, text: '' } } }
}

function plainSink(add: (text: string) => void): StorySink {
  return {
    heading: (_, text) => add(text),
    paragraph: (text) => add(text),
    table: (rows) => add(rows.map((cells) => cells.join('\t')).join('\n')),
    reference() {},
  }
}
