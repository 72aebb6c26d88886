import { spawn } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { connect } from '@lancedb/lancedb'
import { expect, test } from 'vitest'
import { temporaryFolder, testMatters, writeFiles } from '../support/open-test-matter.ts'
import { mulberry, sampleText } from '../support/sample-text.ts'

const child = fileURLToPath(new URL('../support/ingest-child.ts', import.meta.url))

/** Runs the child; resolves with its printed step count, or null when it was killed. */
function ingest(dataFolder: string, matterId: string, inbox: string, killAt: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, dataFolder, matterId, inbox, String(killAt)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    running.stdout.on('data', (text: Buffer) => { out += text.toString() })
    running.stderr.on('data', (text: Buffer) => { errors += text.toString() })
    running.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(null)
      else if (code === 0) resolve(Number(out))
      else reject(new Error(errors || `the child ended with ${String(code)}`))
    })
  })
}

/** Everything stored of a matter that does not depend on when it was stored. */
async function contentOf(dataFolder: string, matterId: string): Promise<Record<string, unknown>> {
  const folder = join(dataFolder, 'matters', matterId)
  const database = new DatabaseSync(join(folder, 'matter.db'), { readOnly: true })
  const all = (sql: string): unknown[] => database.prepare(sql).all()
  const content: Record<string, unknown> = {
    documents: all('SELECT id, sha256, name, stored_name, media_type, bytes, state, failure, warnings, page_count, passage_count, passages_embedded, removing FROM documents ORDER BY id'),
    pages: all('SELECT * FROM pages ORDER BY document_id, page'),
    passages: all('SELECT * FROM passages ORDER BY document_id, ordinal'),
    origins: all('SELECT document_id FROM origins ORDER BY path'),
    leftOver: ['embedded_batches', 'replacements', 'intake', 'hidden_documents'].map((table) => all(`SELECT * FROM ${table}`)),
    files: readdirSync(join(folder, 'files')).sort(),
  }
  database.close()
  using connection = closing(await connect(folder))
  const table = await connection.value.openTable('passages')
  const rows = (await table.query().toArray()).map((row) => ({ ...row, vector: Array.from(row.vector as Iterable<number>) }))
  content['rows'] = rows.sort((a, b) => (String(Reflect.get(a, 'passageId')) < String(Reflect.get(b, 'passageId')) ? -1 : 1))
  return content
}

function closing<T extends { close(): void }>(value: T): { readonly value: T } & Disposable {
  return { value, [Symbol.dispose]: () => value.close() }
}

let start: { dataFolder: string; matterId: string; inbox: string }
let undisturbed: { steps: number; content: Record<string, unknown> }

/** A matter with three documents read; then two files change, one is new, one fails, and one is a copy. */
async function prepare(): Promise<typeof start> {
  const dataFolder = temporaryFolder()
  const inbox = temporaryFolder()
  writeFiles(inbox, { 'a.txt': sampleText(1), 'b.txt': sampleText(2), 'c.txt': sampleText(3) })
  const matters = await testMatters(dataFolder)
  const { id } = await matters.create('Killed')
  await (await matters.open(id)).ingestion.add([inbox])
  await (await matters.open(id)).ingestion.whenIdle()
  await matters.close(id)
  writeFiles(inbox, { 'b.txt': sampleText(12, { pages: 8 }), 'c.txt': sampleText(13), 'd.txt': sampleText(4, { pages: 12 }), 'e.txt': sampleText(5), 'copy of e.txt': sampleText(5), 'f.txt': '' })
  return { dataFolder, matterId: id, inbox }
}

/** A copy of the prepared data folder; the added paths are the same. */
function copyOfStart(): string {
  const dataFolder = temporaryFolder()
  cpSync(start.dataFolder, dataFolder, { recursive: true })
  return dataFolder
}

test('killed at any moment, ingestion goes on by itself and ends with the same rows', { timeout: 240_000 }, async () => {
  start = await prepare()
  const first = copyOfStart()
  const steps = await ingest(first, start.matterId, start.inbox, 0)
  undisturbed = { steps: steps ?? 0, content: await contentOf(first, start.matterId) }
  expect(undisturbed.content['leftOver']).toEqual([[], [], [], []])
  expect(undisturbed.steps).toBeGreaterThan(200)

  const seed = 20261121
  const random = mulberry(seed)
  let kills = 0
  for (let round = 0; round < 4; round++) {
    const dataFolder = copyOfStart()
    const killedAt: number[] = []
    // Some kills fall into the recovery from the one before.
    for (let attempt = 0; attempt < 4; attempt++) {
      killedAt.push(1 + Math.floor(random() * undisturbed.steps * (attempt === 0 ? 1 : 0.6)))
      if (await ingest(dataFolder, start.matterId, start.inbox, killedAt.at(-1) ?? 1) !== null) break
      kills++
    }
    await ingest(dataFolder, start.matterId, start.inbox, 0)
    expect(await contentOf(dataFolder, start.matterId), `killed at steps ${killedAt.join(', ')}`).toEqual(undisturbed.content)
  }
  expect(kills).toBeGreaterThanOrEqual(8)
})
