import { attributeOf, isElement, localName, type XmlElement, type XmlText } from './xml-tree.ts'

/** A piece of a unit's text: a text node or an attribute that can be written anew, or an element that stands for a character. */
export interface TextPiece { readonly text: string; write(text: string): void }

/** What reads as one text: a paragraph over all its runs, or a text on its own. `row` is the same for cells side by side. */
export interface TextUnit { readonly pieces: readonly TextPiece[]; readonly text: string; readonly row: XmlElement | null }

const characters: Readonly<Record<string, string>> = { tab: '\t', ptab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-', softHyphen: '' }
const textElements: ReadonlySet<string> = new Set(['t', 'delText'])
/** Text nodes that a program reads: positions and number formats. */
const notText: ReadonlySet<string> = new Set(['posOffset', 'align', 'pctWidth', 'pctHeight', 'pctPosHOffset', 'pctPosVOffset', 'formatCode', 'instrText', 'f'])
const textAttributes: ReadonlySet<string> = new Set(['descr', 'title', 'alt', 'string'])
const valuesOfText: ReadonlySet<string> = new Set(['tblCaption', 'tblDescription', 'lvlText', 'alias', 'tag'])

/** Every text of a cleaned part in reading order. Formulas of charts lose the name of their sheet, in place. */
export function textUnitsOf(root: XmlElement): readonly TextUnit[] {
  const units: TextUnit[] = []
  const add = (pieces: readonly TextPiece[], row: XmlElement | null): void => {
    const text = pieces.map((piece) => piece.text).join('')
    if (/\S/.test(text)) units.push({ pieces, text, row })
  }
  const walk = (element: XmlElement, paragraph: TextPiece[] | null, row: XmlElement | null, holder: XmlElement | null): void => {
    for (const [name, value] of Object.entries(element.attributes)) {
      const local = localName(name)
      if ((textAttributes.has(local) || (local === 'val' && valuesOfText.has(element.local))) && /\p{L}{2}|\d{4}/u.test(value)) add([{ text: value, write(text) { element.attributes[name] = text } }], null)
    }
    const own = element.local === 'p' ? [] : paragraph
    const ownRow = element.local === 'tr' ? element : row
    for (const child of element.children) {
      if (!isElement(child)) readText(child, element, holder, own, (piece) => add([piece], null))
      else if (own !== null && element.local !== 'pPr' && element.local !== 'tabs' && characters[child.local] !== undefined) own.push(markPiece(child, element))
      else walk(child, own, ownRow, element)
    }
    if (own !== null && own !== paragraph) add(own, ownRow)
  }
  walk(root, null, null, null)
  return units
}

function readText(node: XmlText, element: XmlElement, holder: XmlElement | null, paragraph: TextPiece[] | null, addAlone: (piece: TextPiece) => void): void {
  if (element.local === 'f') {
    if (node.text.trim() !== '') node.text = 'Data!$A$1'
    return
  }
  if (notText.has(element.local)) return
  if (paragraph !== null && textElements.has(element.local)) {
    paragraph.push({
      text: node.text,
      write(text) {
        node.text = text
        if (/^\s|\s$/.test(text) && !element.name.startsWith('a:')) element.attributes['xml:space'] = 'preserve'
      },
    })
  } else if (node.text.trim() !== '') {
    // A chart cannot draw a placeholder where it counts.
    const isNumber = element.local === 'v' && holder?.local === 'pt' && Number.isFinite(Number(node.text))
    addAlone({ text: node.text, write(text) { node.text = isNumber ? '0' : text } })
  }
}

function markPiece(mark: XmlElement, parent: XmlElement): TextPiece {
  return {
    text: mark.local === 'br' && attributeOf(mark, 'type') === 'page' ? '\n' : (characters[mark.local] ?? ''),
    write(text) { if (text === '') parent.children = parent.children.filter((child) => child !== mark) },
  }
}
