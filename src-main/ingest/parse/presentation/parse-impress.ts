import { AppError } from '../../../support/errors.ts'
import { ListCounters } from '../opendocument/list-counters.ts'
import { ListStyles } from '../opendocument/list-styles.ts'
import type { OpenDocumentPackage } from '../opendocument/open-package.ts'
import { readObject } from '../opendocument/read-object.ts'
import { within } from '../opendocument/within.ts'
import { PageText } from '../page-text.ts'
import { toPages, type PageDraft, type ParsedDocument } from '../parsed-document.ts'
import { readXmlPart, type PartSource } from '../read-xml-part.ts'
import { ImpressStory, type ImpressSlide } from './impress-story.ts'
import { maxSlides } from './slide-limits.ts'
import { slideText } from './slide-text.ts'
import { slideWarnings } from './slide-warnings.ts'

/** An OpenDocument presentation, one page for each slide: its shapes in the order they are read, then notes and comments. */
export function parseImpress({ parts }: OpenDocumentPackage): ParsedDocument {
  const styles = new ListStyles()
  for (const part of ['styles.xml', 'content.xml']) readXmlPart(parts, part, styles)
  const story = new ImpressStory(new ListCounters(styles), hiddenStyles(parts), (href) => readObject(parts, href))
  readXmlPart(parts, 'content.xml', within(['presentation', 'drawing'], story))
  const { slides } = story
  if (slides.length > maxSlides) throw new AppError('document-too-many-pages', { limit: maxSlides })
  const counts = { hidden: slides.filter(({ hidden }) => hidden).length, unreadPictures: 0, objects: 0, unreadCharts: 0, missing: 0 }
  const drafts = slides.map((slide) => {
    const { draft, pictures, objects } = pageOf(slide)
    if (pictures > 0) counts.unreadPictures++
    counts.objects += objects
    return draft
  })
  return { mediaType: 'presentation', pages: toPages(drafts.length > 0 ? drafts : [{ text: '', method: 'none' }]), warnings: slideWarnings(counts), children: [], language: null, thread: null }
}

function pageOf({ shapes, notes, comments }: ImpressSlide): { draft: PageDraft; pictures: number; objects: number } {
  const page = new PageText()
  const { hasText, pictures, objects } = slideText(page, shapes, null)
  page.block(notes.join('\n'), { place: 'Notes' })
  for (const comment of comments) page.block(comment, { place: 'Comment' })
  return { draft: { ...page.draft('markup'), ...(pictures > 0 && !hasText ? { coverage: 'partly' } : {}) }, pictures, objects }
}

/** Styles of pages that are left out when presenting. */
function hiddenStyles(parts: PartSource): ReadonlySet<string> {
  const hidden = new Set<string>()
  let style = ''
  readXmlPart(parts, 'content.xml', {
    open(name, attributes) {
      if (name === 'style') style = attributes['name'] ?? ''
      else if (name === 'drawing-page-properties' && attributes['visibility'] === 'hidden') hidden.add(style)
    },
    close() {},
  })
  return hidden
}
