import { chartHeading, readChart } from '../ooxml/read-chart.ts'
import { readDrawingText } from '../ooxml/read-drawing-text.ts'
import { relationsOf } from '../ooxml/relationships.ts'
import type { SectionPages } from '../section-pages.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** Charts and diagrams of a Word document, written after the paragraph that holds them. */
export class WordDrawings {
  readonly #archive: ZipArchive
  readonly #pages: SectionPages
  readonly #targets: ReadonlyMap<string, string>
  #waiting: { readonly kind: 'chart' | 'diagram'; readonly relation: string }[] = []
  /** Those that could not be read. */
  unread = 0

  constructor(archive: ZipArchive, document: string, pages: SectionPages) {
    this.#archive = archive
    this.#pages = pages
    this.#targets = new Map(relationsOf(archive, document).map(({ id, target }) => [id, target]))
  }

  add(kind: 'chart' | 'diagram', relation: string): void {
    this.#waiting.push({ kind, relation })
  }

  write(): void {
    for (const { kind, relation } of this.#waiting.splice(0)) {
      const part = this.#targets.get(relation)
      if (part === undefined) this.unread++
      else if (kind === 'diagram') this.#pages.block(readDrawingText(this.#archive, part).join('\n'))
      else {
        const chart = readChart(this.#archive, part)
        if (chart === null) this.unread++
        else {
          this.#pages.block(chartHeading(chart))
          this.#pages.table(chart.rows)
        }
      }
    }
  }
}
