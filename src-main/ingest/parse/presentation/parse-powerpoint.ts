import { AppError } from '../../../support/errors.ts'
import { EmbeddedFiles } from '../ooxml/embedded-files.ts'
import { EmbeddedParts } from '../ooxml/embedded-parts.ts'
import { numberedParts } from '../ooxml/numbered-parts.ts'
import { mainPart, relationsOf } from '../ooxml/relationships.ts'
import { PageText } from '../page-text.ts'
import { toPages, type PageDraft, type ParseContext, type ParsedDocument } from '../parsed-document.ts'
import { readXmlPart } from '../read-xml-part.ts'
import { tableLines } from '../table-lines.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { readCommentAuthors, readComments } from './slide-comments.ts'
import { maxSlides } from './slide-limits.ts'
import { slideText, type SlideParts } from './slide-text.ts'
import { SlideLayouts } from './slide-layouts.ts'
import { SlideStory } from './slide-story.ts'
import { slideWarnings } from './slide-warnings.ts'

/**
 * A PowerPoint presentation (ECMA-376 part 1, § 13), one page for each slide: its shapes in the order they are read, then
 * its notes and comments. Errors: `document-damaged`, `document-too-many-pages`, `document-too-deep`, `archive-expands-too-far`.
 */
export function parsePowerPoint(archive: ZipArchive, { onPages, children }: Pick<ParseContext, 'onPages' | 'children'>): ParsedDocument {
  const presentation = mainPart(archive, 'ppt/presentation.xml')
  // A damaged package may have lost the list of its slides, or what leads to them, but not the slides.
  const loose = numberedParts(archive, /^ppt\/slides\/slide(\d+)\.xml$/)
  if (presentation === null && loose.length === 0) throw new AppError('document-damaged')
  const list = presentation === null ? { parts: [], firstNumber: 1 } : readSlideList(archive, presentation)
  const { parts, firstNumber } = list.parts.length > 0 ? list : { ...list, parts: loose }
  if (parts.length > maxSlides) throw new AppError('document-too-many-pages', { limit: maxSlides })
  const authors = readCommentAuthors(archive, presentation ?? 'ppt/presentation.xml')
  const layouts = new SlideLayouts(archive)
  const files = new EmbeddedFiles(children)
  const embedded = new EmbeddedParts(archive, files)
  const seen = { hidden: 0, unreadPictures: 0, objects: 0, unreadCharts: 0, missing: 0 }
  const drafts = parts.map((part, index): PageDraft => {
    const story = new SlideStory()
    const page = new PageText()
    const isThere = readXmlPart(archive, part, story)
    if (!isThere) seen.missing++
    const related = relationsOf(archive, part)
    if (!story.shown) seen.hidden++
    layouts.place(story.shapes, related.find(({ type }) => type === 'slideLayout')?.target)
    const found = slideText(page, story.shapes, partsOf(archive, related))
    for (const { type, target } of related) {
      if (type === 'notesSlide') page.block(readNotes(archive, target), { place: 'Notes' })
    }
    for (const { type, target } of related) {
      if (type === 'comments') for (const comment of readComments(archive, target, authors)) page.block(comment, { place: 'Comment' })
    }
    if (found.pictures > 0) seen.unreadPictures++
    seen.objects += Math.max(0, found.objects - embedded.add(related))
    seen.unreadCharts += found.unreadCharts
    onPages(index + 1, parts.length)
    return {
      ...page.draft('markup'),
      ...(firstNumber === 1 ? {} : { label: `Slide ${firstNumber + index}` }),
      ...(!isThere ? { coverage: 'failed' as const } : found.pictures > 0 && !found.hasText ? { coverage: 'partly' as const } : {}),
    }
  })
  return { mediaType: 'presentation', pages: toPages(drafts.length > 0 ? drafts : [{ text: '', method: 'none' }]), warnings: [...slideWarnings(seen), ...files.warnings()], children: children.files, language: null, thread: null }
}

/** Slides in the order they are shown. Parts that the list does not name are not shown either. */
function readSlideList(archive: ZipArchive, presentation: string): { parts: string[]; firstNumber: number } {
  const related = relationsOf(archive, presentation).filter(({ type }) => type === 'slide')
  const listed: string[] = []
  let firstNumber = 1
  readXmlPart(archive, presentation, {
    open(name, attributes) {
      if (name === 'sldId') listed.push(attributes['id'] ?? '')
      if (name === 'presentation') firstNumber = Math.trunc(Number(attributes['firstSlideNum'] ?? 1)) || 0
    },
    close() {},
  })
  const parts = listed.flatMap((id) => related.find((relation) => relation.id === id)?.target ?? [])
  return { parts: parts.length > 0 ? parts : related.map(({ target }) => target), firstNumber }
}

function partsOf(archive: ZipArchive, related: ReturnType<typeof relationsOf>): SlideParts {
  return { archive, partOf: (id) => related.find((relation) => relation.id === id)?.target ?? null }
}

/** The text of a notes page without its picture of the slide, its page number and its header. */
function readNotes(archive: ZipArchive, part: string): string {
  const story = new SlideStory()
  readXmlPart(archive, part, story)
  const bodies = story.shapes.filter(({ placeholder }) => placeholder === null || placeholder.type === 'body' || placeholder.type === 'obj')
  return bodies.flatMap(({ content }) => content.flatMap((item) => (item.kind === 'text' ? [item.text] : item.kind === 'table' ? tableLines(item.rows).map(({ text }) => text) : []))).join('\n')
}
