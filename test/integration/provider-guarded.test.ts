import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { providerKinds } from '../../src-preload/contract/index.ts'
import { libraryVariables } from '../support/provider-server/library-variables.ts'

const fixture = fileURLToPath(new URL('../support/fixtures/guarded-providers.ts', import.meta.url))

test('behind the guard every provider’s library does all its work and tries no connection of its own', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fixture], { env: { ...process.env, ...libraryVariables } })
  expect(JSON.parse(stdout)).toEqual({ replies: Object.fromEntries(providerKinds.map((kind) => [kind, `said by ${kind} (2)`])), refusals: 0 })
})
