import { posix } from 'node:path'
import { chartHeading, readChart } from '../ooxml/read-chart.ts'
import { readDrawingText } from '../ooxml/read-drawing-text.ts'
import { partBytes } from '../ooxml/part-bytes.ts'
import { relationsOf } from '../ooxml/relationships.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import type { SectionPages } from '../section-pages.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { readForeignPart } from './foreign-part.ts'

type Kind = 'chart' | 'diagram' | 'foreign'

/** Charts, diagrams and parts of other formats of a Word document, written after the paragraph that holds them. */
export class WordDrawings {
  readonly #archive: ZipArchive
  readonly #pages: SectionPages
  readonly #targets: ReadonlyMap<string, string>
  readonly #parseInner: (bytes: Uint8Array) => ParsedDocument
  #waiting: { readonly kind: Kind; readonly relation: string }[] = []
  /** Those that could not be read. */
  unread = 0

  constructor(archive: ZipArchive, document: string, pages: SectionPages, parseInner: (bytes: Uint8Array) => ParsedDocument) {
    this.#archive = archive
    this.#pages = pages
    this.#targets = new Map(relationsOf(archive, document).map(({ id, target }) => [id, target]))
    this.#parseInner = parseInner
  }

  add(kind: Kind, relation: string): void {
    this.#waiting.push({ kind, relation })
    // It is no part of a paragraph.
    if (kind === 'foreign') this.write()
  }

  write(): void {
    for (const { kind, relation } of this.#waiting.splice(0)) {
      const part = this.#targets.get(relation)
      if (part === undefined || !this.#writeOne(kind, part)) this.unread++
    }
  }

  #writeOne(kind: Kind, part: string): boolean {
    if (kind === 'diagram') this.#pages.block(readDrawingText(this.#archive, part).join('\n'))
    else if (kind === 'chart') {
      const chart = readChart(this.#archive, part)
      if (chart === null) return false
      this.#pages.block(chartHeading(chart))
      this.#pages.table(chart.rows)
    } else {
      const bytes = partBytes(this.#archive, part)
      const read = bytes === null ? null : readForeignPart(bytes, posix.extname(part).toLowerCase(), this.#parseInner)
      if (read === null) return false
      for (const { text } of read.pages) this.#pages.block(text)
    }
    return true
  }
}
