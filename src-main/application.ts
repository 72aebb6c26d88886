import { cpus, totalmem } from 'node:os'
import manifest from '../package.json' with { type: 'json' }
import { maskEverything, type OcrEngine } from '../src-preload/contract/index.ts'
import { stablePrefix } from './agent/prompt/answer-prompt.ts'
import { createMatterDesks } from './agent/matter-desks.ts'
import { approvalLifeMs } from './egress/exit/approvals.ts'
import { isForcedOffline } from './egress/exit/forced-offline.ts'
import { createExit } from './egress/exit/create-exit.ts'
import { createProviderAdapter } from './egress/providers/create-provider-adapter.ts'
import { createProviderBook } from './egress/providers/create-provider-book.ts'
import { redactFile } from './egress/redact-files/redact-file.ts'
import { createRedactor } from './egress/redact/create-redactor.ts'
import { createRestorer } from './egress/redact/create-restorer.ts'
import { findLeftovers } from './egress/redact/find-leftovers.ts'
import { createDeepDetector } from './egress/redact/deep/deep-detector.ts'
import { createLazyNameFinder } from './egress/redact/names/lazy-name-finder.ts'
import type { RedactionMode } from './egress/redact/redactor.ts'
import { onRefusal } from './egress/refusals.ts'
import { createExitTransport, createTransport } from './egress/transport.ts'
import { discoverFiles } from './ingest/file-discovery.ts'
import { copyRedacted } from './ingest/redacted-copy/file-copier.ts'
import { createPowerState } from './ingest/power-state.ts'
import { createReaders } from './ingest/reader/create-readers.ts'
import { readWholeFile } from './ingest/read-whole-file.ts'
import { splitPassages } from './ingest/split-passages.ts'
import { recordDownload } from './ledger/record-download.ts'
import { recordErasedMatter } from './ledger/record-erasure.ts'
import { createMatters } from './matters/create-matters.ts'
import { createChatModelSlot } from './model/chat-model-slot.ts'
import { createLazyEmbedder } from './model/embedder/lazy-embedder.ts'
import { catalogue, defaultModelId } from './model/library/catalogue.ts'
import { createModelLibrary } from './model/library/model-library.ts'
import { loadChatModel } from './model/llama/load-chat-model.ts'
import { readModelShape } from './model/llama/read-model-shape.ts'
import type { ApplicationPort } from './rpc/handlers.ts'
import { exitCalls } from './rpc/exit-calls.ts'
import { ledgerCalls } from './rpc/ledger-calls.ts'
import { matterCalls } from './rpc/matter-calls.ts'
import { modelCalls } from './rpc/model-calls.ts'
import { providerCalls } from './rpc/provider-calls.ts'
import { termsCalls } from './rpc/terms-calls.ts'
import { watchCalls } from './rpc/watch-calls.ts'
import type { ApplicationParts } from './shell/workplace.ts'
import { openAppStore } from './store/open-app-store.ts'
import { AppError, fromFailure } from './support/errors.ts'
import { createEventBus } from './support/event-bus.ts'
import { openKeyStore } from './vault/open-key-store.ts'

const nameModelId = defaultModelId('ner')
/** Longer side of a drawn page: small print of A4 stays readable on a large screen. */
const pageImagePixels = 2_000

/** The composition root: the one place where the rooms meet. All three entries build the same application here. */
export async function createApplication({ dataFolder, modelsFolder, shell, log, settings }: ApplicationParts): Promise<ApplicationPort> {
  const owned = new AsyncDisposableStack()
  const events = createEventBus()
  owned.defer(onRefusal(() => log.write('guard-refused')))

  const appStore = owned.use(openAppStore(dataFolder))
  const library = createModelLibrary({
    modelsFolder, catalogue, transport: createTransport(),
    isOffline: () => settings.get().offline || isForcedOffline(),
    chosenChatModelId: () => settings.get().chatModelId,
    memoryBytes: totalmem(),
    onProgress: (progress) => events.emit('models.progress', progress),
    onChanged: () => events.emit('models.changed', null),
    onSourceDone: (modelId, use) => recordDownload(modelId, use, appStore.ledger),
    readShape: readModelShape,
    weightsFolders: process.env['STRONGROOM_WEIGHTS_FOLDER'] ? [process.env['STRONGROOM_WEIGHTS_FOLDER']] : [],
  })
  const slot = owned.use(createChatModelSlot({
    chosen: () => library.chatFile(settings.get().chatModelId),
    load: ({ id, file }, signal) => loadChatModel({ id, file, signal, stablePrefix }),
    onStatus: (status) => events.emit('models.runtime', status),
    log,
  }))
  const embedder = owned.use(createLazyEmbedder(defaultModelId('embedding'), (id) => library.folderOf(id)))
  const readers = owned.use(createReaders({ start: shell.startReader, modelsFolder, log }))
  const power = owned.use(createPowerState({ onBattery: shell.onBattery, isWanted: () => settings.get().pauseOnBattery }))
  const matters = owned.use(await createMatters({
    power, onWatchChanged: (matterId) => events.emit('watch.changed', { matterId }),
    dataFolder, parser: readers, embedder, splitPassages, discoverFiles, log,
    recognition: { recogniser: readers, engine: () => settings.get().ocrEngine, languages: () => settings.get().ocrLanguages },
    onProgress: (progress) => events.emit('ingest.progress', progress),
    onDocumentsChanged: (matterId) => {
      events.emit('documents.changed', { matterId })
      events.emit('matters.changed', null)
    },
    onMattersChanged: () => events.emit('matters.changed', null),
    onErased: (erased) => recordErasedMatter(erased, appStore.ledger),
  }))
  const keys = openKeyStore({ folder: dataFolder, system: shell.secrets, passphrase: process.env['STRONGROOM_PASSPHRASE'] || null })
  const providers = createProviderBook({ folder: dataFolder, keys, runKey: shell.runKey })
  const names = owned.use(createLazyNameFinder(nameModelId, (id) => library.folderOf(id)))
  const redactor = owned.use(createRedactor({ names, deep: createDeepDetector({ model: () => slot.get() }) }))
  let hasProviders = false
  const exit = owned.use(createExit({
    redactor, adapter: createProviderAdapter(), providers, hasProviders: () => hasProviders,
    transport: createExitTransport(), settings: () => settings.get(), dataFolder,
    findLeftovers, createRestorer,
  }))
  /** Never quietly less: who has not the name finder's weights may ask for rules alone, and reads it in every review. */
  const redactionMode = async (): Promise<RedactionMode> => {
    if (process.env['STRONGROOM_REDACTION'] === 'rules') return 'rules'
    if (await library.folderOf(nameModelId) === null) throw new AppError('model-not-installed')
    return 'default'
  }
  const desks = owned.use(createMatterDesks({ matters, embedder, model: () => slot.get(), events, log, exit, appStore, redactionMode }))

  /** The other engine is part of the program. */
  const hasEngine = async (engine: OcrEngine): Promise<boolean> => engine === 'tesseract' || await library.folderOf(defaultModelId('ocr')) !== null

  /** A matter's reading goes on once it is open. One that cannot be opened says so when it is chosen. */
  const openAll = async (): Promise<void> => {
    for (const { id } of await matters.list()) (await matters.open(id).catch(() => null))?.folderWatch.start()
  }
  const resumeReading = async (): Promise<void> => {
    for (const { id } of await matters.list()) {
      const matter = matters.opened(id)
      // A pause that the person asked for stays.
      if (matter && !matter.store.matter.isPaused()) matter.ingestion.resume()
    }
  }

  return {
    handlers: {
      // A page asks this when it opens: the model loads while the person looks around, and reading that a crash or a quit
      // cut off goes on. The command line does neither.
      async 'app.info'() {
        slot.get().catch(() => {})
        openAll().catch(() => {})
        return { version: manifest.version, shell: shell.kind, dataFolder, platform: `${process.platform}-${process.arch}`, memoryBytes: totalmem(), cores: cpus().length }
      },
      'app.ping': async () => ({ now: Date.now() }),
      'app.pickFiles': (options) => shell.pickFiles(options),
      'settings.get': async () => settings.get(),
      async 'settings.update'(patch) {
        const next = settings.update(patch)
        if (next.offline) desks.closeExit(null)
        power.look()
        events.emit('settings.changed', next)
        return next
      },
      ...matterCalls(matters, desks, (matterId) => events.emit('chats.changed', { matterId }), () => events.emit('matters.changed', null), hasEngine),
      ...watchCalls(matters),
      ...ledgerCalls(matters, appStore),
      ...termsCalls(matters, appStore),
      ...providerCalls({ book: providers, keys, events }),
      ...exitCalls(desks, providers, async () => { hasProviders = (await providers.list()).length > 0 }),
      ...modelCalls({ library, slot, settings, events, log, onFetched: resumeReading }),
    },
    subscribe: events.subscribe,
    originalFile(matterId, documentId) {
      const matter = matters.opened(matterId)
      if (!matter) throw new AppError('not-found')
      return matter.originalFile(documentId)
    },
    async pageImage(matterId, documentId, page, signal) {
      const matter = matters.opened(matterId)
      if (!matter) throw new AppError('not-found')
      const drawn = await readers.draw(matter.originalFile(documentId).path, page, { maxPixels: pageImagePixels, signal })
      if (!drawn.ok) throw fromFailure(drawn.error)
      return drawn.value
    },
    async *answer(matterId, question, signal = new AbortController().signal) {
      yield* (await desks.of(matterId)).answer({ question, history: [], signal, messageId: null })
    },
    readFile: (path, { signal, password = null, engine = settings.get().ocrEngine, languages = settings.get().ocrLanguages }) => readWholeFile(path, { parser: readers, recogniser: readers, engine, languages, password, signal }),
    redact: (parts, options) => redactor.redact(parts, { policy: maskEverything, terms: [], ...options, decisions: [], vault: { entries: () => [], keep: () => {} } }),
    redactFile: (path, options) => redactFile(path, options, {
      redactor, copy: copyRedacted,
      async recognise(file, page, signal) {
        const read = await readers.recognise(file, page, { engine: settings.get().ocrEngine, languages: settings.get().ocrLanguages, signal })
        if (!read.ok && read.error.code === 'cancelled') throw fromFailure(read.error)
        // A picture whose words were only guessed at is better left out.
        return read.ok && read.value.words.length > 0 && read.value.page.confidence >= 0.5 ? { text: read.value.page.text, words: read.value.words, rotation: read.value.rotation, partly: read.value.page.coverage !== 'ocr' } : null
      },
      async pagesOf(file, signal) {
        const read = await readWholeFile(file, { parser: readers, recogniser: readers, engine: settings.get().ocrEngine, languages: settings.get().ocrLanguages, password: null, signal })
        if (!read.ok) throw fromFailure(read.error)
        return { pages: read.value.pages.map(({ text }) => text), warnings: read.value.warnings }
      },
    }),
    keepShownPreview: async (matterId, approvalHash) => (await matters.open(matterId)).store.shownPreviews.add(approvalHash, new Date()),
    takeShownPreview: async (matterId, approvalHash) => (await matters.open(matterId)).store.shownPreviews.take(approvalHash, { now: new Date(), lifeMs: approvalLifeMs }),
    whenIngested: async (matterId) => (await matters.open(matterId)).ingestion.whenIdle(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
