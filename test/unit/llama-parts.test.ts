import fc from 'fast-check'
import type { Token } from 'node-llama-cpp'
import { describe, expect, test } from 'vitest'
import { candidatePackages } from '../../src-main/model/llama/load-runtime.ts'
import { fitContext, kvBytesPerToken, leastNeededBytes, type ModelShape } from '../../src-main/model/llama/memory-fit.ts'
import { createSpeedMeter } from '../../src-main/model/llama/speed-meter.ts'
import { createTextStream } from '../../src-main/model/llama/text-stream.ts'

const small: ModelShape = { layers: 28, kvHeads: 2, keyValueLength: 256, trainContextTokens: 32_768, weightBytes: 1.1e9 }

describe('memory', () => {
  test('a token of the 1.5 B model takes 28 KB of cache', () => {
    expect(kvBytesPerToken(small)).toBe(28 * 2 * 256 * 2)
  })

  test('a small machine gets a bounded context, a large one a larger one', () => {
    expect(fitContext(small, { totalBytes: 8e9, freeBytes: 5e9 })?.contextTokens).toBe(4096)
    expect(fitContext(small, { totalBytes: 64e9, freeBytes: 40e9 })?.contextTokens).toBe(8192)
  })

  test('a model that does not fit is refused before it is loaded', () => {
    expect(fitContext(small, { totalBytes: 4e9, freeBytes: 1e9 })).toBeNull()
    expect(leastNeededBytes(small)).toBeGreaterThan(1e9)
  })

  test('what is planned always fits the free memory and the model', () => {
    const shape = fc.record({ layers: fc.integer({ min: 1, max: 100 }), kvHeads: fc.integer({ min: 1, max: 64 }), keyValueLength: fc.integer({ min: 32, max: 512 }), trainContextTokens: fc.integer({ min: 512, max: 131_072 }), weightBytes: fc.integer({ min: 1e8, max: 2e10 }) })
    fc.assert(fc.property(shape, fc.integer({ min: 1e9, max: 1e11 }), (one, freeBytes) => {
      const fit = fitContext(one, { totalBytes: freeBytes * 1.5, freeBytes })
      fc.pre(fit !== null)
      expect(fit?.neededBytes).toBeLessThanOrEqual(freeBytes)
      expect(fit?.contextTokens).toBeLessThanOrEqual(one.trainContextTokens)
    }))
  })
})

describe('measured speed', () => {
  test('is unknown before the first measurement and exact after it', () => {
    const meter = createSpeedMeter()
    expect(meter.tokensPerSecond()).toBeNull()
    meter.add(50, 1000)
    expect(meter.tokensPerSecond()).toBeCloseTo(50)
  })

  test('follows a machine that gets slower, without jumping', () => {
    const meter = createSpeedMeter()
    for (let i = 0; i < 20; i++) meter.add(50, 1000)
    meter.add(10, 1000)
    expect(meter.tokensPerSecond()).toBeGreaterThan(40)
    for (let i = 0; i < 40; i++) meter.add(10, 1000)
    expect(meter.tokensPerSecond()).toBeLessThan(12)
  })
})

test('streamed pieces never hold half a character, and together are the whole text', () => {
  const bytesAsTokens = { detokenize: (tokens: readonly Token[]) => new TextDecoder().decode(Uint8Array.from(tokens)) }
  fc.assert(fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 30 }).filter((text) => text.isWellFormed() && !text.includes('\uFFFD') && !text.startsWith('\uFEFF')), (text) => {
    const stream = createTextStream(bytesAsTokens, [])
    const pieces = [...new TextEncoder().encode(text)].map((byte) => stream.push(byte as Token))
    expect(pieces.join('')).not.toContain('\uFFFD')
    expect(stream.text()).toBe(pieces.join(''))
    // TextDecoder drops a byte order mark at the start of each piece.
    expect(stream.text()).toBe(text.replaceAll('\uFEFF', ''))
  }))
})

test('builds for graphics cards are tried first where they exist, and each system gets its own', () => {
  expect(candidatePackages('linux', 'x64')).toEqual(['linux-x64-cuda', 'linux-x64-vulkan', 'linux-x64'])
  expect(candidatePackages('linux', 'arm64')).toEqual(['linux-arm64'])
  expect(candidatePackages('darwin', 'arm64')).toEqual(['mac-arm64-metal'])
  expect(candidatePackages('win32', 'x64').at(-1)).toBe('win-x64')
})
