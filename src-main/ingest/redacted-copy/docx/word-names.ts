import { attributeOf, elementsOf, isElement, localName, type XmlElement } from './xml-tree.ts'

const styleReferences: ReadonlySet<string> = new Set(['pStyle', 'rStyle', 'tblStyle', 'basedOn', 'link', 'next', 'numStyleLink', 'styleLink'])
const switches = String.raw`(?:\s+\\(?:\*\s*(?:MERGEFORMAT|Arabic|Roman|roman|ALPHABETIC|alphabetic|CHARFORMAT|Upper|Lower|FirstCap|Caps|Ordinal)|[a-z]|#\s*"?[0#.,]+"?))*`
const plainFields = new RegExp(String.raw`^\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|SEQ\s+(?:Figure|Table|Equation|Abbildung|Tabelle|Formel|Tableau|Figura|Tabla|Tabella))${switches}\s*$`)
const contents = /^\s*TOC(?:\s+\\[a-z](?:\s+"?\d+-\d+"?)?)*\s*$/
const toBookmark = new RegExp(String.raw`^(\s*(?:PAGEREF|REF|NOTEREF|HYPERLINK\s+\\l)\s+"?)([\p{L}\p{N}_]+)("?${switches}\s*)$`, 'u')
const programNames = /^_(?:Toc|Ref|Hlk|Hlt)\d+$/

/** Names that somebody chose inside a document, and the plain ones that they get in the copy: bookmarks and styles. The same name everywhere becomes the same. */
export class WordNames {
  readonly #bookmarks = new Map<string, string>()
  readonly #styles = new Map<string, string>()
  #renamed = 0

  /** Learns the styles that are not Word's own. */
  constructor(styles: XmlElement | null) {
    for (const element of styles ? elementsOf(styles) : []) {
      const id = element.local === 'style' ? attributeOf(element, 'styleId') : undefined
      if (id !== undefined && (attributeOf(element, 'customStyle') ?? '0') !== '0') this.#styles.set(id, `Custom${this.#styles.size + 1}`)
    }
  }

  bookmark(name: string): string {
    const known = this.#bookmarks.get(name) ?? `mark_${this.#bookmarks.size + 1}`
    this.#bookmarks.set(name, known)
    return known
  }

  style(id: string): string {
    return this.#styles.get(id) ?? id
  }

  isStyleReference(element: string, attribute: string, parent: string): boolean {
    return (attribute === 'val' && styleReferences.has(element) && parent !== 'compat') || (attribute === 'styleId' && element === 'style')
  }

  /** A style that is not Word's own loses its name as well as its id, aliases too. */
  renameStyle(style: XmlElement): void {
    style.children = style.children.filter((child) => !isElement(child) || child.local !== 'aliases')
    if ((attributeOf(style, 'customStyle') ?? '0') === '0') return
    const name = style.children.find((child): child is XmlElement => isElement(child) && child.local === 'name')
    const key = name && Object.keys(name.attributes).find((each) => localName(each) === 'val')
    if (name && key !== undefined) name.attributes[key] = `Custom style ${++this.#renamed}`
  }

  /** Whether a field's instruction holds nothing but a number to compute or a bookmark of this document. */
  isSafeField(instruction: string): boolean {
    return plainFields.test(instruction) || contents.test(instruction) || toBookmark.test(instruction)
  }

  /** The instruction with the bookmark's new name; '' for one that is not safe. */
  safeField(instruction: string): string {
    const reference = toBookmark.exec(instruction)
    if (!reference) return this.isSafeField(instruction) ? instruction : ''
    const [, before = '', name = '', after = ''] = reference
    return `${before}${programNames.test(name) ? name : this.bookmark(name)}${after}`
  }
}
