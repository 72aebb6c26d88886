import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'

const program = fileURLToPath(new URL('../support/fixtures/guarded-worker.ts', import.meta.url))

test('a nosy dependency in a worker thread meets the same refusals, though the thread never imports the guard itself', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 60_000 })
  const { outcomes, requests } = z.object({ outcomes: z.record(z.string(), z.string()), requests: z.number() }).parse(JSON.parse(stdout))
  expect(Object.keys(outcomes).length).toBeGreaterThan(30)
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'connection-refused-by-guard')).toEqual([])
  expect(requests, 'requests that reached the listener').toBe(0)
})
