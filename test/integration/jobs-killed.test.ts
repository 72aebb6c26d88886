import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentOf, endAfterKills, type KillAt, type KillStart, prepareKillStart, randomKills, runKilled, tellingKills } from '../support/killed-ingestion.ts'
import { mulberry } from '../support/sample-text.ts'

/** Kills at random moments; bench/kill-ingestion.ts does 200. */
const leastRandomKills = 16

let root: string
let start: KillStart
let labels: readonly string[]
let undisturbed: Record<string, unknown>

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'strongroom-test-'))
  start = await prepareKillStart(join(root, 'start'), join(root, 'inbox'))
  const first = copyOfStart('undisturbed')
  labels = await runKilled(first, null) ?? []
  undisturbed = await contentOf(first)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A copy of the prepared data folder; the added paths are the same. */
function copyOfStart(name: string): KillStart {
  const dataFolder = join(root, name)
  rmSync(dataFolder, { recursive: true, force: true })
  cpSync(start.dataFolder, dataFolder, { recursive: true })
  return { ...start, dataFolder }
}

async function killed(kills: readonly KillAt[]): Promise<number> {
  const copy = copyOfStart('killed')
  const count = await endAfterKills(copy, kills)
  expect(await contentOf(copy), `killed at ${JSON.stringify(kills.slice(0, count))}`).toEqual(undisturbed)
  return count
}

test('the undisturbed run leaves nothing half done', () => {
  expect(undisturbed['leftOver']).toEqual([[], [], [], [], []])
  expect(labels.length).toBeGreaterThan(400)
  for (const label of [`SET state = 'parsed'`, 'state chunked', 'state embedded', 'state committed', `SET state = 'failed'`]) expect(labels.some((one) => one.includes(label))).toBe(true)
})

test('killed at any moment, again and again, ingestion goes on by itself and ends with the same rows', { timeout: 600_000 }, async () => {
  const random = mulberry(20261121)
  let count = 0
  while (count < leastRandomKills) count += await killed(randomKills(random, labels.length))
  expect(count).toBeGreaterThanOrEqual(leastRandomKills)
})

test('killed before and after every change of state and every kind of write, it ends with the same rows', { timeout: 600_000 }, async () => {
  const groups = tellingKills(labels)
  let count = 0
  for (const kills of groups) count += await killed(kills)
  expect(count).toBeGreaterThan(24)
})
