// `npm test`: everything from nothing. The last line is `N passed, N failed, N skipped`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bootstrap } from './bootstrap.mjs'
import { build } from './build.mjs'
import { productEnv, productNode, readStamp, root, run, runScript, Stop } from './checkout.mjs'
import { wantedModels, weightsAreReady } from './weights-ready.mjs'

const tiers = ['unit', 'contract', 'architecture', 'integration', 'model', 'end-to-end']
const say = (line) => process.stdout.write(`${line}\n`)
const weights = resolve(process.env.STRONGROOM_TEST_MODELS ?? join(root, 'models', 'weights'))
const reports = mkdtempSync(join(tmpdir(), 'strongroom-test-'))

await runScript(async () => {
  try {
    return await testEverything()
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
})

async function testEverything() {
  await step('packages', () => bootstrap(say))
  await step('weights', fetchSmallWeights)
  await step('build', () => build(say))
  const checks = await step('check', () => run(productNode(), [join(root, 'scripts', 'check.mjs')]))
  const sums = { passed: 0, failed: checks.code === 0 ? 0 : 1, skipped: 0 }
  for (const tier of tiers) {
    const counts = await step(tier, () => runTier(tier))
    for (const key of Object.keys(sums)) sums[key] += counts[key]
  }
  say(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
  return sums.failed === 0 && sums.passed > 0 ? 0 : 1
}

async function step(name, action) {
  const started = Date.now()
  const result = await action()
  const counts = result && 'passed' in result ? `: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped` : ''
  say(`── ${name}${counts} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return result
}

async function fetchSmallWeights() {
  if (weightsAreReady(weights, wantedModels(true))) return
  const { code } = await run(productNode(), [join(root, 'scripts', 'fetch-weights.ts'), '--small'])
  if (code !== 0) throw new Stop('The weights for the tests could not be fetched; see above.', code)
}

/** One tier; a crash, or no test at all, counts as a failure so that an empty tier cannot pass. */
async function runTier(tier) {
  const file = join(reports, `${tier}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { code } = await run(productNode(), [vitest, 'run', '--project', tier, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
    env: { ...productEnv(), STRONGROOM_TEST_MODELS: weights, STRONGROOM_NO_OPEN: '1', NO_COLOR: process.stdout.isTTY ? undefined : '1' },
  })
  const report = readStamp(file)
  const counts = {
    passed: report?.numPassedTests ?? 0,
    // A file that does not load has no failed test, only a failed suite.
    failed: Math.max(report?.numFailedTests ?? 0, report?.success === false || code !== 0 ? 1 : 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
  if (counts.passed + counts.failed + counts.skipped === 0) return { ...counts, failed: 1 }
  return counts
}
