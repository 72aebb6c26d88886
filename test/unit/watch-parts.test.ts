import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compareSight } from '../../src-main/ingest/watch/compare-sight.ts'
import { isRemote } from '../../src-main/ingest/watch/is-remote.ts'
import { type FolderFileSystem, limitFileSystem, systemFiles } from '../../src-main/ingest/watch/limited-file-system.ts'
import type { SeenFile } from '../../src-main/ingest/watch/scan-folder.ts'

const seen = (path: string, changes: Partial<SeenFile> = {}): SeenFile => ({ path, bytes: 10, modifiedMs: 1_000, changedMs: 1_000, refusal: null, isPlaceholder: false, ...changes })
const known = (path: string, isGone = false) => ({ path, bytes: isGone ? 0 : 10, modifiedMs: 1_000, isGone })
const options = { known: [], unsettled: new Map(), nowMs: 100_000, settleMs: 2_000 }

describe('what changed in a folder', () => {
  test('is nothing where nothing did', () => {
    expect(compareSight({ files: [seen('/f/a')], unseen: [] }, { ...options, known: [known('/f/a')] })).toEqual({ settled: [], unsettled: new Map(), gone: [] })
  })

  test.each([
    ['was written to just now', { changedMs: 99_500 }, false],
    ['was written to long ago', { changedMs: 90_000 }, true],
    ['is of the future, by its server’s clock', { changedMs: 900_000 }, false],
  ])('a file that %s has settled: %s', (_what, changes, isSettled) => {
    expect(compareSight({ files: [seen('/f/a', changes)], unseen: [] }, options).settled.length > 0).toBe(isSettled)
  })

  test('a file of the future settles when it stays the same by our clock', () => {
    const sight = { files: [seen('/f/a', { changedMs: 900_000 })], unseen: [] }
    const first = compareSight(sight, options)
    expect(compareSight(sight, { ...options, unsettled: first.unsettled, nowMs: options.nowMs + 1_999 }).settled).toEqual([])
    expect(compareSight(sight, { ...options, unsettled: first.unsettled, nowMs: options.nowMs + 2_000 }).settled).toHaveLength(1)
    const grown = { files: [seen('/f/a', { changedMs: 900_000, bytes: 11 })], unseen: [] }
    expect(compareSight(grown, { ...options, unsettled: first.unsettled, nowMs: options.nowMs + 2_000 }).settled).toEqual([])
  })

  test('nothing is gone from a folder that could not be listed', () => {
    const files = [known('/f/a'), known('/f/locked/b'), known('/f/lockedness/c')]
    expect(compareSight({ files: [], unseen: ['/f/locked'] }, { ...options, known: files }).gone.map(({ path }) => path)).toEqual(['/f/a', '/f/lockedness/c'])
  })

  test('a file that was gone and is back is taken in again', () => {
    expect(compareSight({ files: [seen('/f/a')], unseen: [] }, { ...options, known: [known('/f/a', true)] }).settled).toHaveLength(1)
  })

  test('every file is known as it is, settled, or waited for; every known one is there or gone', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(fc.property(names, names, fc.array(fc.record({ bytes: fc.nat(3), modifiedMs: fc.nat(3), changedMs: fc.integer({ min: 95_000, max: 105_000 }) }), { minLength: 5, maxLength: 5 }), (there, before, facts) => {
      const files = there.map((name, index) => seen(`/f/${name}`, facts[index]))
      const all = before.map((name) => ({ ...known(`/f/${name}`), bytes: 1, modifiedMs: 1 }))
      const { settled, unsettled, gone } = compareSight({ files, unseen: [] }, { ...options, known: all })
      const same = files.filter((file) => all.some(({ path, bytes, modifiedMs }) => path === file.path && bytes === file.bytes && modifiedMs === file.modifiedMs))
      expect([...settled.map(({ path }) => path), ...unsettled.keys(), ...same.map(({ path }) => path)].sort()).toEqual(files.map(({ path }) => path).sort())
      expect(gone.map(({ path }) => path)).toEqual(all.map(({ path }) => path).filter((path) => !files.some((file) => file.path === path)))
    }))
  })
})

describe('a question about a file that nobody answers', () => {
  const hanging = (): { readonly files: FolderFileSystem; readonly answer: () => void; readonly asked: () => number } => {
    const waiting = Promise.withResolvers<string>()
    let asked = 0
    return { files: { ...systemFiles, realpath: () => { asked++; return waiting.promise } }, answer: () => waiting.resolve('/late'), asked: () => asked }
  }

  test('is given up, and no other is asked of that folder until it is answered', async () => {
    const unanswered = { count: 0 }
    const { files, answer, asked } = hanging()
    const limited = limitFileSystem(files, { limitMs: 5, unanswered })
    await expect(limited.realpath('/a')).rejects.toMatchObject({ code: 'folder-unreachable' })
    await expect(limited.realpath('/b')).rejects.toMatchObject({ code: 'folder-unreachable' })
    expect([asked(), unanswered.count]).toEqual([1, 1])
    answer()
    await vi.waitFor(() => expect(unanswered.count).toBe(0))
    expect(await limited.realpath('/c')).toBe('/late')
  })

  test('leaves other folders alone, until so many wait that the app itself would', async () => {
    const unanswered = { count: 0 }
    for (let n = 0; n < 3; n++) {
      const other = limitFileSystem(systemFiles, { limitMs: 1_000, unanswered })
      expect(await other.realpath('/')).toBeTruthy()
      await expect(limitFileSystem(hanging().files, { limitMs: 5, unanswered }).realpath('/a')).rejects.toMatchObject({ code: 'folder-unreachable' })
    }
    const { files, asked } = hanging()
    await expect(limitFileSystem(files, { limitMs: 5, unanswered }).realpath('/a')).rejects.toMatchObject({ code: 'folder-unreachable' })
    expect(asked()).toBe(0)
  })
})

test.each([
  ['/home/a', 0xef53, false], ['/mnt/nfs', 0x6969, true], ['/mnt/share', 0xff534d42, true], ['/mnt/share', 0xff534d42 | 0, true], ['/mnt/cloud', 0x65735546, true],
  ['\\\\server\\share\\folder', 0, true], ['\\\\?\\C:\\folder', 0, false], ['C:\\folder', 0, false],
])('%s of kind %d is on another machine: %s', (path, type, expected) => {
  expect(isRemote(path, type)).toBe(expected)
})
