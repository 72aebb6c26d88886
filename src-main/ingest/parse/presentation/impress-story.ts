import type { ListCounters } from '../opendocument/list-counters.ts'
import { TextStory, type TextSink } from '../opendocument/text-story.ts'
import type { EmbeddedObject } from '../opendocument/read-object.ts'
import type { XmlEvents } from '../read-xml-part.ts'
import type { Box, ShapeContent, SlideShape } from './slide-shape.ts'

export interface ImpressSlide { readonly shapes: SlideShape[]; readonly notes: string[]; readonly comments: string[]; readonly hidden: boolean }

const shapeElements = new Set(['frame', 'custom-shape', 'rect', 'ellipse', 'circle', 'line', 'connector', 'polygon', 'polyline', 'path', 'regular-polygon', 'caption', 'g', 'measure', 'control'])
/** Presentation classes (ISO/IEC 26300-1, § 19.389) as PowerPoint calls them. */
const classes: Readonly<Record<string, string>> = { title: 'title', 'page-number': 'sldNum' }

/** Reads the pages of an OpenDocument presentation as slides: shapes with their places, notes, comments. */
export class ImpressStory implements XmlEvents {
  readonly slides: ImpressSlide[] = []
  readonly #text: TextStory
  readonly #objectOf: (href: string) => EmbeddedObject | null
  readonly #hiddenStyles: ReadonlySet<string>
  #shape: SlideShape | null = null
  #depth = 0
  #inNotes = false
  #isNoteText = false
  #isPicture = false
  #description: string | null = null

  constructor(lists: ListCounters, hiddenStyles: ReadonlySet<string>, objectOf: (href: string) => EmbeddedObject | null) {
    this.#text = new TextStory(this.#sink(), lists)
    this.#hiddenStyles = hiddenStyles
    this.#objectOf = objectOf
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'page') this.slides.push({ shapes: [], notes: [], comments: [], hidden: this.#hiddenStyles.has(attributes['style-name'] ?? '') })
    else if (name === 'notes') this.#inNotes = true
    else if (shapeElements.has(name)) this.#openShape(attributes)
    else if (name === 'image') this.#isPicture = true
    else if (name === 'desc' || (name === 'title' && this.#isPicture)) this.#description = ''
    this.#text.open(name, attributes)
  }

  text(text: string): void {
    if (this.#description !== null) this.#description += text
    else this.#text.text(text)
  }

  close(name: string): void {
    this.#text.close(name)
    if (name === 'notes') this.#inNotes = false
    else if (name === 'desc' || name === 'title') this.#endDescription()
    else if (shapeElements.has(name)) this.#closeShape()
  }

  #openShape(attributes: Readonly<Record<string, string>>): void {
    if (this.#depth++ > 0) return
    const type = attributes['class'] ?? null
    this.#isNoteText = this.#inNotes && (type === 'notes' || type === null)
    this.#shape = { placeholder: type === null ? null : { type: classes[type] ?? type, index: '' }, box: boxOf(attributes), content: [] }
    if (!this.#inNotes) this.slides.at(-1)?.shapes.push(this.#shape)
  }

  #closeShape(): void {
    const shape = this.#shape
    // Beside a table or a chart stands a picture of it, for programs that can show nothing else.
    if (this.#isPicture && shape !== null && !shape.content.some(({ kind }) => kind !== 'picture')) shape.content.push({ kind: 'picture', description: '' })
    this.#isPicture = false
    if (--this.#depth === 0) this.#shape = null
  }

  #endDescription(): void {
    const description = this.#description?.trim() ?? ''
    this.#description = null
    if (description !== '' && this.#isPicture) {
      this.#add({ kind: 'picture', description })
      this.#isPicture = false
    }
  }

  #add(content: ShapeContent): void {
    if (!this.#inNotes) this.#shape?.content.push(content)
    else if (this.#isNoteText && content.kind === 'text') this.slides.at(-1)?.notes.push(content.text)
  }

  #sink(): TextSink {
    const line = (text: string, listDepth: number): void => this.#add({ kind: 'text', text: '  '.repeat(Math.max(0, listDepth - 1)) + text, tight: this.#shape?.content.at(-1)?.kind === 'text' })
    return {
      heading: (_, text) => line(text, 0),
      paragraph: line,
      table: (rows) => this.#add({ kind: 'table', rows }),
      note: (name, text) => { this.slides.at(-1)?.comments.push(`${name}: ${text}`) },
      object: (href) => {
        const object = this.#objectOf(href)
        if (object?.kind === 'formula') line(object.text, 0)
        else if (object?.kind === 'chart') {
          line(['Chart', ...object.titles].join(' · '), 0)
          this.#add({ kind: 'table', rows: object.rows })
        } else this.#add({ kind: 'object' })
        return ''
      },
    }
  }
}

/** Positions come in any unit, but in the same one throughout a file: "2.5cm". */
function boxOf({ x, y, width, height }: Readonly<Record<string, string>>): Box | null {
  if (x === undefined || y === undefined) return null
  const [left, top] = [Number.parseFloat(x), Number.parseFloat(y)]
  const box = { left, top, right: left + (Number.parseFloat(width ?? '') || 0), bottom: top + (Number.parseFloat(height ?? '') || 0) }
  return Object.values(box).every(Number.isFinite) ? box : null
}
