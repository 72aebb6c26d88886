import { Parser } from 'htmlparser2'
import { AppError } from '../../../support/errors.ts'
import type { ZipArchive } from '../../parse/zip-archive.ts'

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string
  readonly local: string
  attributes: Record<string, string>
  children: XmlNode[]
}
export interface XmlText { text: string }
export type XmlNode = XmlElement | XmlText

const maxDepth = 1_000
/** A part of a thousand pages has 20 MB; a tree takes about ten times as much memory. */
const maxPartBytes = 48_000_000

export const isElement = (node: XmlNode): node is XmlElement => 'children' in node
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads an XML part as a tree; null when the archive has none of that name. Errors: `document-too-deep`, `file-too-large`, those of the archive. */
export function readXmlTree(archive: ZipArchive, part: string): XmlElement | null {
  const top: XmlElement = { name: '', local: '', attributes: {}, children: [] }
  const open: XmlElement[] = [top]
  const parser = new Parser({
    onopentag(name, attributes) {
      if (open.length > maxDepth) throw new AppError('document-too-deep', { limit: maxDepth })
      const element: XmlElement = { name, local: localName(name), attributes: { ...attributes }, children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    onclosetag() { open.pop() },
    ontext(text) {
      const siblings = open.at(-1)?.children
      const last = siblings?.at(-1)
      if (last !== undefined && !isElement(last)) last.text += text
      else siblings?.push({ text })
    },
  }, { xmlMode: true, decodeEntities: true })
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let bytes = 0
  const found = archive.read(part, (chunk) => {
    bytes += chunk.length
    if (bytes > maxPartBytes) throw new AppError('file-too-large', { limitBytes: maxPartBytes })
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8')
    parser.write(decoder.decode(chunk, { stream: true }))
  })
  parser.end()
  return found ? (top.children.find(isElement) ?? null) : null
}

/** Well-formed by construction; comments and processing instructions are gone. */
export function writeXml(root: XmlElement): string {
  const pieces: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  const write = (node: XmlNode): void => {
    if (!isElement(node)) {
      pieces.push(escapeText(node.text))
      return
    }
    pieces.push('<', node.name)
    for (const [name, value] of Object.entries(node.attributes)) pieces.push(' ', name, '="', escapeText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;'), '"')
    if (node.children.length === 0) pieces.push('/>')
    else {
      pieces.push('>')
      for (const child of node.children) write(child)
      pieces.push('</', node.name, '>')
    }
  }
  write(root)
  return pieces.join('')
}

/** Controls other than tab and line ends do not exist in XML 1.0 (§ 2.2). */
function escapeText(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Every element below and including `root`, parents first. */
export function* elementsOf(root: XmlElement): Generator<XmlElement> {
  yield root
  for (const child of root.children) if (isElement(child)) yield* elementsOf(child)
}

/** The value of the first attribute of that local name. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  for (const [name, value] of Object.entries(element.attributes)) if (!name.startsWith('xmlns') && localName(name) === local) return value
  return undefined
}
