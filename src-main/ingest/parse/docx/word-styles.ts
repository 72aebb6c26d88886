import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { isOn } from './word-tables.ts'

/** What a style says about structure: its outline level (1 topmost), the list it numbers, and whether its text is hidden. */
export interface WordStyle {
  readonly headingLevel: number | null
  readonly listId: string | null
  readonly listLevel: number | null
  readonly isHidden: boolean
}

interface RawStyle { name: string; basedOn: string | null; outline: number | null; listId: string | null; listLevel: number | null; isHidden: boolean | null; readonly isOfParagraphs: boolean }

const none: WordStyle = { headingLevel: null, listId: null, listLevel: null, isHidden: false }

/** Styles of paragraphs and characters by id with what they inherit; ids are localised (`berschrift1`), names are not (`heading 1`). */
export function readWordStyles(archive: ZipArchive, part: string | null): (styleId: string) => WordStyle {
  const raw = part === null ? new Map<string, RawStyle>() : readRawStyles(archive, part)
  const resolved = new Map<string, WordStyle>()
  return (styleId) => {
    const known = resolved.get(styleId)
    if (known !== undefined) return known
    const style = resolve(raw, styleId)
    resolved.set(styleId, style)
    return style
  }
}

function resolve(raw: ReadonlyMap<string, RawStyle>, styleId: string): WordStyle {
  let style = none
  let id: string | null = styleId
  let hidden: boolean | null = null
  // A chain that bites its own tail ends after 20 steps; Word itself allows about ten.
  for (let step = 0; id !== null && step < 20; step++) {
    const own = raw.get(id)
    if (own === undefined) break
    hidden ??= own.isHidden
    style = {
      headingLevel: style.headingLevel ?? levelOf(own),
      listId: style.listId ?? own.listId,
      listLevel: style.listLevel ?? own.listLevel,
      isHidden: hidden ?? false,
    }
    id = own.basedOn
  }
  return style
}

function levelOf(style: RawStyle): number | null {
  if (!style.isOfParagraphs) return null
  const named = /^heading ([1-9])$/i.exec(style.name)?.[1]
  if (named !== undefined) return Number(named)
  if (/^title$/i.test(style.name)) return 1
  return style.outline !== null && style.outline < 9 ? style.outline + 1 : null
}

function readRawStyles(archive: ZipArchive, part: string): Map<string, RawStyle> {
  const styles = new Map<string, RawStyle>()
  let current: RawStyle | null = null
  readXmlPart(archive, part, {
    open(name, attributes) {
      if (name === 'style' && (attributes['type'] === 'paragraph' || attributes['type'] === 'character')) {
        current = { name: '', basedOn: null, outline: null, listId: null, listLevel: null, isHidden: null, isOfParagraphs: attributes['type'] === 'paragraph' }
        styles.set(attributes['styleId'] ?? '', current)
      }
      if (current === null) return
      const value = attributes['val'] ?? ''
      if (name === 'name') current.name = value
      if (name === 'basedOn') current.basedOn = value
      if (name === 'outlineLvl') current.outline = Number(value)
      if (name === 'numId') current.listId = value
      if (name === 'ilvl') current.listLevel = Number(value)
      if (name === 'vanish') current.isHidden = isOn(attributes['val'])
    },
    close(name) { if (name === 'style') current = null },
  })
  return styles
}
