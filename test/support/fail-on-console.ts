import { afterEach, beforeEach, expect, vi } from 'vitest'

/** Console noise fails a test: what is worth saying goes through the log, which cannot hold document text. */
beforeEach(() => {
  vi.spyOn(console, 'error').mockName('console.error')
  vi.spyOn(console, 'warn').mockName('console.warn')
})

afterEach(() => {
  const noise = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls]
  vi.restoreAllMocks()
  expect(noise, 'console output during the test').toEqual([])
})
