import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../src-preload/contract/index.ts'
import { openConfFile } from '../../src-main/settings/settings-file.ts'
import { allowDownloads, openSettings } from '../../src-main/settings/settings-store.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-settings-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const open = () => openSettings(folder, openConfFile)
const path = () => join(folder, 'settings.json')

describe('the settings', () => {
  test('are the defaults before anything was set, offline first', () => {
    expect(open().get()).toEqual(defaultSettings)
    expect(open().get().offline).toBe(true)
  })

  test('survive a restart', () => {
    open().update({ theme: 'dark', chatModelId: 'qwen' })
    expect(open().get()).toEqual({ ...defaultSettings, theme: 'dark', chatModelId: 'qwen' })
  })

  test('of an older version keep what they say, and new ones take their default', () => {
    writeFileSync(path(), JSON.stringify({ version: 1, theme: 'light' }))
    expect(open().get()).toEqual({ ...defaultSettings, theme: 'light' })
  })

  test.each([
    ['cut off', '{"version":1,"theme":"da'],
    ['no object', '[1,2]'],
    ['empty', ''],
    ['of a newer version', JSON.stringify({ ...defaultSettings, version: 2 })],
    ['with a value that does not fit', JSON.stringify({ ...defaultSettings, textScale: 40 })],
  ])('that are %s are kept aside, and the app starts with the defaults', (_name, text) => {
    writeFileSync(path(), text)
    const settings = open()
    expect(settings.get()).toEqual(defaultSettings)
    const kept = readdirSync(folder).filter((name) => name.includes('damaged'))
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text])
    settings.update({ theme: 'light' })
    expect(open().get().theme).toBe('light')
  })

  test('refuse a value that is not one of them, and stay as they were', () => {
    const settings = open()
    expect(() => settings.update({ textScale: 9 })).toThrow('textScale')
    expect(settings.get()).toEqual(defaultSettings)
    expect(open().get()).toEqual(defaultSettings)
  })

  test('that cannot be written stay as they were', () => {
    const settings = openSettings(folder, () => ({ get store(): Record<string, unknown> { return {} }, set store(_value) { throw Object.assign(new Error('no space'), { code: 'ENOSPC' }) } }))
    expect(() => settings.update({ theme: 'dark' })).toThrow('no space')
    expect(settings.get()).toEqual(defaultSettings)
  })

  test('with downloads allowed for one command stay offline on disk', () => {
    const settings = open()
    const online = allowDownloads(settings)
    online.update({ theme: 'dark' })
    expect([online.get().offline, settings.get().offline, open().get()]).toEqual([false, true, { ...defaultSettings, theme: 'dark' }])
  })

  test('keep what a change does not touch', () => {
    const settings = open()
    settings.update({ offline: false })
    settings.update({ theme: 'dark' })
    expect(settings.get().offline).toBe(false)
  })
})
