import { ZipArchive } from '../../parse/zip-archive.ts'
import { pictureTypes } from './part-rules.ts'
import { elementsOf, isElement, localName, readXmlTree, type XmlElement } from './xml-tree.ts'

/** Attributes that hold fonts, styles and shapes: words of programs, which may also be somebody's name. */
const ofForm = /^(?:ascii|hAnsi|cs|eastAsia|typeface|panose\w*|style|styleId|path|adj|eqn|coordsize|coordorigin|uri|Type|ContentType|Target|PartName|Ignorable|Requires)$/
const styleElements: ReadonlySet<string> = new Set(['pStyle', 'rStyle', 'tblStyle', 'basedOn', 'link', 'next', 'name', 'font', 'altName', 'lsdException', 'numStyleLink', 'styleLink'])
const blockElements: ReadonlySet<string> = new Set(['p', 'tr', 'br', 'tab', 'cr', 'v', 'pt'])

/** What stands in a finished copy: the text of each part over all its elements, and beside it what attributes say. */
export interface CopyTexts { readonly texts: readonly string[]; readonly attributes: readonly string[] }

/** Reads a written package again, every entry of it, to look for what must not be there. Throws `TypeError` for an entry that a copy does not have. */
export function textsOfCopy(bytes: Uint8Array): CopyTexts {
  const archive = new ZipArchive(bytes)
  const texts: string[] = []
  const attributes: string[] = []
  for (const name of archive.names()) {
    const extension = name.slice(name.lastIndexOf('.') + 1)
    if (pictureTypes[extension] !== undefined && /^word\/media\/(?:blank|image\d+)\.[a-z]+$/.test(name)) continue
    const root = extension === 'xml' || extension === 'rels' ? readXmlTree(archive, name) : null
    if (root === null) throw new TypeError('a copy holds an entry of an unknown kind')
    texts.push(textOf(root))
    attributes.push(extension === 'rels' ? [...elementsOf(root)].filter((element) => element.attributes['TargetMode'] === 'External').map((element) => element.attributes['Target'] ?? '').join('\n') : attributesOf(root))
  }
  return { texts: texts.filter((text) => text !== ''), attributes: attributes.filter((text) => text !== '') }
}

function textOf(root: XmlElement): string {
  const pieces: string[] = []
  const walk = (element: XmlElement): void => {
    for (const child of element.children) {
      if (isElement(child)) walk(child)
      else pieces.push(child.text)
    }
    if (blockElements.has(element.local)) pieces.push('\n')
  }
  walk(root)
  return pieces.join('').replace(/\n{2,}/g, '\n').trim()
}

/** Values with a capital or a space in them: those of the format itself are words in camel case, numbers and colours. */
function attributesOf(root: XmlElement): string {
  const values = new Set<string>()
  for (const element of elementsOf(root)) {
    if (styleElements.has(element.local)) continue
    for (const [name, value] of Object.entries(element.attributes)) {
      if (!name.startsWith('xmlns') && !ofForm.test(localName(name)) && /^\p{Lu}|\s/u.test(value) && /\p{L}{2}/u.test(value)) values.add(value)
    }
  }
  return [...values].join('\n')
}
