import type { Category, Finding, MaskAction, Preview } from '../../../src-preload/contract/index.ts'

/** A finding with where it stands; `key` names the place in the text, which outlives a revision, unlike the finding's id. */
export interface PlacedFinding { readonly key: string; readonly partId: string; readonly partLabel: string; readonly text: string; readonly outgoing: string; readonly finding: Finding }

export type FindingFilter = { readonly kind: 'all' } | { readonly kind: 'action'; readonly action: MaskAction } | { readonly kind: 'category'; readonly category: Category }

/** All places of one person or thing. */
export interface EntityGroup {
  readonly entity: string
  readonly category: Category
  /** The longest form: how it is called in the list. */
  readonly text: string
  readonly forms: number
  /** Null where its places are treated differently. */
  readonly action: MaskAction | null
  readonly places: readonly PlacedFinding[]
}

export function findingKey(partId: string, start: number): string {
  return `${partId}:${start}`
}

/** All findings in the order in which they are read. */
export function placedFindings(preview: Preview): PlacedFinding[] {
  return preview.parts.flatMap((part) => [...part.findings].sort((a, b) => a.start - b.start).map((finding) => ({
    key: findingKey(part.id, finding.start), partId: part.id, partLabel: part.label, finding,
    text: part.original.slice(finding.start, finding.end), outgoing: part.outgoing.slice(finding.outgoingStart, finding.outgoingEnd),
  })))
}

export function filterFindings(all: readonly PlacedFinding[], filter: FindingFilter): readonly PlacedFinding[] {
  if (filter.kind === 'all') return all
  return all.filter(({ finding }) => (filter.kind === 'action' ? finding.action === filter.action : finding.category === filter.category))
}

/** The finding after or before the current one among those shown, around the ends; from nowhere, the first or the last. */
export function neighbourFinding(all: readonly PlacedFinding[], shown: readonly PlacedFinding[], currentKey: string | null, step: 1 | -1): PlacedFinding | null {
  const at = shown.findIndex((each) => each.key === currentKey)
  if (at !== -1) return shown[(at + step + shown.length) % shown.length] ?? null
  const from = all.findIndex((each) => each.key === currentKey)
  const rest = step === 1 ? shown.find((each) => all.indexOf(each) > from) : shown.findLast((each) => all.indexOf(each) < from)
  return rest ?? (step === 1 ? shown[0] : shown.at(-1)) ?? null
}

/** One group for each person or thing, in the order of first mention. */
export function groupByEntity(findings: readonly PlacedFinding[]): EntityGroup[] {
  const groups = Map.groupBy(findings, ({ finding }) => finding.entity)
  return [...groups].flatMap(([entity, places]) => {
    const [first] = places
    if (first === undefined) return []
    const texts = new Set(places.map((place) => place.text))
    const text = [...texts].reduce((longest, each) => (each.length > longest.length ? each : longest), first.text)
    const { action } = first.finding
    return [{ entity, category: first.finding.category, text, forms: texts.size, action: places.every((place) => place.finding.action === action) ? action : null, places }]
  })
}

export function countBy<K extends string>(findings: readonly PlacedFinding[], key: (finding: Finding) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>()
  for (const { finding } of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1)
  return counts
}
