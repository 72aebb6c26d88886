import { defaultSettings, type Chat, type Document, type Hop, type IngestProgress, type Matter, type Message, type ModelProgress, type ModelStatus, type RuntimeStatus, type Settings } from '../../../src-preload/contract/index.ts'
import { messages, unfinishedMessages } from './sample-answers.ts'
import { chats, documents, failure, hops, matterId, matters, models } from './sample-data.ts'

const names = ['usual', 'first-run', 'empty', 'no-documents', 'unfinished', 'reading', 'new-chat', 'no-model', 'online', 'crowded'] as const
export type Scenario = (typeof names)[number]

export function isScenario(name: string): name is Scenario {
  return names.some((each) => each === name)
}

/** Everything the fake main process knows. */
export interface World {
  settings: Settings
  matters: Matter[]
  documents: Document[]
  chats: Chat[]
  messages: Record<string, Message[]>
  hops: Hop[]
  models: ModelStatus[]
  runtime: RuntimeStatus
  progress: IngestProgress
  modelProgress: ModelProgress | null
}

export const idle: IngestProgress = {
  matterId, status: 'idle', documentsDone: 0, documentsTotal: 0, documentsFailed: 0, pagesDone: 0, passagesDone: 0, passagesTotal: 0, passagesPerSecond: null, secondsLeft: null, current: null,
}

const running: IngestProgress = {
  matterId, status: 'running', documentsDone: 8, documentsTotal: 12, documentsFailed: 1, pagesDone: 31, passagesDone: 188, passagesTotal: 312, passagesPerSecond: 34.2, secondsLeft: 74,
  current: { documentId: 'd_0000000000000012', name: documents[11]?.name ?? '', state: 'parsed', pagesDone: 11, pagesTotal: 24, passagesDone: 40, passagesTotal: 96 },
}

const long = 'Estate of the late Donaudampfschifffahrtsgesellschaftskapitän Bartholomew Featherstonehaugh-Cholmondeley'

/** A fresh copy of the world that a scenario begins with. */
export function worldOf(scenario: Scenario): World {
  const firstChat = chats[0]?.id ?? ''
  const world: World = {
    settings: { ...defaultSettings, firstRunDone: scenario !== 'first-run', lastMatterId: matterId, offline: scenario !== 'online' },
    matters: [...matters], documents: [...documents], chats: [...chats], messages: { [firstChat]: [...messages] }, hops: [...hops], models: [...models], progress: idle,
    runtime: { modelId: models[0]?.id ?? null, state: 'ready', contextTokens: 4096, prefillTokensPerSecond: 58.4, decodeTokensPerSecond: 9.2, failure: null },
    modelProgress: { id: 'qwen3-4b-instruct-q4_k_m', state: 'fetching', source: 'package-mirror', bytesDone: 812_000_000, bytesTotal: 2_497_280_256, bytesPerSecond: 18_400_000, secondsLeft: 92 },
  }
  if (scenario === 'empty') return { ...world, matters: [], documents: [], chats: [], messages: {}, hops: [] }
  if (scenario === 'no-documents') return { ...world, settings: { ...world.settings, lastMatterId: matters[2]?.id ?? null }, documents: [], chats: [], messages: {}, hops: [] }
  if (scenario === 'unfinished') return { ...world, messages: { [firstChat]: [...unfinishedMessages] } }
  if (scenario === 'new-chat') return { ...world, chats: [], messages: {} }
  if (scenario === 'reading') {
    return { ...world, progress: running, documents: documents.map((each, index) => (index === 11 ? { ...each, state: 'parsed', pageCount: 0 } : index > 8 ? { ...each, state: 'discovered', pageCount: 0 } : each)) }
  }
  if (scenario === 'no-model') {
    return {
      ...world, models: models.map((model) => (model.state === 'ready' && model.kind === 'chat' ? { ...model, state: 'absent', selected: false } : model)),
      runtime: { modelId: null, state: 'failed', contextTokens: null, prefillTokensPerSecond: null, decodeTokensPerSecond: null, failure: failure('model-load-failed', 'The model could not be loaded. Verify its file under Models, or choose a smaller model.') },
    }
  }
  if (scenario === 'crowded') {
    const many = Array.from({ length: 24 }, (_, index): Matter => ({ id: `m_${String(index + 10).padStart(16, '0')}`, name: `${long} (${index + 1})`, createdAt: '2026-11-01T00:00:00.000Z', dataPolicy: 'never', documentCount: 1204, pageCount: 48_211, pagesWithoutText: 318, documentsFailed: 12 }))
    return { ...world, matters: [{ ...(matters[0] as Matter), name: long, pageCount: 48_211, documentCount: 1204, pagesWithoutText: 318, documentsFailed: 12 }, ...many] }
  }
  return world
}
