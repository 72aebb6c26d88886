import { readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { copyOriginal, hashFile } from '../../src-main/ingest/jobs/copy-original.ts'
import { unlessSilent } from '../../src-main/support/unless-silent.ts'
import { temporaryFolder, writeFiles } from '../support/open-test-matter.ts'

const signal = new AbortController().signal

test('a drive that falls silent while a file is copied costs that file, and leaves no half copy', async () => {
  const folder = temporaryFolder()
  const filesFolder = join(folder, 'files')
  await mkdir(filesFolder)
  const { 'a.txt': path } = writeFiles(folder, { 'a.txt': 'First.' })
  const hashed = await hashFile(path, signal)
  const copying = copyOriginal(path, { filesFolder, hashed, signal, silenceMs: 20, copyFile: () => new Promise(() => {}) })
  await expect(copying).rejects.toMatchObject({ code: 'file-unreadable', facts: { reason: 'silent' }, message: expect.stringContaining('stopped answering') })
  expect(readdirSync(filesFolder)).toEqual([])
})

test('a slow drive is waited for as long as something comes', async () => {
  vi.useFakeTimers()
  try {
    const whole = Promise.withResolvers<string>()
    let heard: () => void = () => {}
    const reading = unlessSilent(1_000, (tell) => { heard = tell; return whole.promise })
    for (let n = 0; n < 10; n++) {
      vi.advanceTimersByTime(900)
      heard()
    }
    whole.resolve('read')
    expect(await reading).toBe('read')
  } finally {
    vi.useRealTimers()
  }
})
