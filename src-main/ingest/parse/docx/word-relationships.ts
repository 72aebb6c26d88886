import { mainPart, relationsOf } from '../ooxml/relationships.ts'
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
  const document = mainPart(archive, 'word/document.xml')
  if (document === null) return null
  const related = relationsOf(archive, document)
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
