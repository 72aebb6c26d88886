import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Answer, Hit } from '../../src-preload/contract/index.ts'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { removedNote } from '../../src-main/store/forget-documents.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { aBox, scanMark } from '../support/plain-parser.ts'
import { mulberry, sampleText } from '../support/sample-text.ts'
import { scanRecognition } from '../support/scan-recogniser.ts'

/** Files below a folder that hold one of these strings, in UTF-8 or UTF-16, in any case. */
function holding(folder: string, strings: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    const [narrow, wide] = [bytes.toString('latin1').toLowerCase(), bytes.toString('utf16le').toLowerCase()]
    return strings.filter((one) => narrow.includes(Buffer.from(one.toLowerCase()).toString('latin1')) || wide.includes(one.toLowerCase())).map((one) => `${name}: ${one}`)
  })
}

/** Words that occur nowhere else. */
function uniqueWords(count: number, seed: number): string[] {
  const random = mulberry(seed)
  return Array.from({ length: count }, () => Array.from({ length: 14 }, () => 'bcdfghjklmnpqrstvwxz'[Math.floor(random() * 20)]).join(''))
}

async function hitOn(matter: OpenMatter, word: string): Promise<Hit> {
  const [found] = await matter.index.textSearch(word, 1)
  if (!found) throw new Error('nothing was found')
  const { headingPath, ...passage } = found
  return { ...passage, headingPath: [...headingPath], documentName: matter.store.reader.documentName(found.documentId) ?? '', pageLabel: null, bestSentence: { start: found.start, end: found.end } }
}

const answerFrom = (hits: readonly Hit[]): Answer => ({
  text: hits.map(({ text }, index) => `${text} [${index + 1}]`).join(' '),
  sentences: hits.map(({ text }, index) => ({ text, supported: true, reason: null, citations: [index + 1] })),
  citations: hits.map(({ documentId, documentName, page, start, end, text }, index) => ({ n: index + 1, documentId, documentName, page, pageLabel: null, quote: text, start, end, place: null, verifiedBy: 'exact' })),
  refused: false, timings: { evidenceMs: 1, firstTokenMs: 1, totalMs: 1, promptTokens: 1, cachedTokens: 0, outputTokens: 1 }, modelId: 'm',
  caveats: hits.map(({ documentName }) => `Page 2 of ${documentName} could not be read.`),
})

test('after removal no file of the matter holds a word of the document, of what was in it, of its older version or of its name', { timeout: 120_000 }, async () => {
  const { matter, inbox } = await testMatter({ recognition: scanRecognition() })
  const words = uniqueWords(120, 1)
  const kept = uniqueWords(20, 2)
  const part = (from: number): string => words.slice(from, from + 20).map((word, index) => `${sampleText(from + index, { pages: 1, sentences: 2 })} The ${word} is due.`).join('\f')
  const paths = writeFiles(inbox, {
    'keep.txt': kept.map((word) => `${sampleText(7, { pages: 1, sentences: 10 })} ${word}.`).join('\f'),
    [`${words[100] ?? ''}.txt`]: part(0), 'scan.txt': part(20).split('\f').map((page) => `${scanMark} ${page}`).join('\f'),
    'mail.box': aBox({ 'annex.txt': part(40) }, `Dear ${words[101] ?? ''}`), 'versions.txt': part(60),
  })
  for (const path of Object.values(paths)) {
    await matter.ingestion.add([path])
    await matter.ingestion.whenIdle()
  }
  writeFileSync(paths['versions.txt'] ?? '', part(80))
  await matter.ingestion.add([paths['versions.txt'] ?? ''])
  await matter.ingestion.whenIdle()
  const typedId = matter.store.documents.list().find(({ name }) => name === 'scan.txt')?.id ?? ''
  matter.ingestion.typePage(typedId, 1, `Corrected to ${words[102] ?? ''}.`)
  await matter.ingestion.whenIdle()

  const chat = matter.store.chats.create()
  const hits = [await hitOn(matter, words[3] ?? ''), await hitOn(matter, kept[2] ?? '')]
  const done = matter.store.chats.ask(chat.id, 'When is it due?')
  matter.store.chats.messages.setEvidence(done.id, hits)
  matter.store.chats.messages.finish(done.id, answerFrom(hits))
  const stopped = matter.store.chats.ask(chat.id, 'And the other?')
  matter.store.chats.messages.setEvidence(stopped.id, hits)
  matter.store.chats.messages.stop(stopped.id, `It says ${words[3] ?? ''}`)
  const running = matter.store.chats.ask(chat.id, 'And now?')
  matter.store.chats.messages.setEvidence(running.id, hits)
  matter.store.vault(chat.id).keep([{ placeholder: '[PERSON_1]', category: 'person', entity: words[101] ?? '', value: words[101] ?? '', forms: [words[101] ?? ''] }])
  const gone = words.slice(0, 103).filter((_, index) => index !== 20)
  expect(new Set(holding(matter.folder, gone).map((found) => found.split(': ')[1])).size).toBeGreaterThan(95)

  const removed = matter.store.documents.list().filter(({ name, parentId }) => name !== 'keep.txt' && parentId === null).map(({ id }) => id)
  expect(await matter.ingestion.remove(removed)).toMatchObject({ documents: 6 })
  matter.store.chats.messages.finish(running.id, answerFrom(hits))
  await matter.ingestion.whenIdle()
  await matter.store.flush()
  expect(holding(matter.folder, gone)).toEqual([])

  expect(statesOf(matter)).toEqual(['keep.txt: committed'])
  expect(await matter.index.textSearch(kept[2] ?? '', 3)).toHaveLength(1)
  for (const id of [done.id, running.id]) {
    const { answer, evidence } = matter.store.chats.messages.get(id)
    expect(evidence).toMatchObject([{ documentName: 'keep.txt' }])
    expect(answer?.citations).toMatchObject([{ n: 2, documentName: 'keep.txt' }])
    expect(answer?.sentences).toMatchObject([{ text: removedNote, supported: false }, { citations: [2], supported: true }])
    expect(answer?.text).toBe(`${removedNote} ${hits[1]?.text ?? ''} [2]`)
  }
  expect(matter.store.chats.messages.get(stopped.id)).toMatchObject({ partialText: removedNote })
})

test('hundreds of documents are removed in one go, and what the report says is what was there', async () => {
  const { matter, inbox } = await testMatter()
  const words = uniqueWords(300, 3)
  writeFiles(inbox, Object.fromEntries(words.map((word, index) => [`${index}.txt`, `The ${word} of document ${index}.`])))
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const gone = matter.store.documents.list().slice(0, 250)
  const report = await matter.ingestion.remove(gone.map(({ id }) => id))
  expect(report).toEqual({ documents: 250, pages: 250, passages: 250, bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0) })
  await matter.ingestion.whenIdle()
  expect(await matter.index.count()).toBe(50)
  const goneWords = gone.map(({ name }) => words[Number.parseInt(name, 10)] ?? '')
  expect(holding(matter.folder, goneWords)).toEqual([])
})
