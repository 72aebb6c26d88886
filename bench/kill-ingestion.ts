// Kills an ingestion at 200 random moments and at every kind of write and change of state, lets it go on, and compares all
// tables, the index and the files with those of an undisturbed run. node bench/kill-ingestion.ts [--kills N] [--json FILE]
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { contentOf, endAfterKills, type KillAt, prepareKillStart, randomKills, runKilled, tellingKills } from '../test/support/killed-ingestion.ts'
import { mulberry } from '../test/support/sample-text.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, json: { type: 'string' } } })
const seed = 7
const root = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
const start = await prepareKillStart(join(root, 'start'), join(root, 'inbox'))

const copyOfStart = () => {
  const dataFolder = join(root, 'copy')
  rmSync(dataFolder, { recursive: true, force: true })
  cpSync(start.dataFolder, dataFolder, { recursive: true })
  return { ...start, dataFolder }
}
const undisturbedRun = copyOfStart()
const labels = await runKilled(undisturbedRun, null) ?? []
const undisturbed = await contentOf(undisturbedRun)

const different: (readonly KillAt[])[] = []
const killed = async (kills: readonly KillAt[]): Promise<number> => {
  const copy = copyOfStart()
  const count = await endAfterKills(copy, kills)
  if (!isDeepStrictEqual(await contentOf(copy), undisturbed)) different.push(kills.slice(0, count))
  return count
}

const begunAt = performance.now()
const random = mulberry(seed)
let atRandom = 0
while (atRandom < Number(values.kills)) atRandom += await killed(randomKills(random, labels.length))
let atTransitions = 0
const groups = tellingKills(labels)
for (const kills of groups) atTransitions += await killed(kills)

const result = {
  seed, stepsOfUndisturbedRun: labels.length, kindsOfSteps: new Set(labels).size,
  killsAtRandom: atRandom, killsAtTransitions: atTransitions, transitions: groups.flat().length,
  different, seconds: Math.round((performance.now() - begunAt) / 1000),
}
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
rmSync(root, { recursive: true, force: true })
if (different.length > 0) process.exitCode = 1
