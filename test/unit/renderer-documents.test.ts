import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { provideBridge } from '../../src-renderer/client/bridge.ts'
import { useMessages } from '../../src-renderer/features/conversation/messages-store.ts'
import { asksForPassword, removeDocuments, retryDocuments, unlockDocument } from '../../src-renderer/features/documents/document-actions.ts'
import { coverageParts, everything, gapCount, narrows, queryOf, quickViewOf, quickViews, withQuickView, withSort } from '../../src-renderer/features/documents/document-filter.ts'
import { allMatching, changeFilter, loadDocuments, reloadDocuments, rowsPerCall, showRows, useDocumentList } from '../../src-renderer/features/documents/document-list-store.ts'
import { countGroup, findDocument, forgetRelated, useRelated } from '../../src-renderer/features/documents/related-store.ts'
import { selectAllMatching, selectRange, toggleRow } from '../../src-renderer/features/documents/select-rows.ts'
import { extendTo, moveTo, toggle, type Selection } from '../../src-renderer/features/documents/selection.ts'
import { clearSelection, useSelection } from '../../src-renderer/features/documents/selection-store.ts'
import { loadWatched, stopWatching, useWatched, watchFolder } from '../../src-renderer/features/documents/watch-store.ts'
import { showGaps } from '../../src-renderer/features/documents/show-gaps.ts'
import { useApp } from '../../src-renderer/features/frame/app-store.ts'
import { useToasts } from '../../src-renderer/ui/toast-store.ts'
import { createFakeBridge, type FakeOptions } from '../support/fake-bridge/fake-bridge.ts'
import { failure, matterId } from '../support/fake-bridge/sample-data.ts'
import { lockedId, mailId, photographId } from '../support/fake-bridge/sample-mixed.ts'

async function begin(options: FakeOptions = { scenario: 'library' }) {
  const fake = createFakeBridge(options)
  provideBridge(fake.bridge)
  await loadDocuments(matterId)
  return fake
}

const queries = (fake: Awaited<ReturnType<typeof begin>>): number => fake.calls.filter((each) => each.name === 'documents.query').length
const list = () => useDocumentList.getState()
const chosen = (): string[] => [...useSelection.getState().chosen.values()].map((each) => each.name)

beforeEach(() => {
  useDocumentList.setState(useDocumentList.getInitialState())
  useToasts.setState(useToasts.getInitialState())
  useApp.setState(useApp.getInitialState())
  clearSelection()
  forgetRelated()
})

describe('a list of ten thousand documents', () => {
  it('asks only for the rows that are on screen, and for each of them once', async () => {
    const fake = await begin()
    expect(list().counts).toMatchObject({ total: 10_000, all: 10_000 })
    expect(list().rows.size).toBe(rowsPerCall)
    showRows(4_990, 5_020)
    showRows(4_990, 5_020)
    await vi.waitFor(() => expect(list().rows.has(5_020)).toBe(true))
    expect(queries(fake)).toBe(3)
    expect(list().rows.has(2_000)).toBe(false)
  })

  it('shows the newest first, and the same document at the same place when asked again', async () => {
    await begin()
    expect(list().rows.get(0)?.name).toBe('Inspection 10000.html')
    showRows(9_990, 9_999)
    await vi.waitFor(() => expect(list().rows.get(9_999)?.name).toBe('Invoice 00001.pdf'))
  })

  it('throws away an answer to what is no longer asked', async () => {
    const fake = await begin()
    const { call } = fake.bridge
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => { release = resolve })
    provideBridge({ ...fake.bridge, call: async (name, params) => {
      const outcome = await call(name, params)
      if (name === 'documents.query' && 'name' in Object(params) && Reflect.get(Object(params), 'name') === 'slow') await held
      return outcome
    } })
    const slow = changeFilter((before) => ({ ...before, name: 'slow' }))
    await changeFilter((before) => ({ ...before, name: 'Invoice 00001' }))
    release()
    await slow
    expect(list().counts?.total).toBe(1)
    expect(list().rows.get(0)?.name).toBe('Invoice 00001.pdf')
  })

  it('keeps what it has and says so when it cannot be asked again', async () => {
    const fake = await begin()
    fake.failNext('documents.query', failure('store-damaged', 'damaged'))
    await reloadDocuments()
    expect(list()).toMatchObject({ failed: true })
    expect(list().rows.size).toBe(rowsPerCall)
    await reloadDocuments()
    expect(list().failed).toBe(false)
  })

  it('forgets rows beyond the end when documents were removed', async () => {
    const fake = await begin({ scenario: 'mixed' })
    const before = list().counts?.total ?? 0
    fake.world.documents = fake.world.documents.slice(0, 5)
    await reloadDocuments()
    expect(before).toBeGreaterThan(20)
    expect(list().rows.size).toBe(list().counts?.total)
  })

  it('is gathered whole for what concerns all of it', async () => {
    await begin()
    expect((await allMatching())?.length).toBe(10_000)
  })
})

describe('a filter', () => {
  it('becomes the question of the contract', () => {
    const filter = { ...withQuickView(everything, 'gaps'), name: '  Lease ', relation: { kind: 'thread' as const, id: 't-1', name: 'x' } }
    expect(queryOf(matterId, filter, 100, 50)).toMatchObject({ name: 'Lease', coverages: ['waiting', 'failed', 'partly', 'suspect-table'], thread: 't-1', parentId: null, similarGroup: null, offset: 100, limit: 50 })
    expect(narrows(everything)).toBe(false)
    expect(narrows(filter)).toBe(true)
  })

  it('is the quick view that was chosen', () => {
    for (const view of quickViews) expect(quickViewOf(withQuickView(everything, view))).toBe(view)
    expect(quickViewOf({ ...everything, coverages: ['ocr'] })).toBe('all')
  })

  it('turns a column round when it is chosen again; names begin with A, numbers with the largest', () => {
    const byName = withSort(everything, 'name')
    expect(byName).toMatchObject({ sort: 'name', descending: false })
    expect(withSort(byName, 'name').descending).toBe(true)
    expect(withSort(byName, 'pages').descending).toBe(true)
  })

  it('finds the documents that an answer did not see all of', async () => {
    await begin({ scenario: 'mixed' })
    showGaps()
    expect(useApp.getState().view).toBe('documents')
    await vi.waitFor(() => expect(list().counts?.total).toBe(5))
    expect([...list().rows.values()].every((each) => gapCount(each) > 0)).toBe(true)
    expect(list().rows.get(0)?.name).toContain('Minutes of the owners')
  })

  it('names states of pages in one order and leaves out those with none', () => {
    expect(coverageParts({ 'text': 12, 'ocr': 3, 'waiting': 0, 'partly': 0, 'suspect-table': 0, 'failed': 1, 'empty': 0 })).toEqual([{ kind: 'text', pages: 12 }, { kind: 'ocr', pages: 3 }, { kind: 'failed', pages: 1 }])
  })
})

describe('selecting', () => {
  it('a range includes rows that were never on screen', async () => {
    await begin()
    toggleRow(0)
    await selectRange(0, 249)
    expect(useSelection.getState().chosen.size).toBe(250)
  })

  it('a range that shrinks lets go of what it no longer holds, and never of what was chosen before', () => {
    fc.assert(fc.property(fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 40 }), (single, anchor, first, second) => {
      const items = Array.from({ length: 41 }, (_, index) => ({ id: `d${index}` }))
      const at = (index: number): { id: string } | undefined => items[index]
      const empty: Selection<{ id: string }> = { chosen: new Map(), base: new Map(), anchor: null }
      const one = toggle(empty, single, items[single] ?? { id: '' })
      const anchored = anchor === single ? one : toggle(one, anchor, items[anchor] ?? { id: '' })
      const range = extendTo(extendTo(anchored, anchor, first, at), anchor, second, at)
      const expected = new Set([single, anchor, ...items.keys()].filter((index) => index === single || (index >= Math.min(anchor, second) && index <= Math.max(anchor, second))))
      expect([...range.chosen.keys()].toSorted()).toEqual([...expected].map((index) => `d${index}`).toSorted())
    }))
  })

  it('walks with the keys and stops at the ends', () => {
    expect([moveTo('ArrowDown', 0, 10, 5), moveTo('ArrowUp', 0, 10, 5), moveTo('PageDown', 7, 10, 5), moveTo('Home', 7, 10, 5), moveTo('End', 0, 10, 5), moveTo('x', 3, 10, 5), moveTo('End', 0, 0, 5)]).toEqual([1, 0, 9, 0, 9, null, null])
  })

  it('everything that matches is let go of when other documents are shown', async () => {
    await begin()
    await changeFilter((before) => withQuickView(before, 'failed'))
    await selectAllMatching()
    expect(useSelection.getState().chosen.size).toBe(103)
    await changeFilter((before) => withQuickView(before, 'all'))
    expect(chosen()).toEqual([])
  })
})

describe('bulk actions', () => {
  it('remove documents with what was taken out of them, and say in numbers what went', async () => {
    await begin({ scenario: 'mixed' })
    const mail = useRelated.getState().known.get(mailId)
    useMessages.setState({ byChat: { c_0000000000000001: [] } })
    await removeDocuments(matterId, mail === undefined ? [] : [mail])
    expect(useToasts.getState().toasts.at(-1)?.text).toMatch(/^3 documents, 4 pages, 20 passages and [\d.]+ MB were removed\.$/)
    expect([...list().rows.values()].some((each) => each.parentId === mailId)).toBe(false)
    // A chat that quoted them is loaded anew.
    expect(useMessages.getState().byChat).toEqual({})
  })

  it('read ten thousand documents again in calls that the other side takes', async () => {
    const fake = await begin()
    const all = await allMatching() ?? []
    await retryDocuments(matterId, [...all, ...all.slice(0, 5)])
    expect(fake.calls.filter((each) => each.name === 'documents.retry')).toHaveLength(2)
  })

  it('say a wrong password where it was typed, and read the document with the right one', async () => {
    const fake = await begin({ scenario: 'mixed' })
    const document = useRelated.getState().known.get(lockedId)
    if (document === undefined) throw new Error('no such document')
    expect(asksForPassword(document)).toBe(true)
    fake.failNext('documents.unlock', failure('wrong-password', 'wrong'))
    expect(await unlockDocument(document, 'guess')).toMatchObject({ code: 'wrong-password' })
    expect(await unlockDocument(document, 'right')).toBeNull()
    expect(useRelated.getState().known.get(lockedId)?.state).toBe('discovered')
  })
})

describe('what belongs to a document', () => {
  it('is counted once, however many rows ask', async () => {
    const fake = await begin({ scenario: 'mixed' })
    const before = queries(fake)
    for (let row = 0; row < 10; row += 1) countGroup(matterId, 'similar', 's-estimate')
    await vi.waitFor(() => expect(useRelated.getState().counts.get('similar:s-estimate')).toBe(3))
    expect(queries(fake) - before).toBe(1)
  })

  it('is found by its id also when only an old name of it is known', async () => {
    const fake = createFakeBridge({ scenario: 'mixed' })
    provideBridge(fake.bridge)
    await findDocument(matterId, photographId, 'renamed since.heic')
    expect(useRelated.getState().known.get(photographId)?.name).toBe('IMG_2209 wall.heic')
    await findDocument(matterId, 'd_00000000000000zz', 'never was')
    expect(useRelated.getState().known.has('d_00000000000000zz')).toBe(false)
  })
})

describe('watched folders', () => {
  it('come and go, and a folder that cannot be watched says why', async () => {
    const fake = await begin({ scenario: 'mixed' })
    await loadWatched(matterId)
    expect(useWatched.getState().folders).toHaveLength(3)
    fake.failNext('watch.add', failure('folder-unreachable', 'The folder cannot be reached.'))
    expect(await watchFolder(matterId, '/nowhere')).toBe('The folder cannot be reached.')
    expect(await watchFolder(matterId, '/home/marta/New')).toBeNull()
    await stopWatching(matterId, 'w_0000000000000001')
    expect(useWatched.getState().folders?.map((each) => each.path)).toContain('/home/marta/New')
    expect(useWatched.getState().folders).toHaveLength(3)
  })
})
