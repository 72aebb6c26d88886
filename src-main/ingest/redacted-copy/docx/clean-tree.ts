import type { LeftOut, LeftOutKind } from '../redacted-copy.ts'
import type { WordNames } from './word-names.ts'
import { attributeOf, isElement, localName, type XmlElement, type XmlNode } from './xml-tree.ts'

/** Elements that go with all that is in them, and what they are counted as (null: not at all). */
const dropped: Readonly<Record<string, LeftOutKind | null>> = {
  del: 'deleted-text', moveFrom: 'deleted-text', delText: 'deleted-text', delInstrText: 'deleted-text',
  rPrChange: null, pPrChange: null, sectPrChange: null, tblPrChange: null, tblGridChange: null, tcPrChange: null, trPrChange: null, tblPrExChange: null, numberingChange: null,
  cellIns: null, cellDel: null, cellMerge: null, moveFromRangeStart: null, moveFromRangeEnd: null, moveToRangeStart: null, moveToRangeEnd: null,
  customXmlInsRangeStart: null, customXmlInsRangeEnd: null, customXmlDelRangeStart: null, customXmlDelRangeEnd: null,
  customXmlMoveFromRangeStart: null, customXmlMoveFromRangeEnd: null, customXmlMoveToRangeStart: null, customXmlMoveToRangeEnd: null,
  sdtPr: 'content-controls', sdtEndPr: null, smartTagPr: null, customXmlPr: null, proofErr: null, permStart: null, permEnd: null, ffData: 'content-controls', fldData: null,
  OLEObject: null, control: null, altChunk: null, subDoc: null, externalData: null, extLst: null, rsids: null, rsid: null, pivotSource: null, binData: null,
  embedRegular: null, embedBold: null, embedItalic: null, embedBoldItalic: null,
}
/** Elements of which only the content stays. */
const unwrapped: ReadonlySet<string> = new Set(['ins', 'moveTo', 'sdt', 'sdtContent', 'smartTag', 'customXml'])

const droppedAttributes = /^(?:rsid\w*|paraId|textId|anchorId|editId|date|dateUtc|userId|providerId|tgtFrame|docLocation|tooltip|href|src|relid|macro|textlink|phldrT|spid|action|invalidUrl)$/
const emptiedAttributes: ReadonlySet<string> = new Set(['author', 'initials'])
/** Where Word puts what a picture shows, and often only the name or path that its file had. */
const describing: ReadonlySet<string> = new Set(['descr', 'title', 'alt'])
const fileName = /^\S+\.\w{2,5}$|^(?:[A-Za-z]:|file:)?[\\/]|\w[\\/]\w.*\.\w{2,5}$/
/** Vocabularies whose elements and attributes are known to hold no data of their own. */
const knownNamespace = /^(?:http:\/\/schemas\.(?:openxmlformats\.org|microsoft\.com)\/|http:\/\/purl\.oclc\.org\/ooxml\/|http:\/\/www\.w3\.org\/|urn:schemas-microsoft-com:(?:vml|office:(?:office|word|excel|powerpoint))$)/
const relationNamespace = /^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/relationships$/
const programNames = /^_(?:Toc|Ref|Hlk|Hlt)\d+$/

/** What the settings part of a copy keeps: how the text is set, not by whom or from what. */
const keptSettings: ReadonlySet<string> = new Set(['zoom', 'mirrorMargins', 'bordersDoNotSurroundHeader', 'bordersDoNotSurroundFooter', 'gutterAtTop', 'defaultTabStop', 'autoHyphenation', 'consecutiveHyphenLimit', 'hyphenationZone', 'doNotHyphenateCaps', 'evenAndOddHeaders', 'characterSpacingControl', 'footnotePr', 'endnotePr', 'compat', 'mathPr', 'themeFontLang', 'clrSchemeMapping', 'decimalSymbol', 'listSeparator', 'displayBackgroundShape', 'noLineBreaksAfter', 'noLineBreaksBefore'])

export interface CleanOptions {
  readonly names: WordNames
  readonly leftOut: LeftOut
  /** The relationship's id in the copy; null when what it leads to is not there. */
  readonly relation: (id: string) => string | null
}

/** Takes everything out of one part that is not shown text or its form: revisions, authors, controls, embedded things, names that somebody chose. In place. */
export function cleanTree(root: XmlElement, options: CleanOptions): void {
  const strange = new Set<string>()
  const relationPrefixes = new Set<string>()
  const scan = (element: XmlElement): void => {
    for (const [name, value] of Object.entries(element.attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
      const prefix = name === 'xmlns' ? '' : name.slice(6)
      if (relationNamespace.test(value)) relationPrefixes.add(prefix)
      if (!knownNamespace.test(value)) strange.add(prefix)
    }
    for (const child of element.children) if (isElement(child)) scan(child)
  }
  scan(root)
  new Cleaner(strange, relationPrefixes, options).clean(root, null)
  if (root.local === 'settings') root.children = root.children.filter((child) => isElement(child) && keptSettings.has(child.local))
}

class Cleaner {
  readonly #strange: ReadonlySet<string>
  readonly #relationPrefixes: ReadonlySet<string>
  readonly #options: CleanOptions

  constructor(strange: ReadonlySet<string>, relationPrefixes: ReadonlySet<string>, options: CleanOptions) {
    this.#strange = strange
    this.#relationPrefixes = relationPrefixes
    this.#options = options
  }

  clean(element: XmlElement, parent: XmlElement | null): void {
    const children: XmlNode[] = []
    const take = (nodes: readonly XmlNode[], holder: XmlElement): void => {
      for (const node of nodes) {
        if (!isElement(node)) {
          children.push(node)
          continue
        }
        const drop = this.#isDropped(node, holder)
        if (drop !== false) {
          if (drop !== null) this.#options.leftOut.add(drop)
        } else if (unwrapped.has(node.local) || this.#strange.has(prefixOf(node.name)) || (node.local === 'fldSimple' && !this.#options.names.isSafeField(attributeOf(node, 'instr') ?? ''))) {
          if (node.local === 'sdt') this.#options.leftOut.add('content-controls')
          if (node.local === 'fldSimple') this.#options.leftOut.add('field-codes')
          take(node.children, node)
        } else children.push(node)
      }
    }
    take(element.children, element)
    element.children = children.filter((node) => !isElement(node) || this.#attributes(node))
    this.#ownAttributes(element, parent)
    for (const child of element.children) if (isElement(child)) this.clean(child, element)
    element.children = element.children.filter((node) => !isElement(node) || !(node.local === 'tbl' && !node.children.some((child) => isElement(child) && child.local === 'tr')))
  }

  /** False: it stays; else what it counts as. */
  #isDropped(node: XmlElement, parent: XmlElement): LeftOutKind | null | false {
    // `del` in a row's properties says that the whole row was deleted.
    if (node.local === 'tr' && node.children.some((child) => isElement(child) && child.local === 'trPr' && child.children.some((mark) => isElement(mark) && mark.local === 'del'))) return 'deleted-text'
    if (node.local === 'bookmarkStart' && attributeOf(node, 'name') === '_GoBack') return null
    if (node.local === 'Choice' && (attributeOf(node, 'Requires') ?? '').split(/\s+/).some((prefix) => this.#strange.has(prefix))) return null
    const kind = dropped[node.local]
    if (kind === undefined) return false
    return kind !== null && parent.local.endsWith('Pr') ? null : kind
  }

  /** Follows the relationships that an element names; false when the element means nothing without what is gone. */
  #attributes(element: XmlElement): boolean {
    for (const [name, value] of Object.entries(element.attributes)) {
      const isRelation = name.includes(':') && this.#relationPrefixes.has(prefixOf(name))
      if (!isRelation || name.startsWith('xmlns')) continue
      const id = value === '' ? null : this.#options.relation(value)
      if (id !== null) element.attributes[name] = id
      else {
        delete element.attributes[name]
        // A link's text stays when its target goes; a linked picture keeps its frame.
        if (element.local === 'hyperlink' || element.local === 'hlinkClick' || element.local === 'hlinkHover' || element.local === 'blip' || element.local === 'imagedata') continue
        return false
      }
    }
    return !((element.local === 'hlinkClick' || element.local === 'hlinkHover' || element.local === 'hlinkMouseOver') && attributeOf(element, 'id') === undefined)
  }

  #ownAttributes(element: XmlElement, parent: XmlElement | null): void {
    const { names } = this.#options
    for (const [name, value] of Object.entries(element.attributes)) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        if (this.#strange.has(name === 'xmlns' ? '' : name.slice(6))) delete element.attributes[name]
        continue
      }
      const local = localName(name)
      if (droppedAttributes.test(local) || (describing.has(local) && (element.local === 'imagedata' || fileName.test(value))) || (name.includes(':') && this.#strange.has(prefixOf(name)))) delete element.attributes[name]
      else if (emptiedAttributes.has(local)) element.attributes[name] = ''
      else if (local === 'Ignorable' || local === 'ProcessContent' || local === 'MustUnderstand') element.attributes[name] = value.split(/\s+/).filter((prefix) => !this.#strange.has(prefix.split(':')[0] ?? '')).join(' ')
      else if (local === 'name' && (element.local === 'docPr' || element.local === 'cNvPr')) element.attributes[name] = 'Object'
      else if (local === 'name' && (element.local === 'theme' || parent?.local === 'themeElements')) element.attributes[name] = 'Theme'
      else if (local === 'id' && (element.local === 'shape' || element.local === 'rect' || element.local === 'group') && name !== 'w:id' && !/^_x0000_[a-z]+\d+$/.test(value)) delete element.attributes[name]
      else if (local === 'name' && element.local === 'bookmarkStart') element.attributes[name] = programNames.test(value) ? value : names.bookmark(value)
      else if (local === 'anchor' && element.local === 'hyperlink') element.attributes[name] = programNames.test(value) ? value : names.bookmark(value)
      else if (local === 'instr') element.attributes[name] = names.safeField(value)
      else if (names.isStyleReference(element.local, local, parent?.local ?? '')) element.attributes[name] = names.style(value)
    }
    if (element.local === 'style') names.renameStyle(element)
    // A list that was given a name by its maker.
    if (element.local === 'abstractNum') element.children = element.children.filter((child) => !isElement(child) || child.local !== 'name')
  }
}

function prefixOf(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? '' : name.slice(0, at)
}
