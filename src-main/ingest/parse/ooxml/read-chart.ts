import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** More points than a person reads off a chart. */
const maxPoints = 5_000

export interface Chart {
  readonly title: string
  /** Names of the axes, in their order; axes without a name are left out. */
  readonly axes: readonly string[]
  /** The values kept in the chart: a header of series names, then a row for each category. */
  readonly rows: readonly (readonly string[])[]
}

interface Series { name: string; readonly categories: Map<number, string>; readonly values: Map<number, string> }

/** What a chart shows (ECMA-376 part 1, § 21.2): its titles, and the copy of the values that it keeps. Null when the part is missing. */
export function readChart(archive: ZipArchive, part: string): Chart | null {
  const path: string[] = []
  const series: Series[] = []
  const axes: string[] = []
  let title = ''
  let label: string | null = null
  let section: 'name' | 'categories' | 'values' | null = null
  let point = 0
  let text = ''
  const found = readXmlPart(archive, part, {
    open(name, attributes) {
      const parent = path.at(-1)
      path.push(name)
      if (name === 'ser') series.push({ name: '', categories: new Map(), values: new Map() })
      else if (name === 'title') label = ''
      else if (parent === 'ser') section = sectionOf(name)
      else if (name === 'pt') point = Number(attributes['idx'] ?? 0)
      if (name === 'v' || name === 't') text = ''
      if (name === 'p' && label !== null && label !== '') label += ' '
    },
    text(part) { text += part },
    close(name) {
      path.pop()
      const current = series.at(-1)
      if (name === 't' && label !== null) label += text
      else if (name === 'v' && label === null && current !== undefined && section !== null) {
        if (section === 'name') current.name = text.trim()
        else if (current[section].size < maxPoints) current[section].set(point, section === 'values' ? plainNumber(text) : text.trim())
      } else if (name === 'title' && label !== null) {
        if (path.at(-1) === 'chart') title = label.trim()
        else if (label.trim() !== '') axes.push(label.trim())
        label = null
      } else if (path.at(-1) === 'ser') section = null
    },
  })
  return found ? { title, axes, rows: rowsOf(series) } : null
}

function sectionOf(name: string): 'name' | 'categories' | 'values' | null {
  if (name === 'tx') return 'name'
  if (name === 'cat' || name === 'xVal') return 'categories'
  return name === 'val' || name === 'yVal' ? 'values' : null
}

/** Values are kept as binary fractions print: 8.1999999999999993 for 8.2. */
function plainNumber(text: string): string {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) ? text.trim() : String(Number(value.toPrecision(15)))
}

function rowsOf(series: readonly Series[]): string[][] {
  const points = new Map<number, string>()
  for (const { categories, values } of series) {
    for (const index of values.keys()) if (!points.has(index)) points.set(index, '')
    for (const [index, name] of categories) points.set(index, name)
  }
  if (points.size === 0) return []
  const rows = [...points].toSorted(([a], [b]) => a - b).map(([index, name]) => [name, ...series.map(({ values }) => values.get(index) ?? '')])
  return [['', ...series.map(({ name }) => name)], ...rows]
}

/** A chart's titles as one line; '' when it has none. */
export function chartHeading({ title, axes }: Chart): string {
  return [title === '' ? 'Chart' : `Chart: ${title}`, ...axes].join(' · ')
}
