import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calls } from '../../src-preload/contract/index.ts'
import { createDispatcher } from '../../src-main/rpc/dispatcher.ts'
import { fitsMessage } from '../../src-main/rpc/message-size.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { silentLog, type LogEvent, type LogFields } from '../../src-main/support/log.ts'
import { fakeApplication, sampleIds } from '../support/fake-application.ts'

const { matterId } = sampleIds

describe('a call from a page', () => {
  test('reaches its handler with the input that the contract parsed', async () => {
    const application = fakeApplication({ 'chats.rename': () => ({ id: sampleIds.chatId, matterId, title: 'Deposit', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', messageCount: 0 }) })
    const outcome = await createDispatcher(application, silentLog)('chats.rename', { matterId, chatId: sampleIds.chatId, title: '  Deposit  ', extra: 1 })
    expect(outcome.ok).toBe(true)
    expect(application.calls).toEqual([{ name: 'chats.rename', input: { matterId, chatId: sampleIds.chatId, title: 'Deposit' } }])
  })

  test('gets only what the contract names, whatever the handler gave', async () => {
    const application = fakeApplication({ 'app.ping': () => ({ now: 1, secret: 'x' }) })
    expect(await createDispatcher(application, silentLog)('app.ping', null)).toEqual({ ok: true, value: { now: 1 } })
  })

  test('is refused when its name is not of the contract', async () => {
    const application = fakeApplication()
    const dispatch = createDispatcher(application, silentLog)
    await fc.assert(fc.asyncProperty(fc.anything().filter((name) => typeof name !== 'string' || !Object.hasOwn(calls, name)), async (name) => {
      expect(await dispatch(name, null)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    }))
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) expect(await dispatch(name, null)).toMatchObject({ ok: false })
    expect(application.calls).toEqual([])
  })

  test('is refused when its parameters do not fit, and the handler is not run', async () => {
    const application = fakeApplication()
    const dispatch = createDispatcher(application, silentLog)
    for (const params of [undefined, null, 'm_x', { matterId: '../../etc' }, { matterId: 7 }, []]) {
      expect(await dispatch('documents.list', params)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    }
    expect(application.calls).toEqual([])
  })

  test('is refused when it is larger than any real request', async () => {
    const application = fakeApplication()
    const outcome = await createDispatcher(application, silentLog)('search.run', { matterId, query: 'x'.repeat(5_000_000), k: 1 })
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    expect(application.calls).toEqual([])
  })

  test('an expected failure keeps its code and facts', async () => {
    const application = fakeApplication({ 'matters.list': () => { throw new AppError('store-newer-version', { version: 9 }) } })
    expect(await createDispatcher(application, silentLog)('matters.list', null)).toMatchObject({ ok: false, error: { code: 'store-newer-version', facts: { version: 9 } } })
  })

  test('a bug is told without its text, which may be a document’s', async () => {
    const lines: [LogEvent, LogFields | undefined][] = []
    const application = fakeApplication({ 'matters.list': () => { throw new Error('Ms Vogel owes 1,400') } })
    const outcome = await createDispatcher(application, { write: (event, fields) => lines.push([event, fields]) })('matters.list', null)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify([outcome, lines])).not.toContain('Vogel')
    expect(lines).toEqual([['call-failed', { code: 'internal' }]])
  })

  test('a result that breaks the contract is a bug, not a value', async () => {
    const application = fakeApplication({ 'matters.list': () => [{ id: 'nonsense' }] })
    expect(await createDispatcher(application, silentLog)('matters.list', null)).toMatchObject({ ok: false, error: { code: 'internal' } })
  })
})

describe('the size of a message', () => {
  test('counts all text and every level', () => {
    expect(fitsMessage({ a: ['x'.repeat(600), { b: 'y'.repeat(600) }] }, 1000)).toBe(false)
    expect(fitsMessage({ a: ['x'.repeat(300), { b: 'y'.repeat(300) }] }, 1000)).toBe(true)
    expect(fitsMessage(new Map([['k', 'x'.repeat(2000)]]), 1000)).toBe(false)
    expect(fitsMessage(new Uint8Array(2000), 1000)).toBe(false)
  })

  test('ends on a value that contains itself', () => {
    const loop: { self?: unknown } = {}
    loop.self = loop
    expect(fitsMessage(loop)).toBe(false)
  })

  test('no plain value within the budget in JSON is refused for depth it does not have', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(fitsMessage(value, JSON.stringify(value).length * 8 + 64)).toBe(true)
    }))
  })
})
