import { posix } from 'node:path'
import { readXmlPart, type PartSource } from '../read-xml-part.ts'

/** What an embedded object shows: a formula as its characters, or a chart with its titles and the values that it keeps. */
export type EmbeddedObject =
  | { readonly kind: 'formula'; readonly text: string }
  | { readonly kind: 'chart'; readonly titles: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Reads an object from its folder in the package ("./Object 1"); null when it is of another kind, or not there. */
export function readObject(parts: PartSource, href: string): EmbeddedObject | null {
  const folder = posix.normalize(href.replace(/^\.\/|\/+$/g, ''))
  if (folder === '' || folder.startsWith('..') || folder.includes(':')) return null
  const path: string[] = []
  const titles: string[] = []
  const rows: string[][] = []
  let formula = ''
  let isFormula = false
  let isChart = false
  let line: string | null = null
  let cell = ''
  const found = readXmlPart(parts, `${folder}/content.xml`, {
    open(name, attributes) {
      path.push(name)
      isFormula ||= name === 'math'
      isChart ||= name === 'chart'
      if (name === 'table-row') rows.push([])
      else if (name === 'table-cell') cell = attributes['value'] ?? ''
      else if (name === 'p') line = ''
    },
    text(text) {
      if (line !== null) line += text
      else if (isFormula && !path.includes('annotation')) formula += text.trim()
    },
    close(name) {
      path.pop()
      if (name === 'p') {
        if (path.includes('table-cell')) cell = line ?? ''
        else if (line !== null && line.trim() !== '') titles.push(line.trim())
        line = null
      } else if (name === 'table-cell') rows.at(-1)?.push(cell)
    },
  })
  if (!found) return null
  if (isFormula) return { kind: 'formula', text: formula }
  return isChart ? { kind: 'chart', titles, rows: rows.filter((cells) => cells.some((text) => text !== '')) } : null
}
