// Runs one ingestion in a process of its own and kills itself, as `kill -9` would, at the n-th step that touches the disk.
// Arguments: data folder, matter id, folder to add, n (0: never). Prints the number of steps when it ends by itself.
import { appendFileSync } from 'node:fs'
import { copyFile, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { connect } from '@lancedb/lancedb'
import { discoverFiles } from '../../src-main/ingest/file-discovery.ts'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { createMatters } from '../../src-main/matters/create-matters.ts'
import { silentLog } from '../../src-main/support/log.ts'
import { hashEmbedder } from './hash-embedder.ts'
import { plainParser } from './plain-parser.ts'

const [dataFolder = '', matterId = '', inbox = '', killAt = '0'] = process.argv.slice(2)
let steps = 0
const step = (): void => {
  steps++
  if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}

/** Counts a step before and after each call, so that a kill can fall between a write and what follows it. */
function around(target: object, name: string, counts: (args: readonly unknown[]) => boolean = () => true): void {
  const original: unknown = Reflect.get(target, name)
  if (typeof original !== 'function') throw new TypeError(`no ${name} to wrap`)
  Reflect.set(target, name, function wrapped(this: unknown, ...args: unknown[]) {
    if (!counts(args)) return Reflect.apply(original, this, args)
    step()
    const result: unknown = Reflect.apply(original, this, args)
    if (result instanceof Promise) return result.then((value: unknown) => { step(); return value })
    step()
    return result
  })
}
around(DatabaseSync.prototype, 'exec', ([sql]) => sql === 'COMMIT')
around(StatementSync.prototype, 'run')
// LanceDB does not give its table class away; a scratch table has it.
const scratch = await mkdtemp(join(tmpdir(), 'strongroom-scratch-'))
const tablePrototype: object = Object.getPrototypeOf(await (await connect(scratch)).createTable('scratch', [{ x: 1 }]))
await rm(scratch, { recursive: true })
for (const name of ['add', 'delete', 'update', 'optimize', 'createIndex']) around(tablePrototype, name)

const matters = await createMatters({
  dataFolder, discoverFiles, splitPassages, log: silentLog,
  parser: plainParser({ beforeParse: async () => step() }),
  embedder: hashEmbedder({ onEmbed: async () => step() }),
  onProgress: () => {}, onDocumentsChanged: () => {},
  async copyFile(from, to, mode) {
    await using half = await open(to, 'w')
    await half.write('half a copy')
    step()
    await copyFile(from, to, mode)
    step()
  },
})
const matter = await matters.open(matterId)
await matter.ingestion.add([inbox])
await matter.ingestion.whenIdle()
await matters[Symbol.asyncDispose]()
appendFileSync(1, `${steps}\n`)
