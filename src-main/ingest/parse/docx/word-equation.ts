interface Node { readonly name: string; text: string; readonly parts: Map<string, string[]>; begin: string; end: string; separator: string; sign: string; isBare: boolean }

const scripts: Readonly<Record<string, string>> = { sup: '^', sub: '_' }
/** What is an argument of the structure around it, rather than a structure. */
const argumentNames = new Set(['num', 'den', 'e', 'sup', 'sub', 'deg', 'fName', 'lim', 'mr'])

/**
 * An equation in one line (ECMA-376 part 1, § 22.1): "(a+b)/2", "x^2", "√(x+1)", "∑_(i=1)^n i". Characters alone would read
 * x² as x2 and a fraction as one number.
 */
export class WordEquation {
  readonly #open: Node[] = []

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const outer = this.#open.at(-1)
    const value = attributes['val'] ?? ''
    // Properties come before what they describe.
    if (name === 'begChr' && outer !== undefined) outer.begin = value
    else if (name === 'endChr' && outer !== undefined) outer.end = value
    else if (name === 'sepChr' && outer !== undefined) outer.separator = value
    else if (name === 'chr' && outer !== undefined) outer.sign = value
    else if (name === 'type' && outer !== undefined) outer.isBare = value === 'noBar'
    else if (!name.endsWith('Pr')) this.#open.push({ name, text: '', parts: new Map(), begin: '(', end: ')', separator: '|', sign: name === 'nary' ? '∫' : '', isBare: false })
  }

  write(text: string): void {
    const node = this.#open.at(-1)
    if (node !== undefined) node.text += text
  }

  /** Ends an element; the whole text when it was the outermost, null before. */
  close(name: string): string | null {
    if (this.#open.at(-1)?.name !== name) return null
    const node = this.#open.pop()
    const outer = this.#open.at(-1)
    if (node === undefined) return null
    const text = lineOf(node)
    if (outer === undefined) return text
    if (argumentNames.has(name)) outer.parts.set(name, [...outer.parts.get(name) ?? [], text])
    else outer.text += text
    return null
  }
}

function lineOf(node: Node): string {
  const { name, text, parts, sign } = node
  const one = (part: string): string => parts.get(part)?.[0] ?? ''
  const script = (part: 'sup' | 'sub'): string => (one(part) === '' ? '' : `${scripts[part]}${grouped(one(part))}`)
  const elements = parts.get('e') ?? []
  if (name === 'f') return node.isBare ? `${grouped(one('num'))} ${grouped(one('den'))}` : `${grouped(one('num'))}/${grouped(one('den'))}`
  if (name === 'd') return `${node.begin}${elements.join(node.separator)}${node.end}`
  if (name === 'rad') return `${one('deg')}√${grouped(elements.join(''))}`
  if (name === 'nary') return `${sign}${script('sub')}${script('sup')} ${elements.join('')}`
  if (name === 'func') return `${one('fName')} ${elements.join('')}`
  if (name === 'limLow' || name === 'limUpp') return `${elements.join('')}${name === 'limLow' ? '_' : '^'}${grouped(one('lim'))}`
  if (name === 'sPre') return `${script('sub')}${script('sup')}${elements.join('')}`
  if (name === 'mr') return elements.join(' ')
  if (name === 'm') return (parts.get('mr') ?? []).join('; ')
  if (name === 'eqArr') return elements.join(' ; ')
  if (name === 'acc') return `${elements.join('')}${sign}`
  return `${elements.join('')}${script('sub')}${script('sup')}${text}`
}

/** In brackets, unless it is one word or number, or has them already. */
function grouped(text: string): string {
  return /^[\p{L}\p{N}\p{M}.,∞]*$/u.test(text) || /^\([^()]*\)$/.test(text) || [...text].length === 1 ? text : `(${text})`
}
