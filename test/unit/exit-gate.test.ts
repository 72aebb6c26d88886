import fc from 'fast-check'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { providerKinds, type Cost, type Provider } from '../../src-preload/contract/index.ts'
import { machinePolicyFiles, readAdminPolicy } from '../../src-main/egress/exit/admin-policy.ts'
import { isForcedOffline } from '../../src-main/egress/exit/forced-offline.ts'
import { decideRequest, decideStatus, spendLimits, type GateFacts } from '../../src-main/egress/exit/gate.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { codeOf, ExitBench, providerOf } from '../support/exit-fakes.ts'

const noPolicy: GateFacts['admin'] = { state: 'read', policy: { offline: false, allowedHosts: [], allowedKinds: null, spendPerDayUsd: null, spendPerMatterUsd: null } }
const open: GateFacts = { settings: { offline: false, spendPerDayUsd: 5, spendPerMatterUsd: 25 }, environmentOffline: false, admin: noPolicy, matterPolicy: 'ask' }
const cost: Cost = { inputTokens: 10, outputTokensMost: 10, estimateUsd: 0.1, pricedOn: 'spring 2026', spentTodayUsd: 0, dayLimitUsd: 5, spentMatterUsd: 0, matterLimitUsd: 25 }

const reasons = (facts: Partial<GateFacts>, request: { readonly provider?: Partial<Provider>; readonly url?: string; readonly cost?: Partial<Cost> } = {}): string[] =>
  decideRequest({ ...open, ...facts }, { provider: providerOf(request.provider), url: request.url ?? 'https://models.example/v1/chat/completions', cost: { ...cost, ...request.cost } }).map(({ reason }) => reason)
const admin = (policy: Partial<Extract<GateFacts['admin'], { state: 'read' }>['policy']>): GateFacts['admin'] => ({ state: 'read', policy: { ...(noPolicy.state === 'read' ? noPolicy.policy : { offline: true, allowedHosts: [], allowedKinds: null, spendPerDayUsd: null, spendPerMatterUsd: null }), ...policy } })

describe('the gate', () => {
  test('is open when nobody closes it', () => {
    expect(reasons({})).toEqual([])
    expect(decideStatus(open, true)).toMatchObject({ state: 'available', decidedBy: null })
  })

  test.each<[string, Partial<GateFacts>, Parameters<typeof reasons>[1], string]>([
    ['the user’s switch', { settings: { ...open.settings, offline: true } }, {}, 'offline'],
    ['the environment', { environmentOffline: true }, {}, 'offline'],
    ['the administrator', { admin: admin({ offline: true }) }, {}, 'policy-file'],
    ['a policy that cannot be read', { admin: { state: 'unreadable' } }, {}, 'policy-file'],
    ['the matter', { matterPolicy: 'never' }, {}, 'matter-never'],
    ['a kind of provider that the administrator leaves out', { admin: admin({ allowedKinds: new Set(['azure', 'bedrock']) }) }, {}, 'policy-file'],
    ['a host that the administrator leaves out', { admin: admin({ allowedHosts: [['other.example']] }) }, {}, 'host-not-allowed'],
    ['a host that only one of two lists names', { admin: admin({ allowedHosts: [['models.example'], ['other.example']] }) }, {}, 'host-not-allowed'],
    ['an empty list of hosts', { admin: admin({ allowedHosts: [[]] }) }, {}, 'host-not-allowed'],
    ['a missing key', {}, { provider: { keyState: 'missing' } }, 'no-key'],
    ['the limit of the day', {}, { cost: { spentTodayUsd: 4.95 } }, 'spend-limit'],
    ['the limit of the matter', {}, { cost: { spentMatterUsd: 24.95 } }, 'spend-limit'],
    ['a sum that is no number', {}, { cost: { spentTodayUsd: Number.NaN } }, 'spend-limit'],
  ])('is closed by %s', (_what, facts, request, reason) => {
    expect(reasons(facts, request)).toEqual([reason])
  })

  test.each([
    ['another host', 'https://elsewhere.example/v1/chat'],
    ['a host below it', 'https://a.models.example/v1/chat'],
    ['a host that begins like it', 'https://models.example.evil.example/v1/chat'],
    ['another port', 'https://models.example:8443/v1/chat'],
    ['a user name that looks like it', 'https://models.example@elsewhere.example/v1/chat'],
    ['a password', 'https://a:b@models.example/v1/chat'],
    ['another path', 'https://models.example/v2/chat'],
    ['a path that climbs out', 'https://models.example/v1/../v2/chat'],
    ['a path that begins like it', 'https://models.example/v10/chat'],
    ['a fragment', 'https://models.example/v1/chat#x'],
    ['no TLS', 'http://models.example/v1/chat'],
    ['nonsense', 'models.example'],
  ])('is closed to %s', (_what, url) => {
    expect(reasons({}, { url })).toEqual(['host-not-allowed'])
  })

  test('is open without TLS on this machine alone', () => {
    const to = (baseUrl: string): string[] => reasons({}, { provider: { baseUrl }, url: `${baseUrl}/chat` })
    for (const host of ['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', '127.8.9.10']) expect(to(`http://${host}/v1`), host).toEqual([])
    for (const host of ['models.example', '128.0.0.1', '10.0.0.1', '0.0.0.0', 'localhost.example', '127.0.0.1.example', '[::ffff:127.0.0.1]', '169.254.169.254']) expect(to(`http://${host}/v1`), host).toEqual(['host-not-allowed'])
  })

  test.each(providerKinds)('knows the address of %s', (kind) => {
    const place = kind === 'azure' ? 'our-resource' : kind === 'bedrock' ? 'eu-central-1' : null
    const addresses: Readonly<Record<typeof kind, string>> = {
      'anthropic': 'https://api.anthropic.com/v1/messages', 'openai': 'https://api.openai.com/v1/responses', 'google': 'https://generativelanguage.googleapis.com/v1beta/models/x', 'xai': 'https://api.x.ai/v1/responses',
      'azure': 'https://our-resource.openai.azure.com/openai/v1/responses', 'bedrock': 'https://bedrock-runtime.eu-central-1.amazonaws.com/model/x', 'openai-compatible': 'https://models.example/v1/chat',
    }
    const provider = { kind, place, ...(kind === 'openai-compatible' ? {} : { baseUrl: null }) }
    expect(reasons({}, { provider, url: addresses[kind] })).toEqual([])
    expect(reasons({}, { provider, url: 'https://elsewhere.example/v1/x' })).toEqual(['host-not-allowed'])
  })

  test('lets an administrator name all hosts below one, and that one only by its own name', () => {
    const below = admin({ allowedHosts: [['*.example']] })
    expect(reasons({ admin: below })).toEqual([])
    expect(reasons({ admin: below }, { provider: { baseUrl: 'https://example/v1' }, url: 'https://example/v1/chat' })).toEqual(['host-not-allowed'])
    expect(reasons({ admin: below }, { provider: { baseUrl: 'https://notexample/v1' }, url: 'https://notexample/v1/chat' })).toEqual(['host-not-allowed'])
  })

  test('holds an administrator’s limit also for a model without a price, but not for an organisation’s own endpoint', () => {
    const limited = admin({ spendPerDayUsd: 1 })
    expect(reasons({}, { cost: { estimateUsd: null } })).toEqual([])
    expect(reasons({ admin: limited }, { cost: { estimateUsd: null } })).toEqual(['spend-limit'])
    expect(reasons({ admin: limited }, { cost: { estimateUsd: null }, provider: { route: 'private' } })).toEqual([])
  })

  test('is never opened by anything that an administrator or the environment adds', () => {
    const kinds = fc.option(fc.subarray([...providerKinds]).map((list) => new Set(list)), { nil: null })
    const limit = fc.option(fc.double({ min: 0, max: 30, noNaN: true }), { nil: null })
    const hosts = fc.array(fc.subarray(['models.example', '*.example', 'other.example']), { maxLength: 3 })
    const policies = fc.oneof(
      fc.constant<GateFacts['admin']>({ state: 'unreadable' }),
      fc.record({ offline: fc.boolean(), allowedHosts: hosts, allowedKinds: kinds, spendPerDayUsd: limit, spendPerMatterUsd: limit }).map((policy): GateFacts['admin'] => ({ state: 'read', policy })),
    )
    fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.constantFrom('ask', 'never'), fc.boolean(), policies, fc.double({ min: 0, max: 30, noNaN: true }), (offline, environmentOffline, matterPolicy, later, adminPolicy, spent) => {
      const decide = (facts: GateFacts): number => decideRequest(facts, { provider: providerOf(), url: 'https://models.example/v1/chat', cost: { ...cost, ...spendLimits(facts), spentTodayUsd: spent, spentMatterUsd: spent } }).length
      const before: GateFacts = { ...open, settings: { ...open.settings, offline }, environmentOffline, matterPolicy }
      const after: GateFacts = { ...before, admin: adminPolicy, environmentOffline: environmentOffline || later }
      expect(decide(after)).toBeGreaterThanOrEqual(decide(before))
    }))
  })
})

describe('the status names who closed the exit', () => {
  test.each<[Partial<GateFacts>, string, string | null]>([
    [{ admin: { state: 'unreadable' }, matterPolicy: 'never' }, 'forbidden-by-policy', 'administrator'],
    [{ admin: admin({ offline: true }) }, 'forbidden-by-policy', 'administrator'],
    [{ matterPolicy: 'never', environmentOffline: true }, 'never', 'matter'],
    [{ environmentOffline: true, settings: { ...open.settings, offline: true } }, 'offline', 'environment'],
    [{ settings: { ...open.settings, offline: true } }, 'offline', 'user'],
  ])('whoever is strictest: case %#', (facts, state, decidedBy) => {
    expect(decideStatus({ ...open, ...facts }, true)).toMatchObject({ state, decidedBy })
  })

  test('or that no provider is there', () => {
    expect(decideStatus(open, false).state).toBe('no-provider')
  })

  test('and is asked anew each time', () => {
    const bench = new ExitBench()
    const state = (): string => bench.exit.status(bench.matter).state
    expect(state()).toBe('available')
    for (const value of ['1', 'true', 'yes', 'on']) {
      bench.environment['STRONGROOM_OFFLINE'] = value
      expect(state()).toBe('offline')
    }
    for (const value of ['', '0', 'false']) {
      bench.environment['STRONGROOM_OFFLINE'] = value
      expect(state()).toBe('available')
    }
    writeFileSync(bench.policyFile, '{"offline":true}')
    expect(state()).toBe('forbidden-by-policy')
  })
})

describe('an administrator’s policy', () => {
  const read = (machine: string | null, named: string | null): ReturnType<typeof readAdminPolicy> => {
    const folder = temporaryFolder()
    const file = (name: string, text: string | null): string => {
      if (text !== null) writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    return readAdminPolicy({ machineFiles: [file('machine.json', machine)], environment: named === null ? {} : { STRONGROOM_POLICY_FILE: file('named.json', named) } })
  }

  test('need not exist', () => {
    expect(read(null, null)).toEqual(noPolicy)
  })

  test('can be in two files, and the strictest of both holds', () => {
    expect(read('{"allowedHosts":["A.example"],"allowedKinds":["azure","openai"],"spendPerDayUsd":2}', '{"offline":true,"allowedHosts":["b.example"],"allowedKinds":["openai","xai"],"spendPerDayUsd":3,"spendPerMatterUsd":0}')).toEqual({
      state: 'read', policy: { offline: true, allowedHosts: [['a.example'], ['b.example']], allowedKinds: new Set(['openai']), spendPerDayUsd: 2, spendPerMatterUsd: 0 },
    })
  })

  test.each([
    ['half a file', '{"offline":tr'], ['an empty file', ''], ['a list', '[]'], ['a field that does not exist', '{"ofline":true}'], ['offline switched off', '{"offline":false}'],
    ['an unknown kind', '{"allowedKinds":["openia"]}'], ['a negative limit', '{"spendPerDayUsd":-1}'], ['a limit in words', '{"spendPerDayUsd":"1"}'], ['a host with a path', '{"allowedHosts":["a.example/v1"]}'],
    ['more than a policy', `{}${' '.repeat(70_000)}`],
  ])('that is %s closes the exit, wherever it stands', (_what, text) => {
    expect(read(text, null)).toEqual({ state: 'unreadable' })
    expect(read(null, text)).toEqual({ state: 'unreadable' })
    expect(read('{}', text)).toEqual({ state: 'unreadable' })
  })

  test.runIf(process.platform !== 'win32')('that is a link to a share that is not there closes the exit', () => {
    const folder = temporaryFolder()
    symlinkSync(join(folder, 'unmounted', 'policy.json'), join(folder, 'policy.json'))
    symlinkSync(join(folder, 'unmounted'), join(folder, 'strongroom'))
    for (const path of ['policy.json', join('strongroom', 'policy.json')]) expect(readAdminPolicy({ machineFiles: [join(folder, path)], environment: {} }), path).toEqual({ state: 'unreadable' })
  })

  test('that the environment names and that is not there closes the exit', () => {
    expect(readAdminPolicy({ machineFiles: [], environment: { STRONGROOM_POLICY_FILE: join(temporaryFolder(), 'missing.json') } })).toEqual({ state: 'unreadable' })
  })

  test('or the environment also closes what the exit does not decide about', () => {
    const file = join(temporaryFolder(), 'policy.json')
    const closed = (environment: NodeJS.ProcessEnv = {}): boolean => isForcedOffline(environment, [file])
    expect([closed(), closed({ STRONGROOM_OFFLINE: '0' }), closed({ STRONGROOM_OFFLINE: '1' }), closed({ STRONGROOM_POLICY_FILE: `${file}.missing` })]).toEqual([false, false, true, true])
    writeFileSync(file, '{"spendPerDayUsd":1}')
    expect(closed()).toBe(false)
    writeFileSync(file, '{"offline":true}')
    expect(closed()).toBe(true)
    writeFileSync(file, '{')
    expect(closed()).toBe(true)
  })

  test('can’t be moved away by setting a variable', () => {
    expect(machinePolicyFiles('win32', { ProgramData: 'D:\\Mine' })).toEqual(['D:\\Mine\\Strongroom\\policy.json', 'C:\\ProgramData\\Strongroom\\policy.json'])
    expect(machinePolicyFiles('linux', {})).toEqual(['/etc/strongroom/policy.json'])
    expect(machinePolicyFiles('darwin', {})).toEqual(['/Library/Application Support/Strongroom/policy.json'])
  })
})

test('of two requests at once, the one that would pass the limit together with the other is refused', async () => {
  const bench = new ExitBench()
  const first = await bench.approved()
  const second = await bench.approved()
  // Room for one and a half of them.
  bench.settings = { ...bench.settings, spendPerDayUsd: (first.preview.cost.estimateUsd ?? 0) * 1.5 }
  expect((await Promise.all([codeOf(bench.send(first)), codeOf(bench.send(second))])).toSorted()).toEqual(['done', 'spend-limit'])
  expect(bench.transport.sent).toHaveLength(1)
})
