import { AppError } from '../../../../support/errors.ts'
import { EmbeddedFiles } from '../../ooxml/embedded-files.ts'
import { PageText } from '../../page-text.ts'
import { toPages, type PageDraft, type ParseContext, type ParsedDocument } from '../../parsed-document.ts'
import { maxSlides } from '../slide-limits.ts'
import { slideText } from '../slide-text.ts'
import { slideWarnings } from '../slide-warnings.ts'
import { readPptComments } from './ppt-comments.ts'
import { addPptObjects } from './ppt-objects.ts'
import { openPpt, type PptFile } from './ppt-file.ts'
import { childOf, childrenOf, numberIn, types, type PptRecord } from './ppt-records.ts'
import { readShapes } from './ppt-shapes.ts'
import { headersFootersOf, noFields, notesKind, textsIn, type PptText } from './ppt-text.ts'

interface ListedSlide { readonly id: number; readonly record: PptRecord | null; readonly outline: readonly PptText[] }

/** Which of a document's lists of slides is meant, by their instance ([MS-PPT] 2.4.14). */
const lists = { slides: 0, notes: 2 }
/** A slide's flag that leaves it out when presenting ([MS-PPT] 2.6.6). */
const hiddenBit = 0x04

/**
 * A presentation of PowerPoint 97 to 2003 ([MS-PPT]), one page for each slide: its shapes in the order they are read, then
 * its notes and comments. Errors: those of {@link openPpt}, `document-too-many-pages`.
 */
export function parsePpt(bytes: Uint8Array, { onPages, children, password }: Pick<ParseContext, 'onPages' | 'children' | 'password'>): ParsedDocument {
  const file = openPpt(bytes, password)
  const slides = withLoose(file, readList(file, lists.slides))
  if (slides.length > maxSlides) throw new AppError('document-too-many-pages', { limit: maxSlides })
  const notes = readNotes(file)
  const settings = childOf(file.document, types.documentAtom)
  const firstNumber = settings === null ? 1 : (numberIn(settings, 32, 2) ?? 1)
  const common = [...childrenOf(file.document)].find(({ type, instance }) => type === types.headersFooters && instance === 3) ?? null
  const seen = { hidden: 0, unreadPictures: 0, objects: 0, unreadCharts: 0, missing: 0 }
  const drafts = slides.map(({ id, record, outline }, index): PageDraft => {
    const page = new PageText()
    if (record === null) seen.missing++
    if (record !== null && isHidden(record)) seen.hidden++
    const footers = headersFootersOf((record === null ? null : childOf(record, types.headersFooters)) ?? common)
    const { shapes } = record === null ? { shapes: outline.map(({ text }) => ({ placeholder: null, box: null, content: [{ kind: 'text' as const, text, tight: false }] })) } : readShapes(record, { outline, fields: { ...footers, slideNumber: String(firstNumber + index) } })
    const found = slideText(page, shapes, null)
    // A footer that the master shows has no shape on the slide.
    if (!shapes.some(({ content }) => content.some((item) => item.kind === 'text' && item.text.includes(footers.footer)))) page.block(footers.footer)
    page.block(notes.get(id) ?? '', { place: 'Notes' })
    for (const comment of record === null ? [] : readPptComments(record)) page.block(comment, { place: 'Comment' })
    if (found.pictures > 0) seen.unreadPictures++
    seen.objects += found.objects
    onPages(index + 1, slides.length)
    return {
      ...page.draft('markup'),
      ...(firstNumber === 1 ? {} : { label: `Slide ${firstNumber + index}` }),
      ...(record === null ? { coverage: 'failed' as const } : found.pictures > 0 && !found.hasText ? { coverage: 'partly' as const } : {}),
    }
  })
  const files = new EmbeddedFiles(children)
  seen.objects = Math.max(0, seen.objects - addPptObjects(file, files))
  return { mediaType: 'presentation', pages: toPages(drafts.length > 0 ? drafts : [{ text: '', method: 'none' }]), warnings: [...slideWarnings(seen), ...files.warnings()], children: children.files, language: null, thread: null }
}

/** A file whose directory leads to no slide at all still holds them: in their order, where as many lie in it as are listed. */
function withLoose(file: PptFile, slides: readonly ListedSlide[]): readonly ListedSlide[] {
  if (slides.some(({ record }) => record !== null)) return slides
  const loose = file.loose()
  if (slides.length === 0) return loose.map((record) => ({ id: 0, record, outline: [] }))
  return loose.length === slides.length ? slides.map((slide, i) => ({ ...slide, record: loose[i] ?? null })) : slides
}

/** Slides in their order, each with the texts that the outline keeps for it. */
function readList(file: PptFile, which: number): ListedSlide[] {
  const list = [...childrenOf(file.document)].find(({ type, instance }) => type === types.slideList && instance === which)
  if (list === undefined) return []
  const slides: { persist: PptRecord; texts: PptRecord[] }[] = []
  for (const record of childrenOf(list)) {
    if (record.type === types.slidePersist) slides.push({ persist: record, texts: [] })
    else slides.at(-1)?.texts.push(record)
  }
  return slides.map(({ persist, texts }) => {
    const record = file.object(numberIn(persist, 0, 4) ?? 0)
    return { id: numberIn(persist, 12, 4) ?? 0, record: record?.type === (which === lists.notes ? types.notes : types.slide) ? record : null, outline: textsIn(texts, noFields) }
  })
}

/** What the notes say, by the number of their slide, without the slide's picture, its number and the page's header. */
function readNotes(file: PptFile): ReadonlyMap<number, string> {
  const texts = new Map<number, string>()
  for (const { record, outline } of readList(file, lists.notes)) {
    const atom = record === null ? null : childOf(record, types.notesAtom)
    const slide = atom === null ? null : numberIn(atom, 0, 4)
    if (record === null || slide === null) continue
    const { shapes, kinds } = readShapes(record, { outline, fields: noFields })
    const own = shapes.filter(({ placeholder }, i) => placeholder === null && (kinds[i] === notesKind || kinds[i] === null || shapes.length === 1))
    texts.set(slide, own.flatMap(({ content }) => content.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).join('\n'))
  }
  return texts
}

function isHidden(slide: PptRecord): boolean {
  const info = childOf(slide, types.slideShowInfo)
  return info !== null && ((numberIn(info, 10, 2) ?? 0) & hiddenBit) !== 0
}
