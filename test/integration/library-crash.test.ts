import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createTransport } from '../../src-main/egress/transport.ts'
import { smallCatalogue, smallModelId, smallWeights, testLibrary } from '../support/small-catalogue.ts'
import { stallAfter, startWeightsServer, whole } from '../support/weights-server.ts'

const fixture = fileURLToPath(new URL('../support/fixtures/fetch-process.ts', import.meta.url))

it('a fetch that is killed goes on where it stopped, and nothing half is under the final name', async () => {
  await using server = await startWeightsServer()
  using test = testLibrary({ transport: createTransport(), testOrigin: server.origin })
  server.answerWith(stallAfter(smallWeights, 250_000))
  const child = spawn(process.execPath, [fixture, test.folder, server.origin, JSON.stringify(smallCatalogue)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(test.target)).toBe(false)
  const kept = statSync(test.part).size
  expect(kept).toBeGreaterThan(0)

  server.answerWith(whole(smallWeights))
  expect(await test.library.fetch(smallModelId)).toMatchObject({ state: 'ready' })
  expect(server.requests.at(-1)).toContain(`bytes=${kept}-`)
  expect(readFileSync(test.target).equals(smallWeights)).toBe(true)
})
