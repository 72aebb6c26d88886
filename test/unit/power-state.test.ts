import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPowerState } from '../../src-main/ingest/power-state.ts'
import { readBattery } from '../../src-main/shell/read-battery.ts'

describe('the battery, as Linux tells of it', () => {
  const folder = (supplies: Record<string, Record<string, string>>): string => {
    const root = mkdtempSync(join(tmpdir(), 'strongroom-power-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    for (const [name, fields] of Object.entries(supplies)) {
      mkdirSync(join(root, name))
      for (const [field, value] of Object.entries(fields)) writeFileSync(join(root, name, field), `${value}\n`)
    }
    return root
  }
  const battery = (status: string): Record<string, string> => ({ type: 'Battery', status })

  test.each([
    ['a machine without one', {}, null],
    ['a mouse', { hid: { type: 'Battery', scope: 'Device', status: 'Discharging' } }, null],
    ['one that is being emptied', { AC: { type: 'Mains', online: '0' }, BAT0: battery('Discharging') }, true],
    ['one that is being filled', { AC: { type: 'Mains', online: '1' }, BAT0: battery('Charging') }, false],
    ['one that is full, at the mains', { AC: { type: 'Mains', online: '1' }, BAT0: battery('Full') }, false],
    ['two, one of them waiting', { BAT0: battery('Unknown'), BAT1: battery('Discharging') }, true],
    ['one that is emptied beside a charger that is too weak', { usb: { type: 'USB', online: '1' }, BAT0: battery('Discharging') }, false],
  ])('%s', (_what, supplies, expected) => {
    expect(readBattery(folder(supplies as Record<string, Record<string, string>>))).toBe(expected)
  })

  test('is not known where there is no such folder', () => {
    expect(readBattery('/nowhere/power_supply')).toBeNull()
  })
})

describe('reading waits for power', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  test('while the machine runs on its battery, and goes on by itself', () => {
    let isOnBattery: boolean | null = false
    using power = createPowerState({ onBattery: () => isOnBattery, isWanted: () => true, everyMs: 1_000 })
    const heard: boolean[] = []
    power.subscribe((waits) => heard.push(waits))
    isOnBattery = true
    vi.advanceTimersByTime(3_000)
    isOnBattery = false
    vi.advanceTimersByTime(3_000)
    isOnBattery = null
    vi.advanceTimersByTime(3_000)
    expect(heard).toEqual([true, false])
  })

  test('only if the person wants it, from the moment that is said', () => {
    let isWanted = false
    using power = createPowerState({ onBattery: () => true, isWanted: () => isWanted })
    expect(power.waits()).toBe(false)
    isWanted = true
    power.look()
    expect(power.waits()).toBe(true)
  })
})
