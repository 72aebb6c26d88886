import { copyFile } from 'node:fs/promises'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../src-main/support/errors.ts'
import { hashEmbedder } from '../support/hash-embedder.ts'
import { statesOf, testMatter, testMatters, writeFiles } from '../support/open-test-matter.ts'
import { plainParser } from '../support/plain-parser.ts'
import { sampleText } from '../support/sample-text.ts'

/** An embedder that stops before the n-th batch until it is let go. */
function heldEmbedder(n: number) {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  let batches = 0
  const embedder = hashEmbedder({ onEmbed: async () => {
    if (++batches >= n) {
      reached.resolve()
      await go.promise
    }
  } })
  return { embedder, reached: reached.promise, go: go.resolve, batches: () => batches }
}

test('pausing stops within the batch, outlives the app, and resuming ends where an undisturbed run would', async () => {
  const { embedder, reached, go, batches } = heldEmbedder(2)
  const { matter, matters, inbox, dataFolder } = await testMatter({ embedder })
  writeFiles(inbox, { 'a.txt': sampleText(1, { pages: 30 }), 'b.txt': sampleText(2) })
  await matter.ingestion.add([inbox])
  await reached
  matter.ingestion.pause()
  go()
  expect(matter.ingestion.progress().status).toBe('paused')
  await matters.close(matter.id)
  expect(batches()).toBeLessThanOrEqual(3)

  const again = await (await testMatters(dataFolder)).open(matter.id)
  expect(again.ingestion.progress().status).toBe('paused')
  expect(statesOf(again)).not.toContain('a.txt: committed')
  again.ingestion.resume()
  await again.ingestion.whenIdle()
  expect(statesOf(again)).toEqual(['a.txt: committed', 'b.txt: committed'])
  expect(await again.index.count()).toBe(again.ingestion.progress().passagesTotal)
})

test('on battery nothing is read, the list says why, and it goes on with the power or when a person asks for it', async () => {
  const { matter, inbox } = await testMatter()
  writeFiles(inbox, { 'a.txt': sampleText(1) })
  await matter.ingestion.whenIdle()
  matter.ingestion.waitForPower(true)
  expect(matter.ingestion.progress()).toMatchObject({ status: 'idle', pausedBy: null })
  await matter.ingestion.add([inbox])
  expect(matter.ingestion.progress()).toMatchObject({ status: 'paused', pausedBy: 'battery' })
  expect(statesOf(matter)).toEqual(['a.txt: discovered'])
  matter.ingestion.waitForPower(false)
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])

  matter.ingestion.waitForPower(true)
  writeFiles(inbox, { 'b.txt': sampleText(2) })
  await matter.ingestion.add([inbox])
  expect(matter.ingestion.progress().pausedBy).toBe('battery')
  matter.ingestion.resume()
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed', 'b.txt: committed'])
})

test('closing the app in the middle and opening it again goes on without being asked, and repeats no finished batch', async () => {
  const { embedder, reached, go } = heldEmbedder(4)
  const { matter, matters, inbox, dataFolder } = await testMatter({ embedder })
  writeFiles(inbox, { 'a.txt': sampleText(1, { pages: 60 }) })
  await matter.ingestion.add([inbox])
  await reached
  const closing = matters.close(matter.id)
  go()
  await closing

  let repeated = 0
  const again = await (await testMatters(dataFolder, { embedder: hashEmbedder({ onEmbed: async (texts) => { repeated += texts.length } }) })).open(matter.id)
  await again.ingestion.whenIdle()
  const { passagesTotal } = again.ingestion.progress()
  expect(await again.index.count()).toBe(passagesTotal)
  expect(repeated).toBeLessThanOrEqual(passagesTotal - 2 * 32)
})

test('cancelling keeps what is finished and failed and takes the rest off the list', async () => {
  const { embedder, reached, go } = heldEmbedder(3)
  const { matter, inbox } = await testMatter({ embedder })
  const paths = writeFiles(inbox, { 'a.txt': 'Short and done.', 'b.bad': 'x', 'c.txt': sampleText(1, { pages: 30 }), 'd.txt': sampleText(2) })
  await matter.ingestion.add([paths['a.txt'], paths['b.bad']])
  await matter.ingestion.whenIdle()
  await matter.ingestion.add([paths['c.txt'], paths['d.txt']])
  await reached
  const cancelling = matter.ingestion.cancel()
  go()
  await cancelling
  await matter.ingestion.whenIdle()

  expect(statesOf(matter)).toEqual(['a.txt: committed', 'b.bad: document-damaged'])
  expect(await matter.index.count()).toBe(1)
  expect(readdirSync(join(matter.folder, 'files'))).toHaveLength(2)
  expect(matter.ingestion.progress()).toMatchObject({ status: 'idle', documentsDone: 1, documentsTotal: 2 })
})

test('cancelling a replacement leaves the old version, and adding the new one again still replaces it', async () => {
  let isBroken = false
  const { matter, inbox } = await testMatter({ embedder: hashEmbedder({ onEmbed: async () => { if (isBroken) await new Promise<void>((resolve) => { setImmediate(resolve) }) } }) })
  const paths = writeFiles(inbox, { 'a.txt': 'The old rent.' })
  await matter.ingestion.add([paths['a.txt']])
  await matter.ingestion.whenIdle()
  isBroken = true
  matter.ingestion.pause()
  writeFileSync(paths['a.txt'], 'The new rent.')
  await matter.ingestion.add([paths['a.txt']])
  await matter.ingestion.cancel()
  expect(await matter.index.textSearch('old', 3)).toHaveLength(1)

  expect(await matter.ingestion.add([paths['a.txt']])).toMatchObject({ replaced: 1 })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
  expect(await matter.index.textSearch('old', 3)).toHaveLength(0)
})

test('a full disk while copying is told per file, leaves no half file, and the file can be tried again', async () => {
  let isFull = true
  const { matter, inbox } = await testMatter({
    async copyFile(from, to, mode) {
      if (isFull) {
        writeFileSync(String(to), 'half')
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      }
      await copyFile(from, to, mode)
    },
  })
  writeFiles(inbox, { 'a.txt': sampleText(1) })
  expect(await matter.ingestion.add([inbox])).toEqual({ added: 0, unchanged: 0, replaced: 0, failed: 1 })
  expect(statesOf(matter)).toEqual(['a.txt: disk-full'])
  expect(readdirSync(join(matter.folder, 'files'))).toEqual([])

  isFull = false
  await matter.ingestion.retry([matter.store.documents.list()[0]?.id ?? ''])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
})

test('one text that the embedder cannot take costs its document; an embedder that always fails stops the reading and loses nothing', async () => {
  let isDown = true
  const { matter, inbox } = await testMatter({ embedder: hashEmbedder({ onEmbed: async (texts) => {
    if (isDown || texts.some((text) => text.includes('poison'))) throw new AppError('embedder-failed')
  } }) })
  writeFiles(inbox, { '1.txt': 'one', '2.txt': 'two', '3.txt': 'three', '4.txt': 'four', '5 poison.txt': 'poison', '6.txt': 'six' })
  await matter.ingestion.add([inbox])
  await expect(matter.ingestion.whenIdle()).rejects.toMatchObject({ code: 'embedder-failed' })
  expect(matter.ingestion.progress().status).toBe('paused')
  expect(matter.ingestion.progress().documentsFailed).toBe(3)

  isDown = false
  for (const { id, state } of matter.store.documents.list()) if (state === 'failed') await matter.ingestion.retry([id])
  matter.ingestion.resume()
  await matter.ingestion.whenIdle()
  expect(statesOf(matter).sort()).toEqual(['1.txt: committed', '2.txt: committed', '3.txt: committed', '4.txt: committed', '5 poison.txt: embedder-failed', '6.txt: committed'])
})

test('a document removed while it is being read is gone, and the others are read', async () => {
  const { embedder, reached, go } = heldEmbedder(2)
  const { matter, inbox } = await testMatter({ embedder })
  writeFiles(inbox, { 'a.txt': sampleText(1, { pages: 20 }), 'b.txt': sampleText(2) })
  await matter.ingestion.add([inbox])
  await reached
  const removing = matter.ingestion.remove([matter.store.documents.list()[0]?.id ?? ''])
  go()
  await removing
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['b.txt: committed'])
  expect(await matter.index.count()).toBe(matter.store.documents.list()[0]?.passageCount)
})

test('a crash of one file in the parser does not leave its pages behind, and reading it again works', async () => {
  let isBroken = true
  const { matter, inbox } = await testMatter({ parser: plainParser({ beforeParse: async () => { if (isBroken) throw new AppError('parse-crashed') } }) })
  writeFiles(inbox, { 'a.txt': sampleText(1) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: parse-crashed'])
  isBroken = false
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
})

test('rows missing from the index, as after a restored backup, are made again from the stored pages', async () => {
  const { matter, matters, inbox } = await testMatter()
  writeFiles(inbox, { 'a.txt': sampleText(1), 'b.txt': sampleText(2) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const total = await matter.index.count()
  const { connect } = await import('@lancedb/lancedb')
  await matters.close(matter.id)
  const connection = await connect(matter.folder)
  await (await connection.openTable('passages')).delete('page = 1')
  connection.close()

  const again = await matters.open(matter.id)
  await again.ingestion.whenIdle()
  expect(await again.index.count()).toBe(total)
  expect(again.store.hidden.ids()).toEqual([])
})

test('progress only grows, ends complete, and reading runs one document ahead of embedding at most', async () => {
  const ahead: number[] = []
  const { matter, inbox, progress } = await testMatter({ parser: plainParser({ beforeParse: async () => {
    ahead.push(matter.store.documents.allIn(['parsed', 'chunked']).length)
  } }) })
  writeFiles(inbox, Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${String(index).padStart(2, '0')}.txt`, sampleText(index, { pages: 6 })])))
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(Math.max(...ahead)).toBeLessThanOrEqual(1)
  expect(progress.at(-1)).toMatchObject({ status: 'idle', documentsDone: 12, documentsTotal: 12, secondsLeft: null, current: null })
  const done = progress.map(({ passagesDone }) => passagesDone)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
})
