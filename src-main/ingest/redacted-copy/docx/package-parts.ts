import { posix } from 'node:path'
import { AppError } from '../../../support/errors.ts'
import type { ZipArchive } from '../../parse/zip-archive.ts'
import type { LeftOut } from '../redacted-copy.ts'
import { documentRule, leftOutKind, partRules, type PartRule } from './part-rules.ts'
import { attributeOf, elementsOf, readXmlTree, type XmlElement } from './xml-tree.ts'

/** One relationship of a part of the copy, before it is known whether it is needed. */
export interface Relation {
  readonly id: string
  readonly type: string
  /** The full type, as one of the known families writes it. */
  readonly typeUri: string
  readonly to: { readonly kind: 'part'; readonly part: PackagePart } | { readonly kind: 'picture'; readonly source: string } | { readonly kind: 'link'; readonly target: string; leftOut: boolean }
}

export interface PackagePart {
  readonly rule: PartRule
  /** In the copy, without a slash in front. */
  readonly name: string
  readonly root: XmlElement
  readonly relations: Relation[]
}

interface SourceRelation { readonly id: string; readonly type: string; readonly typeUri: string; readonly target: string; readonly external: boolean }

const knownFamily = /^http:\/\/(?:schemas\.openxmlformats\.org\/(?:officeDocument|package)\/2006\/relationships|purl\.oclc\.org\/ooxml\/officeDocument\/relationships)\/(?:metadata\/)?[A-Za-z-]+$/
const maxParts = 5_000

/**
 * Follows the relationships of a Word package from its document, and takes the kinds of parts that can be looked through. Everything else is
 * counted and left behind, under names that the writer of the original did not choose. Errors: `document-damaged`, `document-too-many-parts`, those of the archive.
 */
export function readPackage(archive: ZipArchive, leftOut: LeftOut): readonly PackagePart[] {
  const parts = new Map<string, PackagePart>()
  const counters = new Map<string, number>()
  const roots = relationsOf(archive, '', leftOut)
  const take = (source: string, rule: PartRule): PackagePart | null => {
    const known = parts.get(source)
    if (known) return known
    if (parts.size >= maxParts) throw new AppError('document-too-many-parts', { limit: maxParts })
    const root = readXmlTree(archive, source)
    if (root === null) return null
    const number = (counters.get(rule.name) ?? 0) + 1
    counters.set(rule.name, number)
    const part: PackagePart = { rule, name: `${rule.name}${rule.numbered || number > 1 ? number : ''}.xml`, root, relations: [] }
    parts.set(source, part)
    for (const { id, type, typeUri, target, external } of relationsOf(archive, source, leftOut)) {
      if (external) {
        if (type === 'hyperlink') part.relations.push({ id, type, typeUri, to: { kind: 'link', target, leftOut: false } })
        else leftOut.add(leftOutKind(type))
        continue
      }
      if (type === 'image') part.relations.push({ id, type, typeUri, to: { kind: 'picture', source: target } })
      else {
        const next = partRules[type]
        const other = next && archive.has(target) ? take(target, next) : null
        if (other) part.relations.push({ id, type, typeUri, to: { kind: 'part', part: other } })
        else leftOut.add(leftOutKind(type))
      }
    }
    return part
  }
  const document = roots.find(({ type, external }) => type === 'officeDocument' && !external)?.target ?? 'word/document.xml'
  for (const { type } of roots) if (type !== 'officeDocument') leftOut.add(leftOutKind(type))
  if (take(document, documentRule) === null) throw new AppError('document-damaged')
  return [...parts.values()]
}

function relationsOf(archive: ZipArchive, source: string, leftOut: LeftOut): SourceRelation[] {
  const folder = source === '' ? '' : posix.dirname(source)
  const tree = readXmlTree(archive, source === '' ? '_rels/.rels' : posix.join(folder, '_rels', `${posix.basename(source)}.rels`))
  if (tree === null) return []
  const relations: SourceRelation[] = []
  for (const element of elementsOf(tree)) {
    if (element.local !== 'Relationship') continue
    const typeUri = attributeOf(element, 'Type') ?? ''
    const type = typeUri.slice(typeUri.lastIndexOf('/') + 1)
    const target = attributeOf(element, 'Target') ?? ''
    const external = attributeOf(element, 'TargetMode') === 'External'
    if (!knownFamily.test(typeUri)) {
      leftOut.add(leftOutKind(type))
      continue
    }
    relations.push({ id: attributeOf(element, 'Id') ?? '', type, typeUri, external, target: external ? target : target.startsWith('/') ? target.slice(1) : posix.join(folder, target) })
  }
  return relations
}
