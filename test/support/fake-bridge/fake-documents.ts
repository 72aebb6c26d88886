import { doubtfulCoverages, unreadCoverages, type AppEvent, type CallInput, type CallName, type CallResult, type CoverageGap, type Document, type Page, type PageCoverage } from '../../../src-preload/contract/index.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { newId, pause } from './pause.ts'
import { countsOf } from './sample-mixed.ts'
import { coveragesOf, samplePage, sampleWords } from './sample-pages.ts'
import type { World } from './scenarios.ts'

type Name = Extract<CallName, `documents.${string}` | `watch.${string}`>

const gapKinds: readonly PageCoverage[] = [...unreadCoverages, ...doubtfulCoverages]
const gapsOf = (document: Document): number => gapKinds.reduce((sum, kind) => sum + document.coverage[kind], 0)
const stateOf = (document: Document): 'reading' | 'done' | 'failed' => (document.state === 'committed' ? 'done' : document.state === 'failed' ? 'failed' : 'reading')
const compareText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

const orders: Readonly<Record<CallInput<'documents.query'>['sort'], (a: Document, b: Document) => number>> = {
  added: (a, b) => compareText(a.addedAt, b.addedAt),
  name: (a, b) => compareText(a.name, b.name),
  kind: (a, b) => compareText(a.mediaType ?? '', b.mediaType ?? ''),
  pages: (a, b) => a.pageCount - b.pageCount,
  size: (a, b) => a.bytes - b.bytes,
  gaps: (a, b) => gapsOf(a) - gapsOf(b),
}

/** Filters, sorts and pages as the main process does. */
function queryDocuments(documents: readonly Document[], query: CallInput<'documents.query'>): CallResult<'documents.query'> {
  const mine = documents.filter((each) => each.matterId === query.matterId && (query.withSuperseded || each.supersededBy === null))
  const wanted = query.name.trim().toLowerCase()
  const matching = mine.filter((each) => each.name.toLowerCase().includes(wanted)
    && (query.states.length === 0 || query.states.includes(stateOf(each)))
    && (query.coverages.length === 0 || query.coverages.some((coverage) => each.coverage[coverage] > 0))
    && (query.mediaTypes.length === 0 || (each.mediaType !== null && query.mediaTypes.includes(each.mediaType)))
    && (query.parentId === null || each.parentId === query.parentId)
    && (query.similarGroup === null || each.similarGroup === query.similarGroup)
    && (query.thread === null || each.thread === query.thread))
  const order = orders[query.sort]
  const sorted = matching.toSorted((a, b) => (query.descending ? -order(a, b) : order(a, b)) || compareText(a.id, b.id))
  return {
    total: matching.length, all: mine.length, failed: mine.filter((each) => each.state === 'failed').length, withGaps: mine.filter((each) => gapsOf(each) > 0).length,
    documents: sorted.slice(query.offset, query.offset + query.limit),
  }
}

/** Documents, their pages and the folders they come from, over a world in memory. */
export function fakeDocuments(world: World, emit: (event: AppEvent) => void, stepMs: number): Pick<FakeHandlers, Name> {
  const found = (id: string): Document => {
    const document = world.documents.find((each) => each.id === id)
    if (document === undefined) throw new Error('no such document')
    return document
  }
  const changed = (matterId: string): void => emit({ name: 'documents.changed', payload: { matterId } })
  const coverages = (document: Document): PageCoverage[] => world.coverages[document.id] ?? coveragesOf(document)
  const pageOf = (documentId: string, page: number): Page => world.typed[`${documentId}/${page}`] ?? samplePage(found(documentId), page, coverages(found(documentId))[page - 1] ?? 'empty')
  const setCoverages = (document: Document, next: PageCoverage[]): void => {
    world.coverages[document.id] = next
    world.documents = world.documents.map((each) => (each.id === document.id ? { ...each, coverage: countsOf(next) } : each))
    changed(document.matterId)
  }
  const gaps = (document: Document): CoverageGap[] => coverages(document).flatMap((coverage, index) => (gapKinds.includes(coverage)
    ? [{ documentId: document.id, documentName: document.name, page: index + 1, pageLabel: pageOf(document.id, index + 1).label, coverage, confidence: pageOf(document.id, index + 1).confidence }]
    : []))
  const setState = (documentIds: readonly string[], state: Document['state']): void => {
    world.documents = world.documents.map((each) => (documentIds.includes(each.id) ? { ...each, state, failure: null } : each))
  }
  return {
    'documents.list': ({ matterId }) => world.documents.filter((each) => each.matterId === matterId),
    'documents.query': (query) => queryDocuments(world.documents, query),
    'documents.add': ({ paths }) => ({ added: paths.length, unchanged: 0, replaced: 0, failed: 0 }),
    'documents.remove': ({ matterId, documentIds }) => {
      const gone = new Set(documentIds)
      for (const each of world.documents) if (each.parentId !== null && gone.has(each.parentId)) gone.add(each.id)
      const removed = world.documents.filter((each) => gone.has(each.id))
      world.documents = world.documents.filter((each) => !gone.has(each.id))
      const sum = (of: (each: Document) => number): number => removed.reduce((total, each) => total + of(each), 0)
      changed(matterId)
      return { documents: removed.length, pages: sum((each) => each.pageCount), passages: sum((each) => each.passageCount), bytes: sum((each) => each.bytes) }
    },
    'documents.retry': ({ matterId, documentIds }) => {
      setState(documentIds, 'discovered')
      changed(matterId)
      return null
    },
    'documents.unlock': ({ matterId, documentId }) => {
      setState([documentId], 'discovered')
      changed(matterId)
      return null
    },
    'documents.page': ({ documentId, page }) => pageOf(documentId, page),
    'documents.pageWords': ({ documentId, page }) => sampleWords(pageOf(documentId, page)),
    'documents.recognise': ({ documentId, pages, engine }) => {
      const document = found(documentId)
      const before = coverages(document)
      const wanted = (page: number): boolean => pages?.includes(page) ?? gapKinds.includes(before[page - 1] ?? 'text')
      setCoverages(document, before.map((coverage, index) => (wanted(index + 1) ? 'waiting' : coverage)))
      // What reads well the second time is the engine that was not tried first.
      void pause(stepMs * 20).then(() => setCoverages(document, before.map((coverage, index) => (wanted(index + 1) ? (engine === 'pp-ocr' ? 'ocr' : 'partly') : coverage))))
      return null
    },
    'documents.typePage': ({ documentId, page, text }) => {
      const document = found(documentId)
      const typed: Page = { ...pageOf(documentId, page), text, method: 'typed', engine: null, confidence: 1, coverage: 'text', places: [], tables: [], headings: [] }
      world.typed[`${documentId}/${page}`] = typed
      setCoverages(document, coverages(document).map((coverage, index) => (index + 1 === page ? 'text' : coverage)))
      return typed
    },
    'documents.coverage': ({ matterId, documentId, offset, limit }) => {
      const mine = world.documents.filter((each) => each.matterId === matterId && (documentId === null || each.id === documentId))
      const all = mine.flatMap(gaps)
      return {
        documents: mine.length, documentsFailed: mine.filter((each) => each.state === 'failed').length, documentsPending: mine.filter((each) => stateOf(each) === 'reading').length,
        pages: mine.reduce((sum, each) => sum + each.pageCount, 0), byCoverage: countsOf(mine.flatMap(coverages)), gaps: all.slice(offset, offset + limit), gapsTotal: all.length,
      }
    },
    'watch.takeInRemoved': ({ id }) => {
      world.watched = world.watched.map((each) => (each.id === id ? { ...each, removed: 0 } : each))
      return null
    },
    'watch.list': () => world.watched,
    'watch.add': ({ matterId, path }) => {
      const folder = { id: newId('w'), path, state: 'checking' as const, lastCheckedAt: null, files: 0, removed: 0 }
      world.watched = [...world.watched, folder]
      emit({ name: 'watch.changed', payload: { matterId } })
      return folder
    },
    'watch.remove': ({ matterId, id }) => {
      world.watched = world.watched.filter((each) => each.id !== id)
      emit({ name: 'watch.changed', payload: { matterId } })
      return null
    },
  }
}
