import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { connect } from '@lancedb/lancedb'
import { z } from 'zod'
import { discoverFiles } from '../../src-main/ingest/file-discovery.ts'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { createMatters, type Matters } from '../../src-main/matters/create-matters.ts'
import type { MatterPorts } from '../../src-main/matters/open-matter.ts'
import { silentLog } from '../../src-main/support/log.ts'
import { hashEmbedder } from './hash-embedder.ts'
import { aBox, plainParser, scanMark } from './plain-parser.ts'
import { sampleText } from './sample-text.ts'
import { scanRecognition } from './scan-recogniser.ts'

const child = fileURLToPath(new URL('./ingest-child.ts', import.meta.url))

export interface KillStart { readonly dataFolder: string; readonly matterId: string; readonly inbox: string }
/** Where a child kills itself: at its n-th step, or at the n-th with this label. Null: never. */
export type KillAt = { readonly step: number } | { readonly label: string; readonly occurrence: number } | null

/** Matters on a real database and index, with stand-ins for what takes long; `step` is called where each of them works. */
export function matterParts(step: () => void = () => {}): Omit<MatterPorts, 'copyFile'> {
  return {
    discoverFiles, splitPassages, log: silentLog, onProgress: () => {}, onDocumentsChanged: () => {},
    parser: plainParser({ beforeParse: async () => step() }),
    embedder: hashEmbedder({ onEmbed: async () => step() }),
    recognition: scanRecognition({ onPage: async () => step() }),
  }
}

const scans = (...texts: string[]): string => texts.map((text) => `${scanMark} ${text}`).join('\f')

/** A matter with a few documents read. Afterwards files have changed, and others have come: new, scanned, packed, broken, alike, long. */
export async function prepareKillStart(dataFolder: string, inbox: string): Promise<KillStart> {
  const write = (files: Record<string, string>): void => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(inbox, name), text)
  }
  mkdirSync(inbox, { recursive: true })
  write({ 'a.txt': sampleText(1), 'b.txt': sampleText(2), 'c.box': aBox({ 'same.txt': sampleText(21, { pages: 1 }), 'old.txt': sampleText(22, { pages: 1 }) }) })
  await using matters = await createMatters({ dataFolder, ...matterParts() })
  const { id: matterId } = await matters.create('Killed')
  const { ingestion } = await matters.open(matterId)
  await ingestion.add([inbox, join(inbox, 'c.box')])
  await ingestion.whenIdle()
  write({
    'b.txt': sampleText(12, { pages: 4 }), 'c.box': aBox({ 'same.txt': sampleText(21, { pages: 1 }), 'old.txt': sampleText(23, { pages: 1 }), 'new.txt': 'A new one.' }),
    'd.txt': sampleText(4, { pages: 90 }), 'e.txt': sampleText(5), 'copy of e.txt': sampleText(5), 'f.txt': '', 'g.txt': `${sampleText(5)} And a last word.`,
    'scan.txt': `Its cover.\f${scans('The first page.', 'unreadable', '', 'The last page.')}\fA stamp on it.${scanMark} What was stamped.\fBeside a photograph.${scanMark}`,
    'z.txt': 'To be removed.',
    'more.box': aBox({ 'same.txt': sampleText(21, { pages: 1 }), 'inner.box': aBox({ 'deep.txt': 'Deep down.', 'scan.txt': scans('Deep and scanned.') }), 'bad.bad': 'x' }),
  })
  return { dataFolder, matterId, inbox }
}

/** Adds everything, changes two pages and removes a document: each step gives the same when it is repeated. */
export async function runKillScript(matters: Matters, { matterId, inbox }: KillStart): Promise<void> {
  const { ingestion, store } = await matters.open(matterId)
  await ingestion.add([inbox, join(inbox, 'c.box'), join(inbox, 'more.box')])
  await ingestion.whenIdle()
  const idOf = (name: string): string => store.documents.list().find((document) => document.name === name)?.id ?? ''
  ingestion.typePage(idOf('a.txt'), 2, 'What a person typed.')
  await ingestion.whenIdle()
  const scan = store.documents.list().find(({ name, pageCount }) => name === 'scan.txt' && pageCount > 1)?.id ?? ''
  if (store.pages.get(scan, 2)?.engine !== 'pp-ocr') ingestion.recognise(scan, [2], 'pp-ocr')
  await ingestion.whenIdle()
  await ingestion.remove([idOf('z.txt')])
  await ingestion.whenIdle()
}

/** Runs the script in a process of its own. Gives the labels of its steps, or null when it was killed. */
export function runKilled(start: KillStart, killAt: KillAt): Promise<string[] | null> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, JSON.stringify({ start, killAt })], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    running.stdout.on('data', (text: Buffer) => { out += text.toString() })
    running.stderr.on('data', (text: Buffer) => { errors += text.toString() })
    running.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(null)
      else if (code === 0) resolve(z.array(z.string()).parse(JSON.parse(out)))
      else reject(new Error(errors || `the child ended with ${String(code)}`))
    })
  })
}

/** Kills one ingestion after the other in the same folder, then lets it end; how many kills came about. */
export async function endAfterKills(start: KillStart, kills: readonly KillAt[]): Promise<number> {
  let count = 0
  for (const killAt of kills) {
    if (await runKilled(start, killAt) !== null) break
    count++
  }
  await using matters = await createMatters({ dataFolder: start.dataFolder, ...matterParts() })
  await runKillScript(matters, start)
  return count
}

/** Kills at random steps: later ones fall into the recovery from the one before. */
export function randomKills(random: () => number, steps: number): KillAt[] {
  return Array.from({ length: 4 }, (_, attempt) => ({ step: 1 + Math.floor(random() * steps * (attempt === 0 ? 1 : 0.6)) }))
}

/** Kills at the first step of each kind that changes a state, the index or a file; four to a folder. */
export function tellingKills(labels: readonly string[]): KillAt[][] {
  const telling = [...new Set(labels)].filter((label) => /state|index |file |SET superseded_by|page_tasks|removing|passages_early/.test(label))
  return telling.flatMap((_, at) => (at % 4 === 0 ? [telling.slice(at, at + 4).map((label) => ({ label, occurrence: 1 }))] : []))
}

/** Everything stored of a matter that does not depend on when, or in how many attempts, it was stored. */
export async function contentOf({ dataFolder, matterId }: KillStart): Promise<Record<string, unknown>> {
  const folder = join(dataFolder, 'matters', matterId)
  using database = new DatabaseSync(join(folder, 'matter.db'), { readOnly: true })
  const all = (sql: string): unknown[] => database.prepare(sql).all()
  const content: Record<string, unknown> = {
    documents: all(`SELECT id, sha256, name, stored_name, media_type, bytes, state, failure, warnings, page_count, pages_without_text, passage_count, passages_embedded, removing,
      parent_id, depth, superseded_by, similar_group, signature, coverage, gap_pages, passages_early, index_dirty FROM documents ORDER BY id`),
    pages: all('SELECT * FROM pages ORDER BY document_id, page'),
    words: all('SELECT * FROM page_words ORDER BY document_id, page'),
    // Passages of replaced pages are numbered in the order of replacing.
    passages: all('SELECT document_id, page, start_offset, end_offset, heading_path FROM passages ORDER BY document_id, page, start_offset'),
    origins: all('SELECT document_id, container_id FROM origins ORDER BY path'),
    bands: all('SELECT * FROM similar_bands'),
    leftOver: ['embedded_batches', 'replacements', 'intake', 'hidden_documents', 'page_tasks'].map((table) => all(`SELECT * FROM ${table}`)),
    files: readdirSync(join(folder, 'files')).sort(),
  }
  const connection = await connect(folder)
  const table = await connection.openTable('passages')
  const rows = (await table.query().toArray()).map((row) => ({ ...row, vector: Array.from(row.vector as Iterable<number>) }))
  connection.close()
  content['rows'] = rows.sort((a, b) => (String(Reflect.get(a, 'passageId')) < String(Reflect.get(b, 'passageId')) ? -1 : 1))
  return content
}
