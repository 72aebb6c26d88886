import { execFile, spawn } from 'node:child_process'
import { on, once } from 'node:events'
import { parse } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readerEnvironment } from '../../src-main/ingest/reader/reader-environment.ts'
import { workerUrl } from '../../src-main/support/worker-url.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../support/fixtures/${name}`, import.meta.url))

test('the door opens for the reading process alone: no other program, script, switch or code', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fixture('guarded-reading.ts')], { timeout: 60_000 })
  const refused = 'connection-refused-by-guard'
  expect(JSON.parse(stdout)).toEqual({
    'the reading process': 'started',
    'another program': refused,
    'another script': refused,
    'code on the command line': refused,
    'one more switch': refused,
    'fewer arguments': refused,
    'beside the permit': refused,
    'a second claim': 'not-allowed',
    'refusals heard': 6,
  })
})

test('nothing in the reading process gets out of it, starts a program or sees the environment', async () => {
  const child = spawn(process.execPath, ['--import', pathToFileURL(fixture('nosy-preload.ts')).href, fileURLToPath(workerUrl('reader')), '1000'], {
    env: readerEnvironment({ ...process.env, TZ: 'UTC', STRONGROOM_KEY: 'sk-test' }), cwd: parse(process.execPath).root, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced',
  })
  let raw: unknown = null
  for await (const [message] of on(child, 'message', { signal: AbortSignal.timeout(60_000) })) {
    raw = message
    // It says first that it is ready.
    if (typeof message === 'object' && message !== null && 'outcomes' in message) break
  }
  child.disconnect()
  await once(child, 'exit')
  const said = z.object({ outcomes: z.record(z.string(), z.string()), requests: z.number(), claims: z.array(z.string()), environment: z.array(z.string()), folder: z.string() }).parse(raw)
  expect(Object.keys(said.outcomes).length).toBeGreaterThan(30)
  expect(Object.entries(said.outcomes).filter(([, outcome]) => outcome !== 'connection-refused-by-guard')).toEqual([])
  expect(said.requests).toBe(0)
  expect(said.claims).toEqual(['not-allowed', 'not-allowed'])
  expect(said.environment.filter((name) => !/^(?:NODE_CHANNEL|ORT_DISABLE)/.test(name))).toEqual(['TZ', 'UV_THREADPOOL_SIZE'])
  expect(said.folder).toBe(parse(process.execPath).root)
})
