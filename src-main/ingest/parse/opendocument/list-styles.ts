import { formatNumber } from '../docx/word-numbering.ts'
import type { XmlEvents } from '../read-xml-part.ts'

interface ListLevel { readonly kind: 'number' | 'bullet'; readonly format: string; readonly prefix: string; readonly suffix: string; readonly shownLevels: number; readonly start: number }
type ListStyle = Map<number, ListLevel>

/** ODF's number formats by the names of Word's, which they share. */
const formats: Readonly<Record<string, string>> = { '1': 'decimal', a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }
/** The numbering of headings has no name of its own. */
export const outlineStyle = '\0outline'

/** The list styles of a document (ISO/IEC 26300-1, § 16.30), and the labels that paragraphs get from them. */
export class ListStyles implements XmlEvents {
  readonly #styles = new Map<string, ListStyle>()
  readonly #titles = new Set(['Title'])
  readonly #hidden = new Set<string>()
  #open: ListStyle | null = null
  #style = ''

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'style') this.#openStyle(attributes)
    else if (name === 'text-properties' && attributes['display'] === 'none') this.#hidden.add(this.#style)
    else if (name === 'list-style') this.#styles.set(attributes['name'] ?? '', this.#open = new Map())
    else if (name === 'outline-style') this.#styles.set(outlineStyle, this.#open = new Map())
    else if (this.#open !== null && /^(?:list|outline)-level-style/.test(name)) {
      const level = Math.trunc(Number(attributes['level'])) || 1
      this.#open.set(level, {
        kind: name === 'list-level-style-number' || name === 'outline-level-style' ? 'number' : 'bullet',
        format: attributes['num-format'] ?? '', prefix: attributes['num-prefix'] ?? '', suffix: attributes['num-suffix'] ?? '',
        shownLevels: Math.min(10, Math.max(1, Math.trunc(Number(attributes['display-levels'] ?? 1)) || 1)),
        start: Math.trunc(Number(attributes['start-value'] ?? 1)) || 0,
      })
    }
  }

  close(name: string): void {
    if (name === 'list-style' || name === 'outline-style') this.#open = null
  }

  #openStyle(attributes: Readonly<Record<string, string>>): void {
    this.#style = attributes['name'] ?? ''
    const parent = attributes['parent-style-name'] ?? ''
    if (this.#titles.has(parent)) this.#titles.add(this.#style)
    if (this.#hidden.has(parent)) this.#hidden.add(this.#style)
  }

  /** Whether a style hides its text. */
  isHidden(style: string): boolean {
    return this.#hidden.has(style)
  }

  /** Whether a paragraph style is that of the document's title, or made from it. */
  isTitle(style: string): boolean {
    return this.#titles.has(style)
  }

  start(style: string, level: number): number {
    return this.#styles.get(style)?.get(level)?.start ?? 1
  }

  /** "2.1." or "•" for what stands at `counters` (from the topmost level); '' when the style shows nothing there. */
  label(style: string, counters: readonly number[]): string {
    const levels = this.#styles.get(style)
    const own = levels?.get(counters.length)
    if (levels === undefined || own === undefined) return style === outlineStyle ? '' : '•'
    if (own.kind === 'bullet') return '•'
    if (own.format === '') return ''
    const shown: string[] = []
    for (let level = Math.max(1, counters.length - own.shownLevels + 1); level <= counters.length; level++) {
      const format = level === counters.length ? own.format : levels.get(level)?.format ?? ''
      if (format !== '') shown.push(formatNumber(counters[level - 1] ?? 1, formats[format] ?? 'decimal'))
    }
    return `${own.prefix}${shown.join('.')}${own.suffix}`.trim()
  }
}
