import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createProviderBook } from '../../src-main/egress/providers/create-provider-book.ts'
import { checkAddress, hostOf } from '../../src-main/egress/providers/provider-endpoint.ts'
import { providerPresets } from '../../src-main/egress/providers/provider-presets.ts'
import { providerCalls } from '../../src-main/rpc/provider-calls.ts'
import { createEventBus } from '../../src-main/support/event-bus.ts'
import { createSealedKeyStore } from '../../src-main/vault/sealed-key-store.ts'
import { calls, providerPresetSchema, type AppEvent, type ProviderInput, type ProviderKind } from '../../src-preload/contract/index.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-providers-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const path = (): string => join(folder, 'providers.json')
const keyStore = () => createSealedKeyStore({ folder, log2N: 10, passphrase: 'correct horse' })
const open = (options: { keys?: ReturnType<typeof keyStore>; runKey?: string } = {}) => createProviderBook({ folder, keys: keyStore(), ...options })

const form = (changes: Partial<ProviderInput> = {}): ProviderInput => ({
  label: 'Ours', kind: 'openai-compatible', baseUrl: 'https://models.example/v1', place: null, models: ['m'], route: 'private', hosting: 'Our cellar', needsKey: true, caFile: null, ...changes,
})

describe('the provider book', () => {
  test('keeps what was saved over a restart, without its key, for its owner alone', async () => {
    const saved = await open().save(form())
    expect(saved).toMatchObject({ ...form(), keyState: 'missing' })
    await open().setKey(saved.id, 'sk-very-secret')
    expect(await open().list()).toEqual([{ ...saved, keyState: 'set' }])
    expect(readFileSync(path(), 'utf8')).not.toMatch(/secret|keyState/)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  test('changes one provider and leaves the others', async () => {
    const book = open()
    const [a, b] = [await book.save(form({ label: 'A' })), await book.save(form({ label: 'B' }))]
    await book.save({ ...form({ label: 'A2' }), id: a.id })
    expect((await open().list()).map(({ id, label }) => [id, label])).toEqual([[a.id, 'A2'], [b.id, 'B']])
    await book.remove(a.id)
    expect((await open().list()).map(({ id }) => id)).toEqual([b.id])
  })

  test('keeps every one of many that are saved at once', async () => {
    const book = open()
    await Promise.all(Array.from({ length: 15 }, (_, index) => book.save(form({ label: `P ${index}` }))))
    expect(await open().list()).toHaveLength(15)
  })

  test('knows nothing of a provider that is not there', async () => {
    const book = open()
    for (const step of [book.get('p_x'), book.remove('p_x'), book.setKey('p_x', 'k'), book.clearKey('p_x'), book.keyOf('p_x'), book.save({ ...form(), id: 'p_aaaaaaaaaaaaaaaa' })]) await expect(step).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    ['cut off', '{"version":1,"providers":['],
    ['of a newer version', JSON.stringify({ version: 2, providers: [] })],
    ['with an address that may not be one', JSON.stringify({ version: 1, providers: [{ ...form({ baseUrl: 'http://models.example/v1' }), id: 'p_aaaaaaaaaaaaaaaa' }] })],
  ])('sets a file aside that is %s', async (_name, text) => {
    writeFileSync(path(), text)
    const book = open()
    expect(await book.list()).toEqual([])
    await book.save(form())
    const kept = readdirSync(folder).filter((name) => name.includes('damaged'))
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text])
    expect(await open().list()).toHaveLength(1)
  })
})

describe('a key', () => {
  test('is given to the exit and can be taken away', async () => {
    const book = open()
    const { id } = await book.save(form())
    await expect(book.keyOf(id)).rejects.toMatchObject({ code: 'key-missing' })
    expect(await book.setKey(id, 'sk-1')).toMatchObject({ keyState: 'set' })
    expect(await book.keyOf(id)).toBe('sk-1')
    expect(await book.clearKey(id)).toMatchObject({ keyState: 'missing' })
    await expect(book.keyOf(id)).rejects.toMatchObject({ code: 'key-missing' })
  })

  test.each<[string, Partial<ProviderInput>]>([
    ['another host', { baseUrl: 'https://elsewhere.example/v1' }],
    ['another port', { baseUrl: 'https://models.example:8443/v1' }],
    ['another kind', { kind: 'openai' }],
  ])('does not follow its provider to %s', async (_name, change) => {
    const book = open()
    const { id } = await book.save(form())
    await book.setKey(id, 'sk-1')
    expect(await book.save({ ...form(change), id })).toMatchObject({ keyState: 'missing' })
    await expect(book.keyOf(id)).rejects.toMatchObject({ code: 'key-missing' })
    expect(await book.save({ ...form(), id }), 'and is gone for good').toMatchObject({ keyState: 'missing' })
  })

  test('does not follow a file that was edited to name another host', async () => {
    const { id } = await open().save(form())
    await open().setKey(id, 'sk-1')
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('models.example', 'elsewhere.example'))
    await expect(open().keyOf(id)).rejects.toMatchObject({ code: 'key-missing' })
  })

  test('stays with its provider under another name, with other models, at another path', async () => {
    const book = open()
    const { id } = await book.save(form())
    await book.setKey(id, 'sk-1')
    await book.save({ ...form({ label: 'New', models: ['x'], baseUrl: 'https://models.example/v2' }), id })
    expect(await book.keyOf(id)).toBe('sk-1')
  })

  test('goes with its provider', async () => {
    const keys = keyStore()
    const book = open({ keys })
    const { id } = await book.save(form())
    await book.setKey(id, 'sk-1')
    await book.remove(id)
    expect(readFileSync(join(folder, 'keys.sealed')).toString('latin1')).not.toContain(id)
  })

  test('is neither needed nor looked for where there is none', async () => {
    const keys = keyStore()
    keys.lock()
    const book = open({ keys })
    const { id, keyState } = await book.save(form({ needsKey: false }))
    expect([keyState, await book.keyOf(id)]).toEqual(['not-needed', null])
    await expect(book.setKey(id, 'sk-1')).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test.each(['two words', 'line\nbreak', 'ümlaut', ''])('that could break a header is refused: %j', async (key) => {
    const book = open()
    const { id } = await book.save(form())
    await expect(book.setKey(id, key)).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(open({ runKey: key }).keyOf(id)).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('of a single run is used and never stored', async () => {
    const { id } = await open().save(form())
    const book = open({ runKey: 'sk-run' })
    expect([await book.keyOf(id), (await book.get(id)).keyState]).toEqual(['sk-run', 'set'])
    expect(readdirSync(folder).sort()).toEqual(['providers.json'])
    expect((await open().get(id)).keyState).toBe('missing')
  })

  test('of a locked store cannot be had, and its provider stays', async () => {
    const keys = keyStore()
    const book = open({ keys })
    const { id } = await book.save(form())
    await book.setKey(id, 'sk-1')
    keys.lock()
    expect((await book.get(id)).keyState).toBe('set')
    for (const step of [book.keyOf(id), book.remove(id), book.save({ ...form({ baseUrl: 'https://elsewhere.example/v1' }), id })]) await expect(step).rejects.toMatchObject({ code: 'key-store-locked' })
    expect(await book.get(id)).toMatchObject({ baseUrl: 'https://models.example/v1' })
  })
})

describe('an address', () => {
  const check = (baseUrl: string | null, kind: ProviderKind = 'openai-compatible', place: string | null = null) => () => checkAddress({ kind, baseUrl, place })

  test.each(['https://models.example/v1', 'https://models.example', 'https://10.0.0.5:8443/v1/', 'http://localhost:8000/v1', 'http://127.0.0.1:11434/v1', 'http://127.8.9.1/v1', 'http://[::1]:8080/v1'])('may be %s', (baseUrl) => {
    expect(check(baseUrl)).not.toThrow()
  })

  test.each([
    'http://models.example/v1', 'http://10.0.0.5/v1', 'http://127.0.0.1.example/v1', 'http://localhost.example/v1', 'http://0.0.0.0/v1', 'http://[::ffff:127.0.0.1]/v1', 'http://localhost./v1',
    'https://user@models.example/v1', 'https://user:secret@models.example/v1', 'https://models.example/v1?key=secret', 'https://models.example/v1#secret', 'https://models.example/v1?', 'https://models.example/v1#',
    'ftp://models.example/v1', 'file:///etc/passwd', 'javascript:alert(1)', 'https://models.example\\@elsewhere.example/', 'models.example/v1', 'https://',
  ])('may not be %s', (baseUrl) => {
    expect(check(baseUrl)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  })

  test.each<[ProviderKind, string | null]>([['azure', 'our-resource'], ['bedrock', 'eu-central-1'], ['bedrock', 'us-gov-west-1'], ['anthropic', null]])('of %s comes of its place %s', (kind, place) => {
    expect(check(null, kind, place)).not.toThrow()
  })

  test.each<[ProviderKind, string | null]>([['azure', null], ['azure', '-x'], ['azure', 'a.evil.example/'], ['bedrock', null], ['bedrock', 'x'], ['bedrock', 'eu-west-1.evil.example'], ['anthropic', 'eu'], ['openai-compatible', null]])('of %s is not made of the place %s', (kind, place) => {
    expect(check(null, kind, place)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  })

  test('is refused before anything is stored, and so is a certificate file that is not named in full', async () => {
    await expect(open().save(form({ baseUrl: 'http://models.example/v1' }))).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(open().save(form({ caFile: 'ca.pem' }))).rejects.toMatchObject({ code: 'invalid-request' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the presets', () => {
  test.each(providerPresets.map((preset) => [preset.label, preset] as const))('%s is a form that can be saved as it is, or once its place is filled in', async (_label, preset) => {
    expect(providerPresetSchema.parse(preset)).toEqual(preset)
    const place = preset.kind === 'azure' ? 'our-resource' : preset.place
    const saved = await open().save({ ...preset, place })
    expect(hostOf(saved)).toMatch(preset.route === 'private' ? /^127\.0\.0\.1:\d+$/ : /^[a-z0-9.-]+$/)
    expect(preset.hosting).not.toBe('')
  })

  test('are the ones that were promised', () => {
    expect(providerPresets.filter(({ route }) => route === 'frontier')).toHaveLength(13)
    expect(providerPresets.filter(({ route }) => route === 'private')).toHaveLength(6)
    expect(new Set(providerPresets.map(({ label }) => label)).size).toBe(19)
  })
})

test('the calls of the settings change the book and the store, say so, and give no key back', async () => {
  const keys = createSealedKeyStore({ folder, log2N: 10 })
  const events = createEventBus()
  const heard: AppEvent['name'][] = []
  events.subscribe(({ name }) => heard.push(name))
  const handlers = providerCalls({ book: createProviderBook({ folder, keys }), keys, events })

  expect(calls['providers.presets'].result.parse(await handlers['providers.presets'](null))).toHaveLength(19)
  expect(await handlers['keys.status'](null)).toEqual({ storage: 'sealed-file', state: 'not-set-up' })
  const { id } = await handlers['providers.save'](form())
  await expect(handlers['providers.setKey']({ id, key: 'sk-very-secret' })).rejects.toMatchObject({ code: 'key-store-locked' })
  expect(await handlers['keys.unlock']({ passphrase: 'correct horse' })).toMatchObject({ state: 'ready' })
  const answers = [await handlers['providers.setKey']({ id, key: 'sk-very-secret' }), await handlers['providers.list'](null), await handlers['keys.lock'](null)]
  expect(answers).toMatchObject([{ keyState: 'set' }, [{ id, keyState: 'set' }], { state: 'locked' }])
  expect(JSON.stringify(answers)).not.toContain('secret')
  await handlers['keys.unlock']({ passphrase: 'correct horse' })
  expect(await handlers['providers.clearKey']({ id })).toMatchObject({ keyState: 'missing' })
  expect(await handlers['providers.remove']({ id })).toBeNull()
  expect(heard).toEqual(Array.from({ length: 7 }, () => 'providers.changed'))
})
