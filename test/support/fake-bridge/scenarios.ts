import { defaultSettings, type Chat, type Document, type ExitStatus, type Hop, type IngestProgress, type KeyStoreStatus, type Matter, type Message, type ModelProgress, type ModelStatus, type Page, type PageCoverage, type Provider, type RuntimeStatus, type Settings, type Term, type UnreadableMatter, type WatchedFolder } from '../../../src-preload/contract/index.ts'
import { documentDefaults } from '../page-defaults.ts'
import { escalatedAnswer } from './fake-answering.ts'
import { formattedMessages, messages, unfinishedMessages } from './sample-answers.ts'
import { library, mixed, watched } from './sample-mixed.ts'
import { mixedMessages } from './sample-mixed-answer.ts'
import { chats, documents, failure, hops, matterId, matters, models } from './sample-data.ts'
import { escalatedText, type PreviewKind } from './sample-proposals.ts'
import { providers, terms } from './sample-providers.ts'

const names = ['usual', 'first-run', 'empty', 'no-documents', 'unfinished', 'formatted', 'reading', 'new-chat', 'no-model', 'online', 'crowded', 'mixed', 'mixed-cited', 'library', 'recognising', 'paused-battery', 'paused-failure',
  'exit-open', 'exit-blocked', 'exit-long', 'exit-nothing-found', 'exit-expiring', 'exit-answered', 'exit-no-provider', 'exit-locked-keys', 'exit-forbidden', 'exit-never'] as const
export type Scenario = (typeof names)[number]

export function isScenario(name: string): name is Scenario {
  return names.some((each) => each === name)
}

/** Everything the fake main process knows. */
export interface World {
  settings: Settings
  matters: Matter[]
  unreadable: UnreadableMatter[]
  documents: Document[]
  chats: Chat[]
  messages: Record<string, Message[]>
  hops: Hop[]
  models: ModelStatus[]
  runtime: RuntimeStatus
  progress: IngestProgress
  modelProgress: ModelProgress | null
  providers: Provider[]
  watched: WatchedFolder[]
  /** How the pages of a document are read now, where that changed. */
  coverages: Record<string, PageCoverage[]>
  /** Pages that were typed in, by document and number. */
  typed: Record<string, Page>
  terms: Term[]
  keyStore: KeyStoreStatus
  /** Decided from outside; null: it follows from the settings and the matter. */
  exitStatus: ExitStatus | null
  previewKind: PreviewKind
  previewLastsMs: number
}

export const idle: IngestProgress = {
  matterId, status: 'idle', documentsDone: 0, documentsTotal: 0, documentsFailed: 0, pagesDone: 0, pagesWaiting: 0, recognisedPerMinute: null, pausedBy: null, passagesDone: 0, passagesTotal: 0, passagesPerSecond: null, secondsLeft: null, current: null,
}

const running: IngestProgress = {
  matterId, status: 'running', documentsDone: 8, documentsTotal: 12, documentsFailed: 1, pagesDone: 31, pagesWaiting: 0, recognisedPerMinute: null, pausedBy: null, passagesDone: 188, passagesTotal: 312, passagesPerSecond: 34.2, secondsLeft: 74,
  current: { documentId: 'd_0000000000000012', name: documents[11]?.name ?? '', state: 'parsed', pagesDone: 11, pagesTotal: 24, passagesDone: 40, passagesTotal: 96 },
}

const recognising: IngestProgress = {
  ...running, documentsDone: 24, documentsTotal: 28, documentsFailed: 2, pagesDone: 1012, pagesWaiting: 41, recognisedPerMinute: 22.4, passagesDone: 2950, passagesTotal: 3120, passagesPerSecond: null, secondsLeft: 130,
  current: { documentId: 'd_0000000000000020', name: 'Scanned letter of 12 May 1987.pdf', state: 'parsed', pagesDone: 3, pagesTotal: 6, passagesDone: 0, passagesTotal: null },
}

const long = 'Estate of the late Donaudampfschifffahrtsgesellschaftskapitän Bartholomew Featherstonehaugh-Cholmondeley'

/** A fresh copy of the world that a scenario begins with. */
export function worldOf(scenario: Scenario): World {
  const firstChat = chats[0]?.id ?? ''
  const world: World = {
    settings: { ...defaultSettings, firstRunDone: scenario !== 'first-run', lastMatterId: matterId, offline: scenario !== 'online' },
    matters: [...matters], unreadable: [], documents: [...documents], chats: [...chats], messages: { [firstChat]: [...messages] }, hops: [...hops], models: [...models], progress: idle,
    runtime: { modelId: models[0]?.id ?? null, state: 'ready', contextTokens: 4096, prefillTokensPerSecond: 58.4, decodeTokensPerSecond: 9.2, failure: null },
    modelProgress: { id: 'qwen3-4b-instruct-q4_k_m', state: 'fetching', source: 'package-mirror', bytesDone: 812_000_000, bytesTotal: 2_497_280_256, bytesPerSecond: 18_400_000, secondsLeft: 92 },
    watched: [], coverages: {}, typed: {},
    providers: [...providers], terms: [...terms], keyStore: { storage: 'sealed-file', state: 'ready' }, exitStatus: null, previewKind: 'usual', previewLastsMs: 600_000,
  }
  if (scenario.startsWith('exit-')) return exitWorld(scenario, world)
  if (scenario === 'empty') return { ...world, matters: [], documents: [], chats: [], messages: {}, hops: [] }
  if (scenario === 'no-documents') return { ...world, settings: { ...world.settings, lastMatterId: matters[2]?.id ?? null }, documents: [], chats: [], messages: {}, hops: [] }
  if (scenario === 'unfinished') return { ...world, messages: { [firstChat]: [...unfinishedMessages] } }
  if (scenario === 'formatted') return { ...world, messages: { [firstChat]: [...formattedMessages] } }
  if (scenario === 'new-chat') return { ...world, chats: [], messages: {} }
  if (scenario === 'reading') {
    return { ...world, progress: running, documents: documents.map((each, index) => (index === 11 ? { ...each, state: 'parsed', pageCount: 0, coverage: documentDefaults.coverage } : index > 8 ? { ...each, state: 'discovered', pageCount: 0, coverage: documentDefaults.coverage } : each)) }
  }
  if (scenario === 'mixed') return { ...world, documents: [...mixed], watched: [...watched] }
  if (scenario === 'mixed-cited') return { ...world, documents: [...mixed], messages: { [firstChat]: [...mixedMessages] } }
  if (scenario === 'library') return { ...world, documents: library(), matters: matters.map((each) => (each.id === matterId ? { ...each, documentCount: 10_000, pageCount: 99_412, pagesWithoutText: 646, documentsFailed: 103 } : each)) }
  if (scenario === 'recognising' || scenario === 'paused-battery' || scenario === 'paused-failure') return { ...world, documents: [...mixed], progress: scenario === 'recognising' ? recognising : { ...recognising, status: 'paused', pausedBy: scenario === 'paused-battery' ? 'battery' : 'failure', recognisedPerMinute: null, secondsLeft: null, current: null } }
  if (scenario === 'no-model') {
    return {
      ...world, models: models.map((model) => (model.state === 'ready' && (model.kind === 'chat' || model.kind === 'ocr') ? { ...model, state: 'absent', selected: false } : model)),
      runtime: { modelId: null, state: 'failed', contextTokens: null, prefillTokensPerSecond: null, decodeTokensPerSecond: null, failure: failure('model-load-failed', 'The model could not be loaded. Verify its file under Models, or choose a smaller model.') },
    }
  }
  if (scenario === 'crowded') {
    const many = Array.from({ length: 24 }, (_, index): Matter => ({ id: `m_${String(index + 10).padStart(16, '0')}`, name: `${long} (${index + 1})`, createdAt: '2026-11-01T00:00:00.000Z', dataPolicy: 'never', documentCount: 1204, pageCount: 48_211, pagesWithoutText: 318, documentsFailed: 12 }))
    return { ...world, unreadable: [{ id: 'm_00000000000000ff', failure: failure('store-damaged', 'This matter’s database is damaged and was not touched. Restore its folder from a backup.') }], matters: [{ ...(matters[0] as Matter), name: long, pageCount: 48_211, documentCount: 1204, pagesWithoutText: 318, documentsFailed: 12 }, ...many] }
  }
  return world
}

/** Worlds in which a matter may be asked about elsewhere, or may not. */
function exitWorld(scenario: Scenario, closed: World): World {
  const open: World = { ...closed, settings: { ...closed.settings, offline: false }, matters: closed.matters.map((matter) => (matter.id === matterId ? { ...matter, dataPolicy: 'ask' } : matter)) }
  const [firstChat] = chats
  const [provider] = providers
  switch (scenario) {
    case 'exit-blocked': return { ...open, previewKind: 'blocked' }
    case 'exit-long': return { ...open, previewKind: 'long' }
    case 'exit-nothing-found': return { ...open, previewKind: 'nothing-found' }
    case 'exit-expiring': return { ...open, previewLastsMs: 8000 }
    case 'exit-no-provider': return { ...open, providers: [], terms: [], keyStore: { storage: 'sealed-file', state: 'not-set-up' } }
    case 'exit-locked-keys': return { ...open, keyStore: { storage: 'sealed-file', state: 'locked' } }
    case 'exit-forbidden': return { ...open, exitStatus: { state: 'forbidden-by-policy', message: 'Sending is switched off by this machine’s policy file.', decidedBy: 'administrator' } }
    case 'exit-never': return { ...closed, settings: open.settings }
    case 'exit-answered': {
      if (firstChat === undefined || provider === undefined) return open
      const escalation: Message['escalation'] = { providerLabel: provider.label, host: 'api.anthropic.example', hosting: provider.hosting, route: 'frontier', model: provider.models[0] ?? '', mode: 'passages', bytesSent: 6200, bytesReceived: 3120, inputTokens: 1590, outputTokens: 212, costUsd: 0.0079 }
      const answered: Message = { id: 'a_0000000000000009', chatId: firstChat.id, question: 'When is the deposit due, and what is still owed?', state: 'done', createdAt: '2026-11-21T10:31:00.000Z', partialText: escalatedText, evidence: [], answer: escalatedAnswer({ model: escalation.model }), failure: null, escalation }
      return { ...open, messages: { [firstChat.id]: [...messages, answered] } }
    }
    default: return open
  }
}
