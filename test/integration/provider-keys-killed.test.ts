import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createSealedKeyStore } from '../../src-main/vault/sealed-key-store.ts'

const writer = fileURLToPath(new URL('../support/fixtures/key-store-process.ts', import.meta.url))

test('keys survive a process that is killed at any moment of writing them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-keys-'))
  try {
    let before = 0
    for (let round = 0; round < 15; round++) {
      const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
      let changes = 0
      child.stdout.on('data', (dots: Buffer) => {
        changes += dots.length
        if (changes > round) child.kill('SIGKILL')
      })
      await once(child, 'exit')

      const keys = createSealedKeyStore({ folder })
      expect(readdirSync(folder), 'nothing set aside, nothing left over').toEqual(['keys.sealed'])
      await keys.unlock('correct horse')
      const first = Number(await keys.get('first') ?? 0)
      const second = Number((await keys.get('second') ?? '0').split(' ')[0])
      expect(first, 'nothing that was kept is lost').toBeGreaterThanOrEqual(before)
      expect([first, first - 1], 'one change at a time').toContain(second)
      before = first
    }
    expect(before).toBeGreaterThan(15)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
