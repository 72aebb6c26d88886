// Runs one ingestion in a process of its own and kills itself, as `kill -9` would, at a step that touches the disk.
// Argument: JSON of what `runKilled` was asked. Prints the labels of all steps when it ends by itself.
import files, { copyFile, mkdtemp, open, rm } from 'node:fs/promises'
import systemFiles from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { connect } from '@lancedb/lancedb'
import { createMatters } from '../../src-main/matters/create-matters.ts'
import { type KillAt, type KillStart, matterParts, runKillScript } from './killed-ingestion.ts'

const { start, killAt } = JSON.parse(process.argv[2] ?? '') as { start: KillStart; killAt: KillAt }
const labels: string[] = []
let occurrences = 0
const step = (label: string): void => {
  labels.push(label)
  if (!killAt) return
  if ('step' in killAt ? labels.length === killAt.step : label === killAt.label && ++occurrences === killAt.occurrence) process.kill(process.pid, 'SIGKILL')
}

/** Counts a step before and after each call, so that a kill can fall between a write and what follows it. */
function around(target: object, name: string, labelOf: (self: unknown, args: readonly unknown[]) => string | null): void {
  const original: unknown = Reflect.get(target, name)
  if (typeof original !== 'function') throw new TypeError(`no ${name} to wrap`)
  Reflect.set(target, name, function wrapped(this: unknown, ...args: unknown[]) {
    const label = labelOf(this, args)
    if (label === null) return Reflect.apply(original, this, args)
    step(`before ${label}`)
    const result: unknown = Reflect.apply(original, this, args)
    if (result instanceof Promise) return result.then((value: unknown) => { step(`after ${label}`); return value })
    step(`after ${label}`)
    return result
  })
}
/** A statement by its first words; changes of state are told apart by the state. */
const sqlLabel = (self: unknown, [value]: readonly unknown[]): string => {
  const sql = self instanceof StatementSync ? self.sourceSQL.replaceAll(/\s+/g, ' ').slice(0, 60) : ''
  return sql.startsWith('UPDATE documents SET state = ?') ? `state ${String(value)}` : sql
}
around(DatabaseSync.prototype, 'exec', (_, [sql]) => (sql === 'COMMIT' ? 'COMMIT' : null))
around(StatementSync.prototype, 'run', sqlLabel)
// LanceDB does not give its table class away; a scratch table has it.
const scratch = await mkdtemp(join(tmpdir(), 'strongroom-scratch-'))
const tablePrototype: object = Object.getPrototypeOf(await (await connect(scratch)).createTable('scratch', [{ x: 1 }]))
await rm(scratch, { recursive: true })
for (const name of ['add', 'delete', 'update', 'optimize', 'createIndex']) around(tablePrototype, name, () => `index ${name}`)
// A killed process loses nothing that it had written: waiting for the disk only makes 200 kills take longer.
{
  await using handle = await open(fileURLToPath(import.meta.url))
  Reflect.set(Object.getPrototypeOf(handle) as object, 'sync', async () => {})
}
systemFiles.fsyncSync = () => {}
for (const name of ['rename', 'rm', 'mkdir'] as const) around(files, name, () => `file ${name}`)
syncBuiltinESMExports()

const matters = await createMatters({
  dataFolder: start.dataFolder,
  ...matterParts(() => step('work')),
  async copyFile(from, to, mode) {
    await using half = await open(to, 'w')
    await half.write('half a copy')
    step('half a copy')
    await copyFile(from, to, mode)
    step('whole copy')
  },
})
await runKillScript(matters, start)
await matters[Symbol.asyncDispose]()
process.stdout.write(JSON.stringify(labels))
