import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const run = promisify(execFile)
const fixture = (name: string): string => fileURLToPath(new URL(`../support/fixtures/${name}`, import.meta.url))
const reportSchema = z.object({ outcomes: z.record(z.string(), z.string()), requests: z.number() })

describe('the guard', () => {
  it('refuses every way out that a nosy dependency tries, with the typed error each time', async () => {
    const { stdout } = await run(process.execPath, [fixture('guarded-process.ts')])
    const { outcomes, requests } = reportSchema.parse(JSON.parse(stdout))
    expect(Object.keys(outcomes).length).toBeGreaterThan(30)
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'connection-refused-by-guard')).toEqual([])
    expect(requests, 'requests that reached the listener').toBe(0)
  })

  it('lets the holder of the permit reach the one host and port it names, and nobody else', async () => {
    const { stdout } = await run(process.execPath, [fixture('permitted-process.ts')])
    expect(JSON.parse(stdout)).toEqual({
      permitted: 200,
      'another port under the permit': 'connection-refused-by-guard',
      'another host under the permit': 'connection-refused-by-guard',
      'another program under the permit': 'connection-refused-by-guard',
      'beside the permit': 'connection-refused-by-guard',
      'after the permit ended': 'connection-refused-by-guard',
      'the permitted program': 'ran',
      'a second claim': 'not-allowed',
      'a second installation': false,
      'refusals heard': 5,
    })
  })
})
