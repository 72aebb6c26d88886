import { outlineStyle, type ListStyles } from './list-styles.ts'

interface OpenList { readonly style: string; readonly counters: number[] }

/** Counts the items of nested lists, and headings, as a document's list styles number them. */
export class ListCounters {
  readonly #styles: ListStyles
  readonly #open: OpenList[] = []
  /** Where the last list of a style ended, for one that goes on counting. */
  readonly #ended = new Map<string, readonly number[]>()
  readonly #outline: number[] = []
  #label: string | null = null

  constructor(styles: ListStyles) {
    this.#styles = styles
  }

  get depth(): number {
    return this.#open.length
  }

  /** The level of a paragraph that is a heading by its style alone: the document's title. */
  levelOfStyle(style: string): number | null {
    return this.#styles.isTitle(style) ? 1 : null
  }

  isHidden(style: string): boolean {
    return this.#styles.isHidden(style)
  }

  openList(attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1)
    const style = attributes['style-name'] ?? parent?.style ?? ''
    const goesOn = attributes['continue-numbering'] === 'true' || attributes['continue-list'] !== undefined
    this.#open.push({ style, counters: parent?.counters ?? (goesOn ? [...(this.#ended.get(style) ?? [])] : []) })
    if (parent !== undefined) parent.counters.length = Math.min(parent.counters.length, this.#open.length - 1)
  }

  closeList(): void {
    const list = this.#open.pop()
    if (list !== undefined && this.#open.length === 0) this.#ended.set(list.style, list.counters)
    this.#label = null
  }

  openItem(attributes: Readonly<Record<string, string>>): void {
    const list = this.#open.at(-1)
    if (list === undefined) return
    const level = this.#open.length
    const given = attributes['start-value']
    const next = (list.counters[level - 1] ?? this.#styles.start(list.style, level) - 1) + 1
    for (let i = 0; i < level - 1; i++) list.counters[i] ??= 1
    list.counters[level - 1] = given === undefined ? next : Math.trunc(Number(given)) || 0
    list.counters.length = level
    this.#label = this.#styles.label(list.style, list.counters)
  }

  /** The label of the first paragraph of the item that was opened last; '' for the paragraphs after it. */
  takeLabel(): string {
    const label = this.#label ?? ''
    this.#label = null
    return label
  }

  headingLabel(level: number): string {
    for (let i = 0; i < level - 1; i++) this.#outline[i] ??= 1
    this.#outline[level - 1] = (this.#outline[level - 1] ?? this.#styles.start(outlineStyle, level) - 1) + 1
    this.#outline.length = level
    return this.#styles.label(outlineStyle, this.#outline)
  }
}
