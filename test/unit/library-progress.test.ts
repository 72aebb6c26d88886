import { expect, it } from 'vitest'
import { ProgressPrinter, progressLine } from '../../scripts/progress-printer.ts'
import { ProgressMeter } from '../../src-main/model/library/progress-meter.ts'

it('measures the rate of the last seconds, without what was on disk before', () => {
  let nowMs = 0
  const meter = new ProgressMeter(() => nowMs)
  const at = (ms: number, bytes: number): void => { nowMs = ms; meter.add(bytes) }
  at(0, 500)
  expect(meter.bytesPerSecond()).toBeNull()
  expect(meter.secondsLeft(1000)).toBeNull()
  at(1000, 600)
  expect(meter.bytesPerSecond()).toBe(100)
  expect(meter.secondsLeft(1000)).toBe(4)
  at(17_000, 600)
  at(18_000, 600)
  at(33_000, 600)
  expect(meter.bytesPerSecond(), 'nothing came for fifteen seconds').toBe(0)
  expect(meter.secondsLeft(1000)).toBeNull()
})

it('shows bytes, rate and time left in one line', () => {
  expect(progressLine({ bytesDone: 570e6, bytesTotal: 1140e6, bytesPerSecond: 12e6, secondsLeft: 47.5 })).toBe('[############------------] 570 of 1140 MB · 12 MB/s · 48 s left')
  expect(progressLine({ bytesDone: 0, bytesTotal: 1140e6, bytesPerSecond: null, secondsLeft: null })).toBe('[------------------------] 0 of 1140 MB')
  expect(progressLine({ bytesDone: 2e9, bytesTotal: 1e9, bytesPerSecond: 150_000, secondsLeft: 0 })).toContain('2000 of 1000 MB · 0.1 MB/s · 0 s left')
})

it('rewrites one line in a terminal, and writes a plain line every few seconds elsewhere', () => {
  const written = (isTTY: boolean): string => {
    let text = ''
    let nowMs = 0
    const printer = new ProgressPrinter({ isTTY, columns: 80, write: (piece: string) => { text += piece; return true } } as unknown as NodeJS.WriteStream, () => nowMs)
    for (const [ms, line] of [[0, 'one, long'], [1000, 'two'], [6000, 'three']] as const) {
      nowMs = ms
      printer.show(line)
    }
    printer.end('done')
    return text
  }
  expect(written(true)).toBe('\rone, long\rtwo      \rthree\rdone \n')
  expect(written(false)).toBe('one, long\nthree\ndone\n')
})
