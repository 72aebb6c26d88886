import { expect, test, vi } from 'vitest'
import { openLazily } from '../../src-main/support/open-lazily.ts'

const anOpened = () => ({ [Symbol.asyncDispose]: vi.fn(async () => {}) })

test('is opened once, at the first use, and closed with it', async () => {
  const opened = anOpened()
  const open = vi.fn(async () => opened)
  const lazily = openLazily(open)
  expect(open).not.toHaveBeenCalled()
  expect(await Promise.all([lazily.get(), lazily.get()])).toEqual([opened, opened])
  expect(open).toHaveBeenCalledOnce()
  await lazily[Symbol.asyncDispose]()
  expect(opened[Symbol.asyncDispose]).toHaveBeenCalledOnce()
})

test('what could not be opened is tried again at the next use, and closing what never opened is nothing', async () => {
  const opened = anOpened()
  const open = vi.fn<() => Promise<ReturnType<typeof anOpened>>>().mockRejectedValueOnce(new Error('not there yet')).mockResolvedValue(opened)
  const lazily = openLazily(open)
  await expect(Promise.all([lazily.get(), lazily.get()])).rejects.toThrow('not there yet')
  await lazily[Symbol.asyncDispose]()
  expect(await lazily.get()).toBe(opened)
  expect(open).toHaveBeenCalledTimes(2)
})
