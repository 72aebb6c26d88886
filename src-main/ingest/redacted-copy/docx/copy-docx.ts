import { zipSync, type Zippable } from 'fflate'
import { ZipArchive } from '../../parse/zip-archive.ts'
import { maskUnits } from '../mask-units.ts'
import { LeftOut, type CopyOptions, type CopyOutcome, type FindMasks } from '../redacted-copy.ts'
import { cleanFields } from './clean-fields.ts'
import { cleanTree } from './clean-tree.ts'
import { readPackage, type PackagePart, type Relation } from './package-parts.ts'
import { implicitTypes } from './part-rules.ts'
import { Pictures } from './pictures.ts'
import { textUnitsOf, type TextUnit } from './text-units.ts'
import { WordNames } from './word-names.ts'
import { elementsOf, isElement, localName, writeXml } from './xml-tree.ts'

/**
 * A Word document written anew with what `find` names masked in every text of it, and without all that is not shown: metadata, revisions,
 * field codes, embedded files, macros, the names of styles, bookmarks and parts. Errors: `document-damaged`, `document-encrypted`,
 * `document-too-deep`, `document-too-many-parts`, `archive-expands-too-far`, `file-too-large`, and what `find` throws.
 */
export async function copyDocx(bytes: Uint8Array, { find, keepPictures, onProgress }: CopyOptions): Promise<{ readonly bytes: Uint8Array; readonly outcome: CopyOutcome }> {
  const archive = new ZipArchive(bytes)
  const leftOut = new LeftOut()
  const parts = readPackage(archive, leftOut)
  if (archive.names().some((name) => name.startsWith('docProps/'))) leftOut.add('metadata')
  const names = new WordNames(parts.find((part) => part.rule.name === 'word/styles')?.root ?? null)
  for (const part of parts) {
    const ids = new Map(part.relations.map(({ id }, index) => [id, copiedId(index)]))
    cleanTree(part.root, { names, leftOut, relation: (id) => ids.get(id) ?? null })
    cleanFields(part.root, names, leftOut)
  }
  onProgress(1, 3)
  await maskUnits(parts.map((part) => textUnitsOf(part.root)), find, between)
  // After the text, so that a name that was found there is known in an address, too.
  await maskLinks(parts, find, leftOut)
  for (const part of parts) dropLinks(part)
  onProgress(2, 3)
  const pictures = new Pictures(archive, keepPictures)
  const entries = writePackage(parts, pictures)
  onProgress(3, 3)
  if (!keepPictures) leftOut.add('pictures', pictures.count)
  return { bytes: zipSync(entries, { level: 6, mtime: new Date(1980, 0, 1) }), outcome: { format: 'docx', leftOut: leftOut.counts, pagesLeftOut: [], notSearched: { pictures: keepPictures ? pictures.count : 0, scannedPages: 0 } } }
}

/** Cells of one row stand side by side; lines of an address or a letterhead below each other, and paragraphs apart, as they are seen. */
function between(before: TextUnit, after: TextUnit): string {
  if (before.row !== null && before.row === after.row) return '\t'
  const isLine = (unit: TextUnit): boolean => unit.text.length <= 60 && !/[.:!?]\s*$/.test(unit.text)
  return isLine(before) && isLine(after) ? '\n' : '\n\n'
}

/** An address that says anything about somebody goes; its text in the document stays, masked. */
async function maskLinks(parts: readonly PackagePart[], find: FindMasks, leftOut: LeftOut): Promise<void> {
  const links = parts.flatMap((part) => part.relations).flatMap(({ to }) => (to.kind === 'link' ? [to] : []))
  if (links.length === 0) return
  const masks = await find(links.map(({ target }) => `${decoded(target)}\n`))
  for (const [index, link] of links.entries()) {
    // Only the web: a path, a mail address or a script is nobody else's business.
    link.leftOut = (masks[index]?.length ?? 0) > 0 || !/^https?:\/\//i.test(link.target)
    if (link.leftOut) leftOut.add('links')
  }
}

function dropLinks(part: PackagePart): void {
  const gone = new Set(part.relations.flatMap(({ to }, index) => (to.kind === 'link' && to.leftOut ? [copiedId(index)] : [])))
  if (gone.size === 0) return
  for (const element of elementsOf(part.root)) {
    element.children = element.children.filter((child) => !isElement(child) || !child.local.startsWith('hlink') || !Object.values(child.attributes).some((value) => gone.has(value)))
    for (const [name, value] of Object.entries(element.attributes)) if (gone.has(value)) delete element.attributes[name]
  }
}

const copiedId = (index: number): string => `rId${index + 1}`

function decoded(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function writePackage(parts: readonly PackagePart[], pictures: Pictures): Zippable {
  const entries: Record<string, Uint8Array> = {}
  const encoder = new TextEncoder()
  const overrides: string[] = []
  const main = parts[0]
  for (const part of parts) {
    const used = usedIds(part)
    const written: string[] = []
    for (const [index, relation] of part.relations.entries()) {
      const id = copiedId(index)
      if (relation.to.kind === 'link' && relation.to.leftOut) continue
      if (used.has(id) || implicitTypes.has(relation.type)) written.push(relationXml(id, relation, pictures))
    }
    entries[part.name] = encoder.encode(writeXml(part.root))
    overrides.push(`<Override PartName="/${part.name}" ContentType="${part.rule.contentType}"/>`)
    const at = part.name.lastIndexOf('/')
    if (written.length > 0) entries[`${part.name.slice(0, at)}/_rels${part.name.slice(at)}.rels`] = encoder.encode(relationsXml(written))
  }
  Object.assign(entries, pictures.entries)
  const rootType = main?.relations.some(({ typeUri }) => typeUri.startsWith('http://purl.oclc.org')) ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : officeRelations
  const defaults = [['rels', 'application/vnd.openxmlformats-package.relationships+xml'], ['xml', 'application/xml'], ...pictures.types]
  return {
    '[Content_Types].xml': encoder.encode(`${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`).join('')}${overrides.join('')}</Types>`),
    '_rels/.rels': encoder.encode(relationsXml([`<Relationship Id="rId1" Type="${rootType}/officeDocument" Target="${main?.name ?? ''}"/>`])),
    ...entries,
  }
}

function usedIds(part: PackagePart): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const element of elementsOf(part.root)) {
    for (const [name, value] of Object.entries(element.attributes)) if (name.includes(':') && localName(name) !== name && /^rId\d+$/.test(value)) ids.add(value)
  }
  return ids
}

const relationsXml = (relations: readonly string[]): string => `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`

function relationXml(id: string, { typeUri, to }: Relation, pictures: Pictures): string {
  const target = to.kind === 'part' ? `/${to.part.name}` : to.kind === 'picture' ? `/${pictures.nameOf(to.source)}` : to.target.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<Relationship Id="${id}" Type="${typeUri}" Target="${target}"${to.kind === 'link' ? ' TargetMode="External"' : ''}/>`
}
