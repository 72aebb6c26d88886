import { posix } from 'node:path'
import { countingSink } from '../child-folder.ts'
import { linkNote } from '../docx/link-address.ts'
import { pictureNote } from '../docx/picture-note.ts'
import { deletedWarning } from '../ooxml/deleted-warning.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { hiddenWarning } from '../ooxml/hidden-warning.ts'
import type { ParseContext, ParsedDocument } from '../parsed-document.ts'
import { readXmlPart, type PartSource } from '../read-xml-part.ts'
import { SectionPages } from '../section-pages.ts'
import { ListCounters } from './list-counters.ts'
import { ListStyles } from './list-styles.ts'
import { openPackage } from './open-package.ts'
import { readObject, type EmbeddedObject } from './read-object.ts'
import { TextStory, type TextSink } from './text-story.ts'
import { within } from './within.ts'

/**
 * An OpenDocument text as sections: headings and lists with their numbers, tables, text boxes, formulas and charts, notes and
 * comments, the addresses of links and the descriptions of pictures at the end of the page that refers to them, headers and
 * footers on a last page of their own; files of other programs inside are children. "Flat" files too.
 * Errors: `document-damaged`, `document-encrypted`, `wrong-password`, `document-too-deep`, `archive-expands-too-far`.
 */
export function parseOdt(bytes: Uint8Array, { password, children }: Pick<ParseContext, 'password' | 'children'> = { password: null, children: countingSink() }): ParsedDocument {
  const { parts } = openPackage(bytes, password)
  const styles = new ListStyles()
  readXmlPart(parts, 'styles.xml', styles)
  readXmlPart(parts, 'content.xml', styles)
  const pages = new SectionPages('markup')
  let unread = 0
  let deletions = 0
  let hasHidden = false
  const embedded = new EmbeddedFiles(children)
  const charts: Extract<EmbeddedObject, { kind: 'chart' }>[] = []
  /** Charts stand after the paragraph that holds them. */
  const writeCharts = (): void => {
    for (const { titles, rows } of charts.splice(0)) {
      pages.block(['Chart', ...titles].join(' · '))
      pages.table(rows)
    }
  }
  const note = (name: string, text: string | null): void => { if (text !== null) pages.note(name, text) }
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
      if (object === null) unread += addEmbedded(parts, href, embedded) ? 0 : 1
      else if (object.kind === 'chart') charts.push(object)
      return object?.kind === 'formula' ? ` ${object.text} ` : ''
    },
    link: (text, address) => note('Link', linkNote(text, address)),
    picture: (description) => note('Picture', pictureNote(description)),
    deletion: () => { deletions++ },
    hidden: () => { hasHidden = true },
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
  return { mediaType: 'odt', pages: pages.finish(), warnings: [...deletedWarning(deletions), ...hiddenWarning(hasHidden), ...warnings, ...embedded.warnings()], children: children.files, language: null, thread: null }
}

/** An object of another program, which lies in the package as one file. */
function addEmbedded(parts: PartSource, href: string, files: EmbeddedFiles): boolean {
  const chunks: Uint8Array[] = []
  if (!parts.read(posix.normalize(href.replace(/^\.\//, '')), (chunk) => { chunks.push(chunk) })) return false
  files.addPart(new Uint8Array(Buffer.concat(chunks)), posix.basename(href))
  return true
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
