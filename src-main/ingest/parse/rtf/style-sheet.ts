/** What the style sheet says of headings (`\s1 … heading 1;`). */
export class StyleSheet {
  readonly #levels = new Map<number, number>()
  #style = 0
  #name = ''
  #outline: number | null = null

  begin(): void {
    this.#style = 0
    this.#name = ''
    this.#outline = null
  }

  word(name: string, value: number | null): void {
    if (name === 's') this.#style = value ?? 0
    else if (name === 'outlinelevel') this.#outline = value
  }

  text(text: string): void {
    this.#name += text
    if (!this.#name.includes(';')) return
    const name = this.#name.slice(0, this.#name.indexOf(';')).trim()
    const named = /^heading ([1-9])$/i.exec(name)?.[1]
    const level = named !== undefined ? Number(named) : /^title$/i.test(name) ? 1 : this.#outline !== null && this.#outline < 9 ? this.#outline + 1 : null
    if (level !== null) this.#levels.set(this.#style, level)
    this.begin()
  }

  levelOf(style: number): number | null {
    return this.#levels.get(style) ?? null
  }
}
