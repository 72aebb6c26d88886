import { posix } from 'node:path'
import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

export interface Relation { readonly id: string; readonly type: string; readonly target: string }

/** What a part of an Office package refers to (ECMA-376 part 2, § 9); '' is the package itself. Targets are part names. */
export function relationsOf(archive: ZipArchive, part: string): Relation[] {
  const folder = part === '' ? '' : posix.dirname(part)
  return allRelations(archive, part).filter(({ isExternal }) => !isExternal).map(({ id, type, target }) => (
    { id, type, target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target) }
  ))
}

/** The addresses to which the links of a part lead, by their ids; nothing is ever fetched from there. */
export function linkTargets(archive: ZipArchive, part: string): Map<string, string> {
  return new Map(allRelations(archive, part).filter(({ isExternal, type }) => isExternal && type === 'hyperlink').map(({ id, target }) => [id, target]))
}

function allRelations(archive: ZipArchive, part: string): (Relation & { readonly isExternal: boolean })[] {
  const folder = part === '' ? '' : posix.dirname(part)
  const found: (Relation & { readonly isExternal: boolean })[] = []
  readXmlPart(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name === 'Relationship') found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target, isExternal: mode === 'External' })
    },
    close() {},
  })
  return found
}

/** The part that a package is about: the document, workbook or presentation. Null when there is none. */
export function mainPart(archive: ZipArchive, usual: string): string | null {
  const part = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? usual
  return archive.has(part) ? part : archive.has(usual) ? usual : null
}
