import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFolderWatch, type FolderWatch } from '../../src-main/ingest/watch/create-folder-watch.ts'
import { systemFiles, type FolderFileSystem } from '../../src-main/ingest/watch/limited-file-system.ts'
import type { WatchPorts } from '../../src-main/ingest/watch/watch-ports.ts'
import { goneWarning } from '../../src-main/store/watched-folders-table.ts'
import { statesOf, testMatter, type TestMatter, writeFiles } from '../support/open-test-matter.ts'

const patiently = { timeout: 60_000, interval: 20 }
const times = { settleMs: 150, recheckMs: 60_000, pollMs: 200, retryMs: 50, longestRetryMs: 200, answerMs: 2_000 }

interface Watching extends TestMatter { readonly watch: FolderWatch; readonly changes: () => number; again(): FolderWatch }

/** A matter, a folder beside it, and the following of folders with short times. */
async function watching(ports: Partial<WatchPorts> = {}): Promise<Watching> {
  const test = await testMatter()
  let changes = 0
  const again = (): FolderWatch => {
    const watch = createFolderWatch({
      unanswered: { count: 0 }, store: test.matter.store, ingestion: test.matter.ingestion, ownFolder: test.dataFolder, onChanged: () => { changes++ }, onDocumentsChanged: () => {}, times, ...ports,
    })
    onTestFinished(() => watch[Symbol.asyncDispose]())
    return watch
  }
  return { ...test, watch: again(), changes: () => changes, again }
}
const warningsOf = ({ matter }: TestMatter): string[] => matter.store.documents.list().filter(({ warnings }) => warnings.includes(goneWarning)).map(({ name }) => name)
const namesOf = ({ matter }: TestMatter): string[] => matter.store.documents.list().filter(({ supersededBy }) => supersededBy === null).map(({ name }) => name).sort()
const until = (check: () => void): Promise<void> => vi.waitFor(check, patiently)
const stateOf = ({ watch }: Watching): string | undefined => watch.list()[0]?.state

describe('a followed folder', () => {
  test('is read when it is added, by the rules of adding a folder', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.', 'deep/er/b.txt': 'Second.', '.hidden.txt': 'no', '~$lock.docx': 'no', 'film.part': 'no', 'page.crdownload': 'no', 'program.exe': 'MZ' })
    expect(await test.watch.add(test.inbox)).toMatchObject({ state: 'checking', files: 0, lastCheckedAt: null })
    await until(() => expect(statesOf(test.matter).sort()).toEqual(['a.txt: committed', 'b.txt: committed', 'program.exe: format-unsupported']))
    await until(() => expect(test.watch.list()).toMatchObject([{ state: 'watching', files: 3, lastCheckedAt: expect.any(String) }]))
  })

  test('takes in what is added and changed later, without being asked', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    writeFiles(test.inbox, { 'new/b.txt': 'Second.' })
    await until(() => expect(namesOf(test)).toEqual(['a.txt', 'b.txt']))
    const before = test.matter.store.documents.list().find(({ name }) => name === 'a.txt')?.id
    writeFileSync(join(test.inbox, 'a.txt'), 'First, changed.')
    await until(() => expect(test.matter.store.origins.documentAt(join(test.inbox, 'a.txt'))).not.toBe(before))
  })

  test('keeps a document that is renamed or moved, under its new name', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'draft.txt': 'The lease.', 'other.txt': 'Other.' })
    await test.watch.add(test.inbox)
    await until(() => expect(statesOf(test.matter)).toHaveLength(2))
    await test.matter.ingestion.whenIdle()
    const id = test.matter.store.documents.list().find(({ name }) => name === 'draft.txt')?.id
    await until(() => expect(stateOf(test)).toBe('watching'))
    mkdirSync(join(test.inbox, 'final'))
    renameSync(join(test.inbox, 'draft.txt'), join(test.inbox, 'final', 'lease.txt'))
    await until(() => expect(namesOf(test)).toEqual(['lease.txt', 'other.txt']))
    expect(test.matter.store.documents.list().find(({ name }) => name === 'lease.txt')).toMatchObject({ id, copies: 1, warnings: [], state: 'committed' })
    expect(test.watch.list()).toMatchObject([{ files: 2 }])
  })

  test('deletes nothing of its own: what leaves the folder is kept with a warning, which goes when the file is back', async () => {
    const test = await watching()
    const { 'a.txt': path } = writeFiles(test.inbox, { 'a.txt': 'First.', 'b.txt': 'Second.' })
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    await test.matter.ingestion.whenIdle()
    rmSync(path)
    await until(() => expect(warningsOf(test)).toEqual(['a.txt']))
    expect(statesOf(test.matter)).toEqual(['a.txt: committed', 'b.txt: committed'])
    expect(test.watch.list()).toMatchObject([{ files: 1 }])
    writeFileSync(path, 'First.')
    await until(() => expect(warningsOf(test)).toEqual([]))
    expect(statesOf(test.matter)).toHaveLength(2)
  })

  test('takes a burst of 500 files in, each once', async () => {
    const test = await watching()
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    for (let n = 0; n < 500; n++) writeFiles(test.inbox, { [`${n % 7}/n${n}.txt`]: `File number ${n}.` })
    await vi.waitFor(() => expect(test.watch.list()).toMatchObject([{ files: 500 }]), { timeout: 150_000, interval: 100 })
    expect(new Set(namesOf(test)).size).toBe(500)
    expect(namesOf(test)).toHaveLength(500)
  })

  test('waits until a file is written to the end', async () => {
    const test = await watching()
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    const add = vi.spyOn(test.matter.ingestion, 'add')
    const path = join(test.inbox, 'long.txt')
    for (let n = 0; n < 12; n++) {
      appendFileSync(path, `Line ${n}.\n`)
      await pause(50)
    }
    await until(() => expect(namesOf(test)).toEqual(['long.txt']))
    expect(add).toHaveBeenCalledTimes(1)
  })

  test('is not left by a link', async () => {
    const test = await watching()
    const outside = (await testMatter()).inbox
    const { 'secret.txt': secret } = writeFiles(outside, { 'secret.txt': 'Secret.', 'more/x.txt': 'x' })
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    symlinkSync(secret, join(test.inbox, 'link.txt'))
    symlinkSync(join(outside, 'more'), join(test.inbox, 'folder'))
    symlinkSync(join(test.inbox, 'a.txt'), join(test.inbox, 'again.txt'))
    symlinkSync(test.inbox, join(test.inbox, 'loop'))
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    await test.matter.ingestion.whenIdle()
    expect(statesOf(test.matter).sort()).toEqual(['a.txt: committed', 'folder: file-not-regular', 'link.txt: file-not-regular'])
  })

  test('lists a file that is kept in the cloud with the reason, opens it not, and reads it once it is on this machine', async () => {
    const test = await watching()
    const path = join(test.inbox, 'cloud.txt')
    writeFileSync(path, '')
    truncateSync(path, 50_000)
    writeFiles(test.inbox, { 'here.txt': 'Here.' })
    await test.watch.add(test.inbox)
    await until(() => expect(statesOf(test.matter).sort()).toEqual(['cloud.txt: file-unreadable', 'here.txt: committed']))
    expect(test.matter.store.documents.list().find(({ name }) => name === 'cloud.txt')?.failure?.message).toContain('not on this machine')
    writeFileSync(path, 'Now it is here. '.repeat(4_000))
    await until(() => expect(statesOf(test.matter).sort()).toEqual(['cloud.txt: committed', 'here.txt: committed']))
  })
})

test('a file system that counts no blocks at all, as some on other machines, is read like any other', async () => {
  const test = await watching({ files: { ...systemFiles, fileSystemType: async () => 0x65735546 } })
  const path = join(test.inbox, 'far.txt')
  writeFileSync(path, '')
  truncateSync(path, 50_000)
  await test.watch.add(test.inbox)
  await until(() => expect(statesOf(test.matter)).toEqual(['far.txt: committed']))
})

describe('what happened while nobody looked', () => {
  test('is taken in when the matter is opened again', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.', 'b.txt': 'Second.', 'c.txt': 'Third.' })
    await test.watch.add(test.inbox)
    await until(() => expect(test.watch.list()).toMatchObject([{ files: 3 }]))
    await test.matter.ingestion.whenIdle()
    await test.watch[Symbol.asyncDispose]()
    rmSync(join(test.inbox, 'a.txt'))
    renameSync(join(test.inbox, 'b.txt'), join(test.inbox, 'moved.txt'))
    writeFiles(test.inbox, { 'd.txt': 'Fourth.' })
    const watch = test.again()
    watch.start()
    await until(() => expect(namesOf(test)).toEqual(['a.txt', 'c.txt', 'd.txt', 'moved.txt']))
    await until(() => expect(warningsOf(test)).toEqual(['a.txt']))
  })

  test('tells how many files a person does not want, leaves them alone though they change, and reads them again when asked', async () => {
    const test = await watching()
    const { 'a.txt': path } = writeFiles(test.inbox, { 'a.txt': 'First.', 'b.txt': 'Second.', 'program.exe': 'MZ' })
    const { id } = await test.watch.add(test.inbox)
    await until(() => expect(statesOf(test.matter)).toHaveLength(3))
    await test.matter.ingestion.whenIdle()
    const unwanted = test.matter.store.documents.list().filter(({ name }) => name !== 'b.txt').map((document) => document.id)
    await test.matter.ingestion.remove(unwanted)
    await until(() => expect(test.watch.list()).toMatchObject([{ removed: 2 }]))
    writeFileSync(path, 'First, and changed since.')
    writeFiles(test.inbox, { 'c.txt': 'Third.' })
    await until(() => expect(namesOf(test)).toEqual(['b.txt', 'c.txt']))
    test.watch.takeInRemoved(id)
    await until(() => expect(namesOf(test)).toEqual(['a.txt', 'b.txt', 'c.txt', 'program.exe']))
    await until(() => expect(test.watch.list()).toMatchObject([{ removed: 0 }]))
    writeFileSync(path, 'First, and changed again.')
    await until(() => expect(test.matter.store.documents.list().find(({ name, supersededBy }) => name === 'a.txt' && supersededBy === null)?.bytes).toBe('First, and changed again.'.length))
  })

  test('follows a file again that a person adds by hand after all', async () => {
    const test = await watching()
    const { 'a.txt': path } = writeFiles(test.inbox, { 'a.txt': 'First.' })
    await test.watch.add(test.inbox)
    await until(() => expect(statesOf(test.matter)).toEqual(['a.txt: committed']))
    await test.matter.ingestion.remove(test.matter.store.documents.list().map((document) => document.id))
    await until(() => expect(test.watch.list()).toMatchObject([{ removed: 1 }]))
    await test.matter.ingestion.add([path])
    expect(test.watch.list()).toMatchObject([{ removed: 0 }])
    writeFileSync(path, 'First, changed.')
    await until(() => expect(test.matter.store.documents.list().some(({ bytes }) => bytes === 'First, changed.'.length)).toBe(true))
  })

  test('does not bring back what a person removed', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.', 'b.txt': 'Second.' })
    await test.watch.add(test.inbox)
    await until(() => expect(test.watch.list()).toMatchObject([{ files: 2 }]))
    await test.matter.ingestion.whenIdle()
    await test.matter.ingestion.remove(test.matter.store.documents.list().filter(({ name }) => name === 'a.txt').map(({ id }) => id))
    await test.watch[Symbol.asyncDispose]()
    const watch = test.again()
    watch.start()
    writeFiles(test.inbox, { 'c.txt': 'Third.' })
    await until(() => expect(namesOf(test)).toEqual(['b.txt', 'c.txt']))
  })
})

describe('a folder that cannot be reached', () => {
  test('says so, keeps what was read, and is followed again when it is back', async () => {
    const test = await watching()
    const folder = join(test.inbox, 'drive')
    writeFiles(folder, { 'a.txt': 'First.' })
    await test.watch.add(folder)
    await until(() => expect(stateOf(test)).toBe('watching'))
    await test.matter.ingestion.whenIdle()
    renameSync(folder, join(test.inbox, 'unplugged'))
    await until(() => expect(stateOf(test)).toBe('unreachable'))
    expect(statesOf(test.matter)).toEqual(['a.txt: committed'])
    expect(warningsOf(test)).toEqual([])
    writeFiles(join(test.inbox, 'unplugged'), { 'b.txt': 'Second.' })
    renameSync(join(test.inbox, 'unplugged'), folder)
    await until(() => expect([stateOf(test), namesOf(test)]).toEqual(['watching', ['a.txt', 'b.txt']]))
    writeFiles(folder, { 'c.txt': 'Third.' })
    await until(() => expect(namesOf(test)).toEqual(['a.txt', 'b.txt', 'c.txt']))
  })

  test('whose server never answers holds up neither another folder nor the rest of the app', async () => {
    let asked = 0
    const hanging: FolderFileSystem = {
      ...systemFiles,
      readdir(path) {
        if (!path.includes('server')) return systemFiles.readdir(path)
        asked++
        return new Promise(() => {})
      },
    }
    const test = await watching({ files: hanging, times: { ...times, answerMs: 60 } })
    writeFiles(test.inbox, { 'server/a.txt': 'First.', 'local/b.txt': 'Second.' })
    await test.watch.add(join(test.inbox, 'server'))
    await test.watch.add(join(test.inbox, 'local'))
    const states = (): string[] => test.watch.list().map(({ path, state }) => `${path.split(/[/\\]/).at(-1)}: ${state}`)
    await until(() => expect(states()).toEqual(['local: watching', 'server: unreachable']))
    await until(() => expect(namesOf(test)).toEqual(['b.txt']))
    // While one question waits for its answer no other is asked.
    expect(asked).toBe(1)
    expect(readdirSync(test.inbox)).toHaveLength(2)
  })

  test('is looked at from time to time where the system follows no more folders', async () => {
    const test = await watching({ follow: (_path, { onFailed }) => { queueMicrotask(onFailed); return { stop() {} } } })
    await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    await until(() => expect(namesOf(test)).toEqual(['a.txt']))
  })

  test.each([['absent', 'folder-unreachable'], ['a.txt', 'invalid-request']])('cannot be added: %s', async (name, code) => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    await expect(test.watch.add(join(test.inbox, name))).rejects.toMatchObject({ code })
    expect(test.watch.list()).toEqual([])
  })
})

describe('following', () => {
  test('ends when the person says so; what was read stays', async () => {
    const test = await watching()
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    const { id } = await test.watch.add(test.inbox)
    await until(() => expect(stateOf(test)).toBe('watching'))
    test.watch.remove(id)
    expect(test.watch.list()).toEqual([])
    writeFiles(test.inbox, { 'b.txt': 'Second.' })
    await test.matter.ingestion.whenIdle()
    expect(namesOf(test)).toEqual(['a.txt'])
    expect(() => test.watch.remove(id)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  test('a folder twice is following it once, and our own data never', async () => {
    const test = await watching()
    const first = await test.watch.add(test.inbox)
    expect((await test.watch.add(`${test.inbox}/`)).id).toBe(first.id)
    await expect(test.watch.add(test.dataFolder)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(test.watch.add(test.matter.folder)).rejects.toMatchObject({ code: 'not-allowed' })
    expect(test.changes()).toBeGreaterThan(0)
  })

  test('over a stop of the reading means that what was there stays unread until it changes', async () => {
    const test = await watching()
    test.matter.ingestion.pause()
    writeFiles(test.inbox, { 'a.txt': 'First.' })
    await test.watch.add(test.inbox)
    await until(() => expect(namesOf(test)).toEqual(['a.txt']))
    await until(() => expect(stateOf(test)).toBe('watching'))
    await test.matter.ingestion.cancel()
    writeFiles(test.inbox, { 'b.txt': 'Second.' })
    await until(() => expect(namesOf(test)).toEqual(['b.txt']))
  })
})
