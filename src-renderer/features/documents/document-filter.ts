import { doubtfulCoverages, pageCoverageSchema, unreadCoverages, type CallParams, type Document, type MediaType, type PageCoverage } from '../../../src-preload/contract/index.ts'

export type DocumentSort = NonNullable<CallParams<'documents.query'>['sort']>
type StateFilter = 'reading' | 'done' | 'failed'

/** Pages that an answer did not see, or whose text is in doubt. */
export const gapCoverages: readonly PageCoverage[] = [...unreadCoverages, ...doubtfulCoverages]
/** The order in which states of pages are named. */
export const coverageOrder: readonly PageCoverage[] = pageCoverageSchema.options

/** Documents that belong to one: what is inside it, what says nearly the same, its conversation. `name` is that document's. */
export interface Relation { readonly kind: 'inside' | 'similar' | 'thread'; readonly id: string; readonly name: string }

/** What the list shows, and in which order. */
export interface DocumentFilter {
  readonly name: string
  readonly state: StateFilter | null
  readonly coverages: readonly PageCoverage[]
  readonly mediaTypes: readonly MediaType[]
  readonly relation: Relation | null
  readonly withSuperseded: boolean
  readonly sort: DocumentSort
  readonly descending: boolean
}

export const everything: DocumentFilter = { name: '', state: null, coverages: [], mediaTypes: [], relation: null, withSuperseded: false, sort: 'added', descending: true }

/** Whether any document may be left out by it. */
export function narrows(filter: DocumentFilter): boolean {
  return filter.name.trim() !== '' || filter.state !== null || filter.coverages.length > 0 || filter.mediaTypes.length > 0 || filter.relation !== null
}

/** The call's own form of a filter. */
export function queryOf(matterId: string, filter: DocumentFilter, offset: number, limit: number): CallParams<'documents.query'> {
  const { relation } = filter
  return {
    matterId, offset, limit, name: filter.name.trim(), states: filter.state === null ? [] : [filter.state], coverages: [...filter.coverages], mediaTypes: [...filter.mediaTypes],
    parentId: relation?.kind === 'inside' ? relation.id : null, similarGroup: relation?.kind === 'similar' ? relation.id : null, thread: relation?.kind === 'thread' ? relation.id : null,
    withSuperseded: filter.withSuperseded, sort: filter.sort, descending: filter.descending,
  }
}

/** The four quick views over a filter. */
export type QuickView = 'all' | 'gaps' | 'failed' | 'reading'
export const quickViews: readonly QuickView[] = ['all', 'gaps', 'failed', 'reading']

const sameCoverages = (a: readonly PageCoverage[], b: readonly PageCoverage[]): boolean => a.length === b.length && a.every((each) => b.includes(each))

/** Which quick view a filter is; a narrower choice of pages still counts as all. */
export function quickViewOf(filter: DocumentFilter): QuickView {
  if (filter.state === 'failed' || filter.state === 'reading') return filter.state
  return sameCoverages(filter.coverages, gapCoverages) ? 'gaps' : 'all'
}

export function withQuickView(filter: DocumentFilter, view: QuickView): DocumentFilter {
  return { ...filter, state: view === 'failed' || view === 'reading' ? view : null, coverages: view === 'gaps' ? gapCoverages : [] }
}

/** A column clicked again turns its order round. Texts begin with A, numbers and dates with the largest. */
export function withSort(filter: DocumentFilter, sort: DocumentSort): DocumentFilter {
  if (filter.sort === sort) return { ...filter, descending: !filter.descending }
  return { ...filter, sort, descending: sort !== 'name' && sort !== 'kind' }
}

export function gapCount(document: Pick<Document, 'coverage'>): number {
  return gapCoverages.reduce((sum, kind) => sum + document.coverage[kind], 0)
}

/** How many pages are in each state, those with none left out. */
export function coverageParts(coverage: Document['coverage']): { readonly kind: PageCoverage; readonly pages: number }[] {
  return coverageOrder.flatMap((kind) => (coverage[kind] > 0 ? [{ kind, pages: coverage[kind] }] : []))
}
