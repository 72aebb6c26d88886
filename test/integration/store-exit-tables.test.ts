import fc from 'fast-check'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { VaultEntry } from '../../src-main/egress/redact/redactor.ts'
import { openAppStore } from '../../src-main/store/open-app-store.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { createSpendBook } from '../../src-main/store/spend-tables.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const anna: VaultEntry = { placeholder: '[PERSON_1]', category: 'person', entity: 'person:anna', value: 'Anna Weiß', forms: ['Anna Weiß', 'Ms Weiß'] }
const berta: VaultEntry = { placeholder: '[PERSON_2]', category: 'person', entity: 'person:berta', value: 'Berta', forms: ['Berta'] }
const costing = (costUsd: number | null) => ({ providerId: 'p_1', model: 'large', inputTokens: 10, outputTokens: null, costUsd })

test('what placeholders stand for outlives a restart, chat by chat, in the order they were issued', () => {
  const folder = temporaryFolder()
  let chatId = ''
  {
    using store = openMatterStore(folder, matterId, { create: true })
    chatId = store.chats.create().id
    store.vault(chatId).keep([berta, anna])
    store.vault(store.chats.create().id).keep([{ ...anna, value: 'Another Anna' }])
  }
  using store = openMatterStore(folder, matterId)
  expect(store.vault(chatId).entries()).toEqual([berta, anna])
})

test('a placeholder gains forms, never another entity, and a refused batch keeps nothing', () => {
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  const vault = store.vault(store.chats.create().id)
  vault.keep([anna])
  vault.keep([{ ...anna, forms: ['Frau Weiß', 'Anna Weiß'] }])
  expect(vault.entries()).toEqual([{ ...anna, forms: ['Anna Weiß', 'Ms Weiß', 'Frau Weiß'] }])
  expect(() => vault.keep([berta, { ...berta, placeholder: '[PERSON_1]' }])).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(vault.entries()).toHaveLength(1)
})

test('a chat that is deleted for good takes its vault along, and a vault of no chat keeps nothing', () => {
  const folder = temporaryFolder()
  let chatId = ''
  {
    using store = openMatterStore(folder, matterId, { create: true })
    chatId = store.chats.create().id
    store.vault(chatId).keep([{ ...anna, value: 'Xylophonquark' }])
    store.chats.delete(chatId)
    expect(store.vault(chatId).entries()).toHaveLength(1)
  }
  using store = openMatterStore(folder, matterId)
  store.chats.recover()
  expect(store.vault(chatId).entries()).toEqual([])
  expect(() => store.vault(chatId).keep([anna])).toThrow(expect.objectContaining({ code: 'not-found' }))
  store.checkpoint()
  expect(readFileSync(join(folder, 'matter.db')).includes('Xylophonquark')).toBe(false)
})

test('vaults give back exactly what they were given, whatever the names look like', () => {
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 6 }), (forms) => {
    const vault = store.vault(store.chats.create().id)
    const entry: VaultEntry = { placeholder: '[CUSTOM_1]', category: 'custom', entity: forms.join('|'), value: forms[0] ?? '', forms: [...new Set(forms)] }
    vault.keep([entry])
    expect(vault.entries()).toEqual([entry])
  }), { numRuns: 50 })
})

test('a term added again changes what is done with it; terms of the matter and of all matters lie apart', () => {
  const folder = temporaryFolder()
  using app = openAppStore(folder)
  using store = openMatterStore(folder, matterId, { create: true })
  const first = store.terms.add({ text: 'Project Heron', category: 'custom', action: 'mask' })
  const again = store.terms.add({ text: 'project  heron', category: 'custom', action: 'keep' })
  expect(again.id).toBe(first.id)
  expect(store.terms.list()).toEqual([{ id: first.id, text: 'project  heron', category: 'custom', action: 'keep', matterId }])
  expect(app.terms.list()).toEqual([])
  const everywhere = app.terms.add({ text: 'Kanzlei Nord', category: 'organisation', action: 'mask' })
  expect(everywhere.matterId).toBeNull()
  app.terms.remove(everywhere.id)
  expect(() => app.terms.remove(everywhere.id)).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('the day’s spend counts over all matters and outlives them; a matter’s own total does not', () => {
  const folder = temporaryFolder()
  const midnight = new Date(Date.now() - 60_000)
  {
    using app = openAppStore(folder)
    for (const cost of [0.25, null, 0.5]) {
      using store = openMatterStore(temporaryFolder(), matterId, { create: true })
      const book = createSpendBook(store.spend, app.spend)
      book.add(costing(cost))
      expect(book.total()).toBe(cost ?? 0)
    }
  }
  using app = openAppStore(folder)
  using store = openMatterStore(temporaryFolder(), matterId, { create: true })
  const book = createSpendBook(store.spend, app.spend)
  expect([book.total(), book.since(midnight), book.since(new Date(Date.now() + 60_000))]).toEqual([0, 0.75, 0])
})

test('an app database that is damaged, or is another’s, gives no terms and no spend: whoever needs them is stopped', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'app.db'), 'not a database '.repeat(1000))
  using app = openAppStore(folder)
  for (const use of [() => app.terms, () => app.spend, () => app.ledger]) expect(use).toThrow(expect.objectContaining({ code: 'store-damaged' }))

  const mixedUp = temporaryFolder()
  { using store = openMatterStore(mixedUp, matterId, { create: true }); store.matter.insert({ id: matterId, name: 'A' }) }
  writeFileSync(join(mixedUp, 'app.db'), readFileSync(join(mixedUp, 'matter.db')))
  using wrong = openAppStore(mixedUp)
  expect(() => wrong.ledger).toThrow(expect.objectContaining({ code: 'store-damaged' }))
})

test.skipIf(process.platform === 'win32')('nobody else on the machine can read the names on the list', () => {
  const folder = temporaryFolder()
  using app = openAppStore(folder)
  app.terms.add({ text: 'Kanzlei Nord', category: 'organisation', action: 'mask' })
  const files = readdirSync(folder).filter((name) => name.startsWith('app.db'))
  expect(files.length).toBeGreaterThan(0)
  for (const name of files) expect((statSync(join(folder, name)).mode & 0o077).toString(8), name).toBe('0')
})

test('the app’s own ledger is kept with its head from the first row', () => {
  const folder = temporaryFolder()
  {
    using app = openAppStore(folder)
    expect(app.ledger.verify()).toMatchObject({ state: 'intact', rows: 0 })
    app.ledger.append({ kind: 'download', destination: 'models.example', bytes: 5, items: 1, sha256: 'c'.repeat(64), messageId: null, detail: 'a-model' })
  }
  using app = openAppStore(folder)
  expect(app.ledger.verify()).toMatchObject({ state: 'intact', rows: 1 })
})
