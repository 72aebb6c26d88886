// How long `npm start` takes when everything is prepared: from the command to the address that can be opened, to the
// first answered call, and to the loaded chat model. The weights of models/weights are used. node bench/startup.ts [--runs N] [--json FILE]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { repositoryRoot } from '../test/support/import-graph.ts'
import { connectShell } from '../test/support/shell-client.ts'
import { weightsFolder } from '../test/support/weights.ts'
import { percentile } from './percentile.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, json: { type: 'string' } } })
const home = mkdtempSync(join(tmpdir(), 'strongroom-startup-'))
const env = { ...process.env, STRONGROOM_HOME: home, STRONGROOM_MODELS: weightsFolder, STRONGROOM_NO_OPEN: '1' }

await start() // Prepares the sample matter, as the first start does; not counted.
const runs: Awaited<ReturnType<typeof start>>[] = []
for (let index = 0; index < Number(values.runs); index++) runs.push(await start())

const median = (key: 'addressMs' | 'firstCallMs' | 'modelMs'): number => Math.round(percentile(runs.map((run) => run[key]), 0.5))
const result = { runs: runs.length, addressMs: median('addressMs'), firstCallMs: median('firstCallMs'), modelMs: median('modelMs') }
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
rmSync(home, { recursive: true, force: true })

async function start(): Promise<{ addressMs: number; firstCallMs: number; modelMs: number }> {
  const begunAt = performance.now()
  const since = (): number => performance.now() - begunAt
  const child = spawn(process.execPath, [join(repositoryRoot, 'scripts', 'start.mjs')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/open\/\S+/.exec(line)?.[0]
    if (url === undefined) continue
    const addressMs = since()
    const shell = await connectShell({ origin: new URL(url).origin, openUrl: async () => url })
    await shell.call('app.info', null)
    const firstCallMs = since()
    while ((await shell.call('models.runtime', null)).state !== 'ready') await new Promise((resolve) => setTimeout(resolve, 50))
    const modelMs = since()
    child.kill('SIGTERM')
    await once(child, 'close')
    return { addressMs, firstCallMs, modelMs }
  }
  throw new Error('npm start ended before it gave an address.')
}
