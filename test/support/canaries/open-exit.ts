import { onTestFinished } from 'vitest'
import { defaultSettings, type Provider, type ProviderKind, type Settings, type Term } from '../../../src-preload/contract/index.ts'
import { exitMatterOf } from '../../../src-main/agent/escalation/exit-matter.ts'
import { createExit, type ExitOptions } from '../../../src-main/egress/exit/create-exit.ts'
import type { Exit, ExitMatter } from '../../../src-main/egress/exit/exit.ts'
import { createProviderAdapter } from '../../../src-main/egress/providers/create-provider-adapter.ts'
import { createRedactor } from '../../../src-main/egress/redact/create-redactor.ts'
import { findLeftovers } from '../../../src-main/egress/redact/find-leftovers.ts'
import { createRestorer } from '../../../src-main/egress/redact/create-restorer.ts'
import { createExitTransport } from '../../../src-main/egress/transport.ts'
import type { Matters } from '../../../src-main/matters/create-matters.ts'
import type { OpenMatter } from '../../../src-main/matters/open-matter.ts'
import { type AppStore, openAppStore } from '../../../src-main/store/open-app-store.ts'
import { temporaryFolder, testMatter } from '../open-test-matter.ts'
import { startProviderServer, type ProviderServer } from '../provider-server/provider-server.ts'

/** The whole exit as the application joins it, in front of a server on loopback that keeps what arrives; only the documents are missing. */
export interface OpenExit {
  readonly exit: Exit
  readonly server: ProviderServer
  readonly matter: OpenMatter
  readonly matters: Matters
  readonly appStore: AppStore
  readonly inbox: string
  /** As the exit finds them when it looks; a test may change one. */
  readonly providers: Map<ProviderKind, Provider>
  /** What the settings say from now on. */
  settings: Settings
  /** The matter with this list of terms, besides its own. */
  exitMatter(terms?: readonly Term[]): ExitMatter
}

/** Key of every provider: it is sent, in a header, and belongs nowhere else. */
export const testKey = 'test-key-0123456789'

export async function openExit(kinds: readonly ProviderKind[], overrides: Partial<ExitOptions> = {}): Promise<OpenExit> {
  const server = await startProviderServer()
  onTestFinished(() => server[Symbol.asyncDispose]())
  const { matter, matters, inbox } = await testMatter()
  matter.store.matter.setDataPolicy('ask')
  const dataFolder = temporaryFolder()
  const appStore = openAppStore(dataFolder)
  onTestFinished(() => appStore[Symbol.dispose]())
  const providers = new Map(kinds.map((kind, index) => [kind, providerOf(kind, index, server)]))
  const find = (id: string): Provider => {
    const found = [...providers.values()].find((provider) => provider.id === id)
    if (!found) throw new Error('no such provider')
    return found
  }
  const redactor = createRedactor({ names: null })
  const opened: OpenExit = {
    exit: createExit({
      redactor, findLeftovers, createRestorer, adapter: createProviderAdapter(),
      providers: { get: async (id) => find(id), keyOf: async () => testKey }, hasProviders: () => true,
      transport: createExitTransport(), settings: () => opened.settings, dataFolder, environment: {}, policyFiles: [],
      ...overrides,
    }),
    server, matter, matters, appStore, inbox, providers,
    settings: { ...defaultSettings, offline: false, spendPerDayUsd: null, spendPerMatterUsd: null },
    exitMatter(terms = []) {
      const base = exitMatterOf(matter, { messageId: null, appStore })
      return { ...base, terms: () => [...base.terms(), ...terms] }
    },
  }
  onTestFinished(async () => {
    await opened.exit[Symbol.asyncDispose]()
    await redactor[Symbol.asyncDispose]()
  })
  return opened
}

/** What a person would enter for the server, were it that provider. */
function providerOf(kind: ProviderKind, index: number, server: ProviderServer): Provider {
  return {
    id: `p_00000000000000${String(index).padStart(2, '0')}`, label: `Test ${kind}`, kind, baseUrl: server.baseUrl(kind), place: kind === 'azure' ? 'testplace' : kind === 'bedrock' ? 'eu-central-1' : null,
    models: ['test-model'], route: 'frontier', hosting: 'loopback', needsKey: true, caFile: null, keyState: 'set',
  }
}
