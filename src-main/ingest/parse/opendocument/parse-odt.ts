import type { ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ListCounters } from './list-counters.ts'
import { ListStyles } from './list-styles.ts'
import { openPackage } from './open-package.ts'
import { readObject, type EmbeddedObject } from './read-object.ts'
import { TextStory, type TextSink } from './text-story.ts'
import { within } from './within.ts'

/**
 * An OpenDocument text as sections: headings and lists with their numbers, tables, text boxes, formulas and charts, notes and
 * comments at the end of the page that refers to them, headers and footers on a last page of their own. "Flat" files too.
 * Errors: `document-damaged`, `document-encrypted`, `document-too-deep`, `archive-expands-too-far`.
 */
export function parseOdt(bytes: Uint8Array): ParsedDocument {
  const { parts } = openPackage(bytes)
  const styles = new ListStyles()
  readXmlPart(parts, 'styles.xml', styles)
  readXmlPart(parts, 'content.xml', styles)
  const pages = new SectionPages('markup')
  let unread = 0
  const charts: Extract<EmbeddedObject, { kind: 'chart' }>[] = []
  /** Charts stand after the paragraph that holds them. */
  const writeCharts = (): void => {
    for (const { titles, rows } of charts.splice(0)) {
      pages.block(['Chart', ...titles].join(' · '))
      pages.table(rows)
    }
  }
  const sink: TextSink = {
    heading(level, text) {
      writeCharts()
      pages.heading(level, text)
    },
    paragraph(text, listDepth) {
      pages.block(text, { tight: listDepth > 0 })
      writeCharts()
    },
    table: (rows) => pages.table(rows),
    note: (name, text) => pages.note(name, text),
    object(href) {
      const object = readObject(parts, href)
      if (object === null) unread++
      else if (object.kind === 'chart') charts.push(object)
      return object?.kind === 'formula' ? ` ${object.text} ` : ''
    },
  }
  readXmlPart(parts, 'content.xml', within(['body'], new TextStory(sink, new ListCounters(styles))))
  writeCharts()
  const margins = new Set<string>()
  const marginStory = new TextStory(plainSink((text) => margins.add(text)), new ListCounters(styles))
  for (const part of ['styles.xml', 'content.xml']) readXmlPart(parts, part, within(['master-page'], marginStory))
  if (margins.size > 0) {
    pages.startPart('Headers and footers')
    for (const text of margins) pages.block(text, { tight: true })
  }
  const warnings = unread === 0 ? [] : [unread === 1 ? '1 embedded object was not read.' : `${unread} embedded objects were not read.`]
  return { mediaType: 'odt', pages: pages.finish(), warnings, children: [], language: null, thread: null }
}

function plainSink(add: (text: string) => void): TextSink {
  return {
    heading: (_, text) => add(text),
    paragraph: (text) => add(text),
    table: (rows) => rows.forEach((cells) => add(cells.join('\t'))),
    note: (_, text) => add(text),
    object: () => '',
  }
}

