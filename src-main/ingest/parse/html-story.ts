import { canonicalLine } from './canonical-text.ts'
import { nextLabel, openList, type HtmlList } from './html-list-label.ts'
import { HtmlMath } from './html-math.ts'
import { HtmlTable } from './html-table.ts'
import type { SectionPages } from './section-pages.ts'

/** Not text for a reader: code, settings of Office, what a drawing or formula is made of, and what stands in for a player. */
const dropped = new Set(['script', 'style', 'template', 'noscript', 'xml', 'title', 'iframe', 'object', 'canvas', 'audio', 'video', 'datalist', 'defs', 'desc', 'metadata', 'symbol', 'annotation', 'annotation-xml'])
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'header', 'hr', 'html', 'legend', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'svg', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'])
const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])

/**
 * Turns a stream of HTML events into headings, paragraphs, list items and table rows. Elements that a browser would not
 * show are left out, since hidden text is how documents try to speak to a model behind the reader's back.
 */
export class HtmlStory {
  readonly #pages: SectionPages
  readonly #tables: HtmlTable[] = []
  readonly #lists: HtmlList[] = []
  #dropDepth = 0
  #preDepth = 0
  #svgDepth = 0
  #math: HtmlMath | null = null
  #buffer = ''
  #heading: number | null = null
  #listItem = false
  /** The document's title, until something else is written. */
  #title: string | null = null
  #inTitle = false
  #select: { first: string | null; chosen: string[] } | null = null
  #option: { readonly chosen: boolean; text: string } | null = null
  readonly #titled: boolean

  /** With `titled`, the title of the document stands at the beginning, unless its first heading says the same. */
  constructor(pages: SectionPages, { titled }: { readonly titled: boolean }) {
    this.#pages = pages
    this.#titled = titled
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'title' && this.#titled && this.#title === null && this.#svgDepth === 0) { this.#title = ''; this.#inTitle = true }
    if (this.#dropDepth > 0 || dropped.has(name) || isHidden(attributes)) {
      if (!voids.has(name)) this.#dropDepth++
      return
    }
    if (name === 'math') this.#math = new HtmlMath()
    // A formula that is not closed ends where a paragraph or table begins.
    else if (blocks.has(name)) this.#math = null
    if (this.#math !== null) this.#buffer += this.#math.open(name)
    else if (name === 'br') this.#buffer += '\n'
    else if (name === 'wbr') return
    else if (name === 'img') this.#picture(attributes)
    else if (name === 'input') this.#input(attributes)
    else if (name === 'select') this.#select = { first: null, chosen: [] }
    else if (name === 'option') this.#option = { chosen: 'selected' in attributes, text: '' }
    else if (name === 'table') { this.#flush(); this.#tables.push(new HtmlTable(attributes['role'] === 'presentation')) }
    else if (name === 'tr') { this.#flush(); this.#tables.at(-1)?.openRow() }
    else if (name === 'td' || name === 'th') { this.#flush(); this.#tables.at(-1)?.openCell(attributes) }
    else if (/^h[1-6]$/.test(name)) { this.#flush(); this.#heading = Number(name[1]) }
    else if (name === 'li') { this.#flush(); this.#listItem = true; this.#buffer = nextLabel(this.#lists.at(-1), attributes['value']) }
    else if (name === 'q') this.#buffer += '“'
    else if (name === 'text' && this.#svgDepth > 0) this.#buffer += ' '
    else if (blocks.has(name)) this.#openBlock(name, attributes)
  }

  close(name: string): void {
    if (name === 'title') this.#inTitle = false
    if (this.#dropDepth > 0) {
      if (!voids.has(name)) this.#dropDepth--
      return
    }
    if (this.#math !== null) this.#buffer += this.#math.close(name)
    if (name === 'math') this.#math = null
    else if (name === 'table') this.#closeTable()
    else if (name === 'td' || name === 'th') this.#flush()
    else if (/^h[1-6]$/.test(name)) { this.#flush(); this.#heading = null }
    else if (name === 'ul' || name === 'ol') { this.#flush(); this.#lists.pop() }
    else if (name === 'pre') { this.#flush(); this.#preDepth = Math.max(0, this.#preDepth - 1) }
    else if (name === 'svg') { this.#flush(); this.#svgDepth = Math.max(0, this.#svgDepth - 1) }
    else if (name === 'li') { this.#flush(); this.#listItem = false }
    else if (name === 'q') this.#buffer += '”'
    else if (name === 'option') this.#closeOption()
    else if (name === 'select') this.#closeSelect()
    else if (blocks.has(name)) this.#flush()
  }

  text(text: string): void {
    if (this.#inTitle) this.#title += text
    if (this.#dropDepth > 0) return
    if (this.#option !== null) this.#option.text += text
    else this.#buffer += this.#preDepth > 0 ? text : text.replace(/[\s\u200B]+/g, ' ')
  }

  end(): void {
    while (this.#tables.length > 0) this.#closeTable()
    this.#flush()
    this.#writeTitle(null)
  }

  #openBlock(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#flush()
    if (name === 'pre') this.#preDepth++
    if (name === 'svg') this.#svgDepth++
    if (name === 'ul' || name === 'ol') this.#lists.push(openList(name, attributes))
  }

  /** What stands for a picture for those who do not see it; a name of a file says nothing. */
  #picture({ alt = '' }: Readonly<Record<string, string>>): void {
    const shown = canonicalLine(alt)
    if (shown !== '' && !/^\S+\.(?:png|jpe?g|gif|svg|webp|bmp)$/i.test(shown)) this.#buffer += ` [${shown}] `
  }

  /** What a form shows as filled in is part of what its reader sees. */
  #input(attributes: Readonly<Record<string, string>>): void {
    const type = (attributes['type'] ?? 'text').toLowerCase()
    if (type === 'checkbox' || type === 'radio') this.#buffer += 'checked' in attributes ? '☒ ' : '☐ '
    else if (['text', 'number', 'date', 'email', 'tel', 'url', 'search', 'time', 'month', 'week', 'datetime-local', 'button', 'submit', 'reset'].includes(type) && attributes['value']) this.#buffer += ` ${attributes['value']} `
  }

  #closeOption(): void {
    const text = canonicalLine(this.#option?.text ?? '')
    if (this.#select === null) this.#buffer += ` ${text} `
    else if (this.#option?.chosen === true) this.#select.chosen.push(text)
    else this.#select.first ??= text
    this.#option = null
  }

  /** Of a list to choose from a reader sees what is chosen, at first its first entry. */
  #closeSelect(): void {
    if (this.#option !== null) this.#closeOption()
    const { first = null, chosen = [] } = this.#select ?? {}
    this.#buffer += ` ${chosen.length > 0 ? chosen.join(', ') : first ?? ''} `
    this.#select = null
  }

  #writeTitle(heading: string | null): void {
    const title = canonicalLine(this.#title ?? '')
    this.#title = null
    if (title !== '' && (heading === null || canonicalLine(heading).toLowerCase() !== title.toLowerCase())) this.#pages.heading(1, title)
  }

  #flush(): void {
    const text = this.#buffer
    this.#buffer = ''
    const bare = text.trim()
    if (bare === '' || bare === '•') {
      // "•" without text yet: the item's text is in a block of its own, which follows.
      if (bare === '•' && this.#listItem) this.#buffer = text
      return
    }
    const row = this.#tables.at(-1)?.row
    if (row !== undefined) {
      const last = row.length - 1
      const cell = row[last] ?? ''
      row[last] = cell === '' ? bare : `${cell}\n${bare}`
      return
    }
    if (this.#title !== null && !this.#inTitle) this.#writeTitle(this.#heading === null ? null : text)
    if (this.#heading !== null) this.#pages.heading(this.#heading, text)
    else this.#pages.block(this.#preDepth > 0 ? text : tidyLines(text), { tight: this.#listItem })
  }

  #closeTable(): void {
    this.#flush()
    const table = this.#tables.pop()
    if (table === undefined) return
    const rows = table.rows.filter((cells) => cells.some((cell) => cell !== ''))
    if (rows.length === 0) return
    const outer = this.#tables.at(-1)?.row
    if (outer !== undefined) {
      const cell = rows.map((row) => row.filter((text) => text !== '').join(' ')).join('\n')
      outer[outer.length - 1] = [outer[outer.length - 1], cell].filter(Boolean).join('\n')
      return
    }
    if (this.#title !== null) this.#writeTitle(null)
    if (table.isLayout || rows.every((row) => row.length === 1)) for (const text of rows.flat()) this.#pages.block(tidyLines(text))
    else this.#pages.table(rows)
  }
}

function tidyLines(text: string): string {
  return text.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim()).join('\n')
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  // A book's notes are hidden until their sign is touched (EPUB SSV 1.1); they are its text all the same.
  if (/note/.test(attributes['epub:type'] ?? '')) return false
  if ('hidden' in attributes) return true
  const style = attributes['style']
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:[a-z%;\s]|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)/i.test(style)
}
