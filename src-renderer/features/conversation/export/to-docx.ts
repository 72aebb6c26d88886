import { strToU8, zipSync } from 'fflate'
import { contentTypes, documentRelations, numbering, packageRelations, part, styles } from './docx-parts.ts'
import type { ExportBlock, ExportDocument, ExportNote, ExportRun } from './export-model.ts'

/** Numbers 0 and 1 are the lines that separate footnotes from the text. */
const firstNote = 1

/** What XML cannot hold is left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function letters(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `<w:t xml:space="preserve">${escaped(line)}</w:t>`)).join('<w:br/>')
}

function reference(n: number): string {
  return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${n + firstNote}"/></w:r>`
}

/** Two numbers behind each other would be read as one. */
const comma = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>,</w:t></w:r>'
const references = (notes: readonly number[]): string => notes.map(reference).join(comma)

function run({ text, strong, emphasis, code, notes }: ExportRun): string {
  const properties = `${code ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' : ''}${strong ? '<w:b/>' : ''}${emphasis ? '<w:i/>' : ''}`
  return `${text === '' ? '' : `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${letters(text)}</w:r>`}${references(notes)}`
}

interface Surroundings { readonly style: string | null; /** The list around, if any, and how deep it is. */ readonly list: { readonly id: number; readonly depth: number } | null }

function paragraph(content: string, { style, list }: Surroundings): string {
  const properties = `${style === null ? '' : `<w:pStyle w:val="${style}"/>`}${list === null ? '' : `<w:numPr><w:ilvl w:val="${Math.min(8, list.depth)}"/><w:numId w:val="${list.id}"/></w:numPr>`}`
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`
}

/** Writes blocks and remembers the lists among them. */
class Body {
  readonly lists: (number | null)[] = []

  write(blocks: readonly ExportBlock[], around: Surroundings = { style: null, list: null }): string {
    return blocks.map((block) => this.#block(block, around)).join('')
  }

  #block(block: ExportBlock, around: Surroundings): string {
    switch (block.kind) {
      case 'heading': return paragraph(block.runs.map(run).join(''), { ...around, style: `Heading${block.level}` })
      case 'paragraph': return paragraph(block.runs.map(run).join(''), around)
      case 'quote': return this.write(block.blocks, { ...around, style: 'Quote' })
      case 'listing': return paragraph(`<w:r>${letters(block.text)}</w:r>${references(block.notes)}`, { ...around, style: 'Listing' })
      case 'rule': return '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr></w:pPr></w:p>'
      case 'table': return this.#table(block)
      case 'list': return this.#list(block, around)
    }
  }

  #list({ first, items }: Extract<ExportBlock, { kind: 'list' }>, around: Surroundings): string {
    const id = this.lists.push(first)
    const depth = around.list === null ? 0 : around.list.depth + 1
    // Only the first paragraph of an item has its sign; the rest stands below without one.
    return items.map(([head, ...rest]) => (head === undefined ? '' : this.write([head], { ...around, list: { id, depth } })
      + rest.map((block) => this.write([block], block.kind === 'list' ? { ...around, list: { id, depth } } : { style: 'Quote', list: null })).join(''))).join('')
  }

  #table({ header, rows }: Extract<ExportBlock, { kind: 'table' }>): string {
    const columns = Math.max(header.length, ...rows.map((row) => row.length))
    const cell = (runs: readonly ExportRun[], strong: boolean): string => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(runs.map((each) => run({ ...each, strong: each.strong || strong })).join(''), { style: null, list: null })}</w:tc>`
    const row = (cells: readonly (readonly ExportRun[])[], head: boolean): string => `<w:tr>${head ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${Array.from({ length: columns }, (_, at) => cell(cells[at] ?? [], head)).join('')}</w:tr>`
    const grid = `<w:tblGrid>${'<w:gridCol/>'.repeat(columns)}</w:tblGrid>`
    // Two tables behind each other would be taken for one.
    return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>${grid}${row(header, true)}${rows.map((each) => row(each, false)).join('')}</w:tbl><w:p/>`
  }
}

function footnotes(notes: readonly ExportNote[]): string {
  const separator = (id: number, kind: string, sign: string): string => `<w:footnote w:type="${kind}" w:id="${id}"><w:p><w:r><w:${sign}/></w:r></w:p></w:footnote>`
  const note = ({ n, source, quote }: ExportNote): string => `<w:footnote w:id="${n + firstNote}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r>${letters(` ${source}: “${quote}”`)}</w:r></w:p></w:footnote>`
  return part('footnotes', separator(0, 'separator', 'separator') + separator(1, 'continuationSeparator', 'continuationSeparator') + notes.map(note).join(''))
}

/** A4, margins of 2.5 cm, in twentieths of a point. */
const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'

/** A Word document with real footnotes. It holds no program, no link and nothing that is fetched when it is opened. */
export function toDocx({ blocks, notes }: ExportDocument): Uint8Array<ArrayBuffer> {
  const body = new Body()
  const written = body.write(blocks)
  const parts = {
    '[Content_Types].xml': contentTypes, '_rels/.rels': packageRelations, 'word/_rels/document.xml.rels': documentRelations, 'word/document.xml': part('document', `<w:body>${written}${page}</w:body>`),
    'word/styles.xml': styles, 'word/numbering.xml': numbering(body.lists), 'word/footnotes.xml': footnotes(notes),
  }
  return new Uint8Array(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
}
