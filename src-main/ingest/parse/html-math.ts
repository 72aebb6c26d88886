/** Between the parts of a formula's element (MathML Core 3), by its second and third part: fractions, powers and indices are no numbers that follow each other. */
const signs: Readonly<Record<string, readonly string[]>> = {
  mfrac: ['/'], msup: ['^'], msub: ['_'], msubsup: ['_', '^'], munder: ['_'], mover: ['^'], munderover: ['_', '^'], mroot: ['^1/'], mtr: [' ', ' '], mtable: ['; ', '; '],
}

/** What a formula in HTML says in one line, such as "x=(a+b)/2": signs between the parts, brackets around those of several. */
export class HtmlMath {
  readonly #open: { readonly name: string; parts: number }[] = []

  /** What is written before an element that opens. */
  open(name: string): string {
    const parent = this.#open.at(-1)
    this.#open.push({ name, parts: 0 })
    if (parent === undefined) return ''
    const list = signs[parent.name] ?? []
    const sign = parent.parts === 0 ? '' : list[Math.min(parent.parts, list.length) - 1] ?? ''
    parent.parts++
    return `${sign}${name === 'msqrt' ? '√(' : isGroup(name, parent.name) ? '(' : ''}`
  }

  /** What is written behind an element that closes. */
  close(name: string): string {
    if (this.#open.at(-1)?.name !== name) return ''
    this.#open.pop()
    return name === 'msqrt' || isGroup(name, this.#open.at(-1)?.name ?? '') ? ')' : ''
  }
}

const isGroup = (name: string, parent: string): boolean => name === 'mrow' && ['mfrac', 'msup', 'msub', 'msubsup', 'mroot'].includes(parent)
