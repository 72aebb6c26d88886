import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'
import { isOn } from './word-tables.ts'
import type { List, ListLevel } from './word-numbering.ts'

/** `link`: the style whose list stands for this one; `style`: the style for which this one stands. */
interface Abstract { readonly levels: Map<number, ListLevel>; link: string | null; style: string | null }

/** The lists of a numbering part by their ids (ECMA-376 part 1, § 17.9); none when there is no such part. */
export function readWordLists(archive: ZipArchive, part: string | null): Map<string, List> {
  const abstracts = new Map<string, Abstract>()
  const lists = new Map<string, List>()
  if (part === null) return lists
  let abstract: Abstract | null = null
  let level: ListLevel | null = null
  let listId = ''
  let override: number | null = null
  readXmlPart(archive, part, {
    open(name, attributes) {
      const value = attributes['val'] ?? ''
      if (name === 'abstractNum') abstracts.set(attributes['abstractNumId'] ?? '', abstract = { levels: new Map(), link: null, style: null })
      else if (name === 'num') listId = attributes['numId'] ?? ''
      else if (name === 'abstractNumId') lists.set(listId, { abstractId: value, levels: levelsOf(abstracts, value), restarts: new Map() })
      else if (name === 'numStyleLink' && abstract !== null) abstract.link = value
      else if (name === 'styleLink' && abstract !== null) abstract.style = value
      else if (name === 'lvlOverride') override = Number(attributes['ilvl'])
      else if (name === 'startOverride') lists.get(listId)?.restarts?.set(override ?? 0, Number(value))
      else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', template: '' }
        const target = override === null ? abstract?.levels : lists.get(listId)?.levels
        target?.set(Number(attributes['ilvl']), level)
      }
      else if (level === null) return
      else if (name === 'start') level.start = Number(value)
      else if (name === 'numFmt') level.format = value
      else if (name === 'lvlText') level.template = value
      else if (name === 'pStyle') level.style = value
      else if (name === 'isLgl') level.isLegal = isOn(attributes['val'])
    },
    close(name) {
      if (name === 'lvl') level = null
      if (name === 'lvlOverride') override = null
      if (name === 'abstractNum') abstract = null
    },
  })
  return lists
}

/** The levels of a list, or of the one that its style names. */
function levelsOf(abstracts: ReadonlyMap<string, Abstract>, id: string): Map<number, ListLevel> {
  const own = abstracts.get(id)
  const link = own?.link ?? null
  const linked = link === null ? undefined : [...abstracts.values()].find(({ style }) => style === link)
  return new Map((linked ?? own)?.levels)
}
