import { relationsOf } from '../ooxml/relationships.ts'
import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'
import type { Box, SlideShape } from './slide-shape.ts'
import { SlideStory } from './slide-story.ts'

/** Where layouts put the placeholders that a slide does not place itself: the slide's layout first, then the layout's master. */
export class SlideLayouts {
  readonly #archive: ZipArchive
  readonly #known = new Map<string, readonly SlideShape[]>()

  constructor(archive: ZipArchive) {
    this.#archive = archive
  }

  /** Gives each placeholder without a position that of its layout. */
  place(shapes: readonly SlideShape[], layout: string | undefined): void {
    if (layout === undefined) return
    const master = relationsOf(this.#archive, layout).find(({ type }) => type === 'slideMaster')?.target
    for (const shape of shapes) {
      if (shape.box === null && shape.placeholder !== null) shape.box = boxIn(this.#shapesOf(layout), shape) ?? boxIn(this.#shapesOf(master), shape)
    }
  }

  #shapesOf(part: string | undefined): readonly SlideShape[] {
    if (part === undefined) return []
    const known = this.#known.get(part)
    if (known !== undefined) return known
    const story = new SlideStory()
    readXmlPart(this.#archive, part, story)
    this.#known.set(part, story.shapes)
    return story.shapes
  }
}

/** Placeholders match by index, else by type; a centred title and a title are the same, and so are an object and a body. */
function boxIn(shapes: readonly SlideShape[], { placeholder }: SlideShape): Box | null {
  if (placeholder === null) return null
  const family = (type: string): string => (type === 'ctrTitle' ? 'title' : type === 'obj' ? 'body' : type)
  const byIndex = placeholder.index === '' ? undefined : shapes.find((shape) => shape.placeholder?.index === placeholder.index)
  return (byIndex ?? shapes.find((shape) => shape.placeholder !== null && family(shape.placeholder.type) === family(placeholder.type)))?.box ?? null
}
