import type { SectionPages } from './section-pages.ts'

/** Not text for a reader: code, vector drawings, page furniture and form choices. */
const dropped = new Set(['script', 'style', 'template', 'noscript', 'svg', 'nav', 'head', 'title', 'iframe', 'object', 'canvas', 'audio', 'video', 'datalist', 'option'])
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'header', 'hr', 'html', 'legend', 'li', 'main', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'])
const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])

/** `spanned`: columns that the last cell takes besides its own. */
interface Table { readonly rows: string[][]; isLayout: boolean; spanned: number }
/** Wider spans are not padded further: a short file must not unfold to a long one. */
const maxSpan = 30

/**
 * Turns a stream of HTML events into headings, paragraphs, list items and table rows. Elements that a browser would not
 * show are left out, since hidden text is how documents try to speak to a model behind the reader's back.
 */
export class HtmlStory {
  readonly #pages: SectionPages
  readonly #tables: Table[] = []
  readonly #lists: { readonly ordered: boolean; count: number }[] = []
  #dropDepth = 0
  #preDepth = 0
  #buffer = ''
  #heading: number | null = null
  #listItem = false

  constructor(pages: SectionPages) {
    this.#pages = pages
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#dropDepth > 0 || dropped.has(name) || isHidden(attributes)) {
      if (!voids.has(name)) this.#dropDepth++
      return
    }
    if (name === 'br') this.#buffer += '\n'
    else if (name === 'wbr') return
    else if (name === 'input') this.#input(attributes)
    else if (name === 'table') { this.#flush(); this.#tables.push({ rows: [], isLayout: attributes['role'] === 'presentation', spanned: 0 }) }
    else if (name === 'tr') this.#openRow()
    else if (name === 'td' || name === 'th') this.#openCell(attributes)
    else if (/^h[1-6]$/.test(name)) { this.#flush(); this.#heading = Number(name[1]) }
    else if (name === 'li') this.#openItem()
    else if (blocks.has(name)) this.#openBlock(name)
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      if (!voids.has(name)) this.#dropDepth--
      return
    }
    if (name === 'table') this.#closeTable()
    else if (name === 'td' || name === 'th') this.#flush()
    else if (/^h[1-6]$/.test(name)) { this.#flush(); this.#heading = null }
    else if (name === 'ul' || name === 'ol') { this.#flush(); this.#lists.pop() }
    else if (name === 'pre') { this.#flush(); this.#preDepth = Math.max(0, this.#preDepth - 1) }
    else if (name === 'li') { this.#flush(); this.#listItem = false }
    else if (blocks.has(name)) this.#flush()
  }

  text(text: string): void {
    if (this.#dropDepth > 0) return
    this.#buffer += this.#preDepth > 0 ? text : text.replace(/[\s\u200B]+/g, ' ')
  }

  end(): void {
    while (this.#tables.length > 0) this.#closeTable()
    this.#flush()
  }

  #openBlock(name: string): void {
    this.#flush()
    if (name === 'pre') this.#preDepth++
    if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', count: 0 })
  }

  #openItem(): void {
    this.#flush()
    const list = this.#lists.at(-1)
    if (list !== undefined) list.count++
    this.#listItem = true
    this.#buffer = list?.ordered === true ? `${list.count}. ` : '• '
  }

  #openRow(): void {
    this.#flush()
    const table = this.#tables.at(-1)
    if (table === undefined) return
    table.rows.push([])
    table.spanned = 0
  }

  /** A cell that spans columns comes first of them, so that the cells after it stay under their headers. */
  #openCell({ colspan }: Readonly<Record<string, string>>): void {
    this.#flush()
    const table = this.#tables.at(-1)
    if (table === undefined) return
    if (table.rows.length === 0) table.rows.push([])
    const row = table.rows.at(-1)
    for (; table.spanned > 0; table.spanned--) row?.push('')
    row?.push('')
    table.spanned = Math.min(maxSpan, Math.max(1, Math.trunc(Number(colspan)) || 1)) - 1
  }

  /** What a form shows as filled in is part of what its reader sees. */
  #input(attributes: Readonly<Record<string, string>>): void {
    const type = (attributes['type'] ?? 'text').toLowerCase()
    if (type === 'checkbox' || type === 'radio') this.#buffer += 'checked' in attributes ? '☒ ' : '☐ '
    else if (['text', 'number', 'date', 'email', 'tel'].includes(type) && attributes['value']) this.#buffer += ` ${attributes['value']} `
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
    const row = this.#tables.at(-1)?.rows.at(-1)
    if (row !== undefined && row.length > 0) {
      const last = row.length - 1
      const cell = row[last] ?? ''
      row[last] = cell === '' ? bare : `${cell}\n${bare}`
    } else if (this.#heading !== null) this.#pages.heading(this.#heading, text)
    else this.#pages.block(this.#preDepth > 0 ? text : tidyLines(text), { tight: this.#listItem })
  }

  #closeTable(): void {
    this.#flush()
    const table = this.#tables.pop()
    if (table === undefined) return
    const rows = table.rows.filter((cells) => cells.some((cell) => cell !== ''))
    if (rows.length === 0) return
    const outer = this.#tables.at(-1)?.rows.at(-1)
    if (outer !== undefined && outer.length > 0) {
      const cell = rows.map((row) => row.filter((text) => text !== '').join(' ')).join('\n')
      outer[outer.length - 1] = [outer[outer.length - 1], cell].filter(Boolean).join('\n')
    } else if (table.isLayout || rows.every((row) => row.length === 1)) {
      for (const text of rows.flat()) this.#pages.block(tidyLines(text))
    } else {
      this.#pages.table(rows)
    }
  }
}

function tidyLines(text: string): string {
  return text.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim()).join('\n')
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  if ('hidden' in attributes || attributes['role'] === 'navigation') return true
  const style = attributes['style']
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:[a-z%;\s]|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)/i.test(style)
}
