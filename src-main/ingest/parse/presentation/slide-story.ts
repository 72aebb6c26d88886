import type { XmlEvents } from '../read-xml-part.ts'
import type { ShapeContent, SlideShape } from './slide-shape.ts'

const shapeElements = new Set(['sp', 'cxnSp', 'pic', 'graphicFrame', 'grpSp', 'contentPart'])
/** More shapes than any program draws. */
const maxShapes = 20_000

interface Paragraph { text: string; level: number; bullet: 'none' | 'dot' | 'number' }

/**
 * Reads the shapes of a slide, a layout or a notes page (PresentationML and DrawingML, ECMA-376 part 1, § 19 and § 21.1).
 * What is inside a group belongs to the group. Content for old programs is left out.
 */
export class SlideStory implements XmlEvents {
  readonly shapes: SlideShape[] = []
  /** False when the slide is left out when presenting. */
  shown = true
  readonly #path: string[] = []
  readonly #numbers: number[] = []
  #shapeDepth = 0
  #skipDepth = 0
  #shape: SlideShape | null = null
  #paragraph: Paragraph | null = null
  #rows: string[][] | null = null
  #cell: string[] = []
  #lines = 0

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (this.#skipDepth > 0 || name === 'Fallback') this.#skipDepth++
    else if (name === 'sld') this.shown = attributes['show'] !== '0' && attributes['show'] !== 'false'
    else if (shapeElements.has(name)) this.#openShape()
    else if (this.#shape !== null) this.#openInShape(this.#shape, name, attributes, parent)
  }

  close(name: string): void {
    this.#path.pop()
    if (this.#skipDepth > 0) this.#skipDepth--
    else if (shapeElements.has(name)) this.#shape = --this.#shapeDepth === 0 ? null : this.#shape
    else if (name === 'p') this.#endParagraph()
    else if (name === 'tc') this.#rows?.at(-1)?.push(this.#cell.splice(0).join(' '))
    else if (name === 'tbl' && this.#rows !== null) {
      this.#add({ kind: 'table', rows: this.#rows })
      this.#rows = null
    }
  }

  text(text: string): void {
    if (this.#skipDepth === 0 && this.#path.at(-1) === 't' && this.#paragraph !== null) this.#paragraph.text += text
  }

  #openShape(): void {
    this.#lines = 0
    this.#numbers.length = 0
    if (this.#shapeDepth++ > 0 || this.shapes.length >= maxShapes) return
    this.shapes.push(this.#shape = { placeholder: null, box: null, content: [] })
  }

  #openInShape(shape: SlideShape, name: string, attributes: Readonly<Record<string, string>>, parent: string | undefined): void {
    if (name === 'ph') shape.placeholder ??= { type: attributes['type'] ?? 'obj', index: attributes['idx'] ?? '' }
    else if (parent === 'xfrm') place(shape, name, attributes)
    else if (name === 'cNvPr' && parent === 'nvPicPr') this.#add({ kind: 'picture', description: attributes['descr'] ?? attributes['title'] ?? '' })
    else if (name === 'chart' && parent === 'graphicData') this.#add({ kind: 'chart', relation: attributes['id'] ?? '' })
    else if (name === 'relIds' && parent === 'graphicData') this.#add({ kind: 'diagram', relation: attributes['dm'] ?? '' })
    else if (name === 'oleObj') this.#add({ kind: 'object' })
    else if (name === 'tbl') this.#rows = []
    else if (name === 'tr') this.#rows?.push([])
    else if (name === 'p') this.#paragraph = { text: '', level: 0, bullet: 'none' }
    else if (this.#paragraph !== null) openInParagraph(this.#paragraph, name, attributes)
  }

  #endParagraph(): void {
    const paragraph = this.#paragraph
    this.#paragraph = null
    if (paragraph === null || paragraph.text.trim() === '') return
    if (this.#rows !== null) this.#cell.push(paragraph.text)
    else this.#add({ kind: 'text', text: this.#bullet(paragraph) + paragraph.text, tight: this.#lines++ > 0 })
  }

  /** Levels are shown by indenting; a level below the topmost is a list even where its sign comes from the layout. */
  #bullet({ level, bullet }: Paragraph): string {
    this.#numbers.length = Math.min(this.#numbers.length, level + 1)
    const indent = '  '.repeat(level)
    if (bullet !== 'number') {
      this.#numbers.length = Math.min(this.#numbers.length, level)
      return bullet === 'dot' || level > 0 ? `${indent}• ` : ''
    }
    const number = (this.#numbers[level] ?? 0) + 1
    this.#numbers[level] = number
    return `${indent}${number}. `
  }

  #add(content: ShapeContent): void {
    this.#shape?.content.push(content)
  }
}

function openInParagraph(paragraph: Paragraph, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === 'pPr') paragraph.level = Math.min(8, Math.max(0, Math.trunc(Number(attributes['lvl'] ?? 0)) || 0))
  else if (name === 'buChar') paragraph.bullet = 'dot'
  else if (name === 'buAutoNum') paragraph.bullet = 'number'
  else if (name === 'br') paragraph.text += '\n'
}

/** The first position inside a shape is its own; those of a group's members follow. */
function place(shape: SlideShape, name: string, attributes: Readonly<Record<string, string>>): void {
  const number = (key: string): number => Number(attributes[key]) || 0
  if (name === 'off') shape.box ??= { left: number('x'), top: number('y'), right: Number.NaN, bottom: Number.NaN }
  else if (name === 'ext' && shape.box !== null && Number.isNaN(shape.box.right)) {
    shape.box = { ...shape.box, right: shape.box.left + number('cx'), bottom: shape.box.top + number('cy') }
  }
}
