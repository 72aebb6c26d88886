import { posix } from 'node:path'
import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** The parts of a Word document by what they are for (ECMA-376 part 1, § 11.3). */
export interface WordParts {
  readonly document: string
  readonly styles: string | null
  readonly numbering: string | null
  readonly footnotes: string | null
  readonly endnotes: string | null
  readonly comments: string | null
  /** Headers and footers, in the order they are declared. */
  readonly margins: readonly string[]
}

/** Follows the package's relationships, since part names are the writer's choice. Falls back to the usual names. */
export function findWordParts(archive: ZipArchive): WordParts | null {
  const root = relationships(archive, '_rels/.rels', '')
  const document = root.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml'
  if (!archive.has(document)) return null
  const folder = posix.dirname(document)
  const related = relationships(archive, posix.join(folder, '_rels', `${posix.basename(document)}.rels`), folder)
  const one = (type: string): string | null => related.find((relation) => relation.type === type)?.target ?? null
  return {
    document,
    styles: one('styles'),
    numbering: one('numbering'),
    footnotes: one('footnotes'),
    endnotes: one('endnotes'),
    comments: one('comments'),
    margins: related.filter(({ type }) => type === 'header' || type === 'footer').map(({ target }) => target).toSorted(),
  }
}

interface Relation { readonly type: string; readonly target: string }

function relationships(archive: ZipArchive, part: string, folder: string): Relation[] {
  const found: Relation[] = []
  readXmlPart(archive, part, {
    open(name, { Type: type = '', Target: target = '', TargetMode: mode }) {
      // External targets are addresses on a network or disk; nothing is ever fetched from there.
      if (name !== 'Relationship' || mode === 'External') return
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      found.push({ type: type.slice(type.lastIndexOf('/') + 1), target: path })
    },
    close() {},
  })
  return found
}
