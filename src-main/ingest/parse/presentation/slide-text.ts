import { chartHeading, readChart } from '../ooxml/read-chart.ts'
import { readDrawingText } from '../ooxml/read-drawing-text.ts'
import type { PageText } from '../page-text.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { readingOrder } from './reading-order.ts'
import { isTitle, type ShapeContent, type SlideShape } from './slide-shape.ts'

/** What a slide's references lead to. */
export interface SlideParts { readonly archive: ZipArchive; readonly partOf: (relation: string) => string | null }

export interface SlideFindings { hasText: boolean; pictures: number; objects: number; unreadCharts: number }

/** Writes a slide onto its page: the title first, as a heading, then everything else in the order it is read. */
export function slideText(page: PageText, shapes: readonly SlideShape[], parts: SlideParts | null): SlideFindings {
  const found: SlideFindings = { hasText: false, pictures: 0, objects: 0, unreadCharts: 0 }
  // Page numbers are the only text on a slide that says nothing of it.
  const told = shapes.filter(({ placeholder, content }) => placeholder?.type !== 'sldNum' && content.length > 0)
  for (const { content } of told.filter(isTitle)) {
    page.heading(1, content.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join(' '))
    for (const item of content) if (item.kind !== 'text') write(page, item, parts, found)
  }
  for (const { content } of readingOrder(told.filter((shape) => !isTitle(shape)))) {
    for (const item of content) write(page, item, parts, found)
  }
  found.hasText ||= told.some(({ content }) => content.some((item) => item.kind === 'text'))
  return found
}

function write(page: PageText, item: ShapeContent, parts: SlideParts | null, found: SlideFindings): void {
  if (item.kind === 'text') page.block(item.text, { tight: item.tight })
  else if (item.kind === 'table') {
    page.table(item.rows)
    found.hasText = true
  } else if (item.kind === 'picture') {
    found.pictures++
    if (item.description.trim() !== '') page.block(`Picture: ${item.description}`, { place: 'Picture description' })
  } else if (item.kind === 'object') found.objects++
  else if (item.kind === 'chart') {
    const part = parts?.partOf(item.relation) ?? null
    const chart = part === null || parts === null ? null : readChart(parts.archive, part)
    if (chart === null) found.unreadCharts++
    else {
      page.block(chartHeading(chart))
      page.table(chart.rows)
      found.hasText = true
    }
  } else {
    const part = parts?.partOf(item.relation) ?? null
    const lines = part === null || parts === null ? [] : readDrawingText(parts.archive, part)
    if (part === null || parts?.archive.has(part) !== true) found.unreadCharts++
    else if (lines.length > 0) {
      page.block(lines.join('\n'))
      found.hasText = true
    }
  }
}
