import { expect, test } from 'vitest'
import { calls, type CallName, type CallParams, type CallResult } from '../../src-preload/contract/index.ts'
import { ledgerCalls } from '../../src-main/rpc/ledger-calls.ts'
import { termsCalls } from '../../src-main/rpc/terms-calls.ts'
import { openAppStore } from '../../src-main/store/open-app-store.ts'
import { sampleHop } from '../support/ledger-hops.ts'
import { temporaryFolder, testMatters } from '../support/open-test-matter.ts'

type Name = Extract<CallName, `ledger.${string}` | `terms.${string}`>

/** Two matters and the app's own store behind the calls, checked against the contract on both sides. */
async function place() {
  const dataFolder = temporaryFolder()
  const appStore = openAppStore(dataFolder)
  const matters = await testMatters(dataFolder)
  const handlers = { ...ledgerCalls(matters, appStore), ...termsCalls(matters, appStore) }
  const ask = async <N extends Name>(name: N, params: CallParams<N>): Promise<CallResult<N>> => {
    const handle = handlers[name] as (input: unknown) => Promise<unknown>
    return calls[name].result.parse(await handle(calls[name].params.parse(params))) as CallResult<N>
  }
  const [first, second] = [await matters.create('First'), await matters.create('Second')]
  return { ask, appStore, matters, first: first.id, second: second.id, [Symbol.dispose]: () => appStore[Symbol.dispose]() }
}

test('each matter and the app answer with their own rows, verdict and export', async () => {
  using at = await place()
  const { store } = await at.matters.open(at.first)
  const row = store.ledger.append(sampleHop({ kind: 'send', destination: 'models.example' }))
  at.appStore.ledger.append(sampleHop({ kind: 'download', messageId: null, destination: 'weights.example' }))
  const filter = { limit: 10 }
  expect(await at.ask('ledger.list', { matterId: at.first, filter })).toEqual([row])
  expect(await at.ask('ledger.list', { matterId: at.first, filter: { limit: 10, leftMachine: false } })).toEqual([])
  expect(await at.ask('ledger.list', { matterId: at.second, filter })).toEqual([])
  expect(await at.ask('ledger.list', { matterId: null, filter })).toMatchObject([{ kind: 'download', destination: 'weights.example' }])
  expect(await at.ask('ledger.forMessage', { matterId: at.first, chatId: 'c_0000000000000001', messageId: 'a_0000000000000001' })).toEqual([row])
  expect(await at.ask('ledger.verify', { matterId: at.first })).toMatchObject({ state: 'intact', rows: 1 })
  expect(await at.ask('ledger.verify', { matterId: at.second })).toMatchObject({ state: 'intact', rows: 0 })
  expect(await at.ask('ledger.export', { matterId: at.first, format: 'html' })).toMatchObject({ fileName: expect.stringContaining('First'), text: expect.stringContaining('models.example') })
  expect((await at.ask('ledger.export', { matterId: null, format: 'jsonl' })).text).not.toContain('models.example')
  await expect(at.ask('ledger.verify', { matterId: 'm_zzzzzzzzzzzzzzzz' })).rejects.toMatchObject({ code: 'not-found' })
})

test('a matter’s list shows its own terms and those of all matters, never another’s', async () => {
  using at = await place()
  const heron = await at.ask('terms.add', { matterId: at.first, text: 'Project Heron', category: 'custom', action: 'mask' })
  const firm = await at.ask('terms.add', { matterId: null, text: 'Kanzlei Nord', category: 'organisation', action: 'mask' })
  await at.ask('terms.add', { matterId: at.second, text: 'Anna Weiß', category: 'person', action: 'mask' })
  expect(await at.ask('terms.list', { matterId: at.first })).toEqual([heron, firm])
  expect(await at.ask('terms.list', { matterId: null })).toEqual([firm])
  await at.ask('terms.remove', { id: heron.id, matterId: at.first })
  expect(await at.ask('terms.list', { matterId: at.first })).toEqual([firm])
  await expect(at.ask('terms.remove', { id: firm.id, matterId: at.first })).rejects.toMatchObject({ code: 'not-found' })
})
