import type { LeftOut } from '../redacted-copy.ts'
import type { WordNames } from './word-names.ts'
import { attributeOf, isElement, type XmlElement } from './xml-tree.ts'

interface Field { instruction: string; readonly marks: XmlElement[]; readonly codes: XmlElement[] }

/**
 * Complex fields (ECMA-376 part 1, § 17.16.18) whose instruction may hold data (a path, an address, a property's name) become the plain text
 * that they last showed; page numbers, contents and references stay fields.
 */
export function cleanFields(root: XmlElement, names: WordNames, leftOut: LeftOut): void {
  const open: Field[] = []
  const gone = new Set<XmlElement>()
  const finish = (field: Field): void => {
    if (names.isSafeField(field.instruction) && field.codes.length > 0) {
      for (const [index, code] of field.codes.entries()) code.children = index === 0 ? [{ text: names.safeField(field.instruction) }] : []
      return
    }
    leftOut.add('field-codes')
    for (const element of [...field.marks, ...field.codes]) gone.add(element)
  }
  const walk = (element: XmlElement): void => {
    if (element.local === 'fldChar') {
      const kind = attributeOf(element, 'fldCharType')
      const field = open.at(-1)
      if (kind === 'begin') open.push({ instruction: '', marks: [element], codes: [] })
      else if (!field) gone.add(element)
      else {
        field.marks.push(element)
        if (kind === 'end') finish(open.pop() ?? field)
      }
      return
    }
    if (element.local === 'instrText') {
      const field = open.at(-1)
      if (!field) gone.add(element)
      else {
        field.codes.push(element)
        field.instruction += element.children.map((child) => (isElement(child) ? '' : child.text)).join('')
      }
      return
    }
    for (const child of element.children) if (isElement(child)) walk(child)
  }
  walk(root)
  for (const field of open) {
    leftOut.add('field-codes')
    for (const element of [...field.marks, ...field.codes]) gone.add(element)
  }
  if (gone.size > 0) prune(root, gone)
}

function prune(element: XmlElement, gone: ReadonlySet<XmlElement>): void {
  element.children = element.children.filter((child) => !isElement(child) || !gone.has(child))
  for (const child of element.children) if (isElement(child)) prune(child, gone)
}
