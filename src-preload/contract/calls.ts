import { z } from 'zod'
import { answerSchema, chatSchema, messageSchema } from './chats.ts'
import {
  coverageReportSchema, documentIdSchema, documentQueryResultSchema, documentQuerySchema, documentSchema, ingestProgressSchema, ocrEngineSchema, pageSchema,
  pageWordSchema, removalReportSchema, watchedFolderSchema,
} from './documents.ts'
import { escalationModeSchema, escalationSchema, exitStatusSchema, previewEditSchema, previewIdSchema, previewSchema } from './exit.ts'
import { failureSchema } from './failure.ts'
import { chatIdSchema, messageIdSchema } from './ids.ts'
import { hopSchema, ledgerExportSchema, ledgerFilterSchema, ledgerVerdictSchema } from './ledger.ts'
import { dataPolicySchema, matterIdSchema, matterNameSchema, matterSchema, unreadableMatterSchema } from './matters.ts'
import { modelIdSchema, modelProgressSchema, modelStatusSchema, runtimeStatusSchema } from './models.ts'
import { hitSchema } from './passages.ts'
import { keyStoreStatusSchema, providerIdSchema, providerInputSchema, providerPresetSchema, providerSchema } from './providers.ts'
import { termIdSchema, termSchema } from './redaction.ts'
import { settingsPatchSchema, settingsSchema } from './settings.ts'

const nothing = z.null()
const inMatter = z.object({ matterId: matterIdSchema })
const oneDocument = inMatter.extend({ documentId: documentIdSchema })
const someDocuments = inMatter.extend({ documentIds: z.array(documentIdSchema).min(1).max(10_000) })
const onePage = oneDocument.extend({ page: z.number().int().positive() })
const oneChat = inMatter.extend({ chatId: chatIdSchema })
const inMatterOrApp = z.object({ matterId: matterIdSchema.nullable() })
const oneProvider = z.object({ id: providerIdSchema })
const onePreview = z.object({ previewId: previewIdSchema })
const questionSchema = z.string().trim().min(1).max(4000)

export const appInfoSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  dataFolder: z.string(),
  platform: z.string(),
  memoryBytes: z.number(),
  cores: z.number().int(),
})

/** Every call of the product: name → schema of what comes in and of what goes out. Both sides derive their types from it. */
export const calls = {
  'app.info': { params: nothing, result: appInfoSchema },
  'app.ping': { params: nothing, result: z.object({ now: z.number() }) },
  /** Electron: the system's file dialog. The browser shell answers `not-allowed`: its page uses an upload instead. */
  'app.pickFiles': { params: z.object({ folders: z.boolean() }), result: z.array(z.string()) },
  'settings.get': { params: nothing, result: settingsSchema },
  'settings.update': { params: settingsPatchSchema, result: settingsSchema },
  'matters.list': { params: nothing, result: z.array(matterSchema) },
  'matters.unreadable': { params: nothing, result: z.array(unreadableMatterSchema) },
  'matters.create': { params: z.object({ name: matterNameSchema }), result: matterSchema },
  'matters.rename': { params: inMatter.extend({ name: matterNameSchema }), result: matterSchema },
  /** Cannot be undone: `confirmName` must equal the matter's name. */
  'matters.delete': { params: inMatter.extend({ confirmName: z.string() }), result: nothing },
  'matters.setDataPolicy': { params: inMatter.extend({ dataPolicy: dataPolicySchema }), result: matterSchema },
  'documents.list': { params: inMatter, result: z.array(documentSchema) },
  'documents.add': { params: inMatter.extend({ paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000) }), result: z.object({ added: z.number().int(), unchanged: z.number().int(), replaced: z.number().int(), failed: z.number().int() }) },
  'documents.query': { params: inMatter.extend(documentQuerySchema.shape), result: documentQueryResultSchema },
  /** With everything made from them, what was taken out of them and their older versions. Cannot be undone. */
  'documents.remove': { params: someDocuments, result: removalReportSchema },
  /** Reads failed documents again. */
  'documents.retry': { params: someDocuments, result: nothing },
  /** Reads a document that asks for a password. The password is not kept. Errors: `wrong-password`. */
  'documents.unlock': { params: oneDocument.extend({ password: z.string().min(1).max(1000) }), result: nothing },
  'documents.page': { params: onePage, result: pageSchema },
  /** Where a recognised page's words stand; empty for any other page. */
  'documents.pageWords': { params: onePage, result: z.array(pageWordSchema) },
  /** Recognises pages again, all unread and doubtful ones when `pages` is null. What they say now stays until then. Errors: `model-not-installed`. */
  'documents.recognise': { params: oneDocument.extend({ pages: z.array(z.number().int().positive()).max(10_000).nullable(), engine: ocrEngineSchema }), result: nothing },
  /** Puts what a person typed in the place of a page's text. */
  'documents.typePage': { params: onePage.extend({ text: z.string().max(200_000) }), result: pageSchema },
  /** Of one document, or, null, of the whole matter. */
  'documents.coverage': { params: inMatter.extend({ documentId: documentIdSchema.nullable(), offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(1000) }), result: coverageReportSchema },
  'watch.list': { params: inMatter, result: z.array(watchedFolderSchema) },
  /** Reads a folder and follows its changes from now on. */
  'watch.add': { params: inMatter.extend({ path: z.string().min(1).max(4096) }), result: watchedFolderSchema },
  /** Stops following; what was read stays. */
  'watch.remove': { params: inMatter.extend({ id: watchedFolderSchema.shape.id }), result: nothing },
  /** Takes files in again whose documents had been removed from the matter. */
  'watch.takeInRemoved': { params: inMatter.extend({ id: watchedFolderSchema.shape.id }), result: nothing },
  'ingest.progress': { params: inMatter, result: ingestProgressSchema },
  'ingest.pause': { params: inMatter, result: nothing },
  'ingest.resume': { params: inMatter, result: nothing },
  /** Stops reading; finished documents stay, unfinished ones are taken off the list. */
  'ingest.cancel': { params: inMatter, result: nothing },
  'search.run': { params: inMatter.extend({ query: questionSchema, k: z.number().int().min(1).max(50) }), result: z.object({ hits: z.array(hitSchema), tookMs: z.number() }) },
  'chats.list': { params: inMatter, result: z.array(chatSchema) },
  'chats.create': { params: inMatter, result: chatSchema },
  'chats.rename': { params: oneChat.extend({ title: z.string().trim().min(1).max(200) }), result: chatSchema },
  /** Can be undone with `chats.restore` until the app closes. */
  'chats.delete': { params: oneChat, result: nothing },
  'chats.restore': { params: oneChat, result: chatSchema },
  'chats.messages': { params: oneChat, result: z.array(messageSchema) },
  /** Answers at once with the stored question; evidence, tokens and the answer follow as events. */
  'chats.ask': { params: oneChat.extend({ question: questionSchema }), result: messageSchema },
  'chats.stop': { params: oneChat.extend({ messageId: messageIdSchema }), result: nothing },
  'ledger.forMessage': { params: oneChat.extend({ messageId: messageIdSchema }), result: z.array(hopSchema) },
  /** With `matterId` null: the app's own ledger (downloads, erased matters). */
  'ledger.list': { params: inMatterOrApp.extend({ filter: ledgerFilterSchema }), result: z.array(hopSchema) },
  'ledger.verify': { params: inMatterOrApp, result: ledgerVerdictSchema },
  'ledger.export': { params: inMatterOrApp.extend({ format: z.enum(['jsonl', 'html']) }), result: ledgerExportSchema },
  'providers.presets': { params: nothing, result: z.array(providerPresetSchema) },
  'providers.list': { params: nothing, result: z.array(providerSchema) },
  'providers.save': { params: providerInputSchema, result: providerSchema },
  /** Its key goes with it. */
  'providers.remove': { params: oneProvider, result: nothing },
  /** The key goes one way: no call gives it back. */
  'providers.setKey': { params: oneProvider.extend({ key: z.string().trim().min(1).max(4096) }), result: providerSchema },
  'providers.clearKey': { params: oneProvider, result: providerSchema },
  'keys.status': { params: nothing, result: keyStoreStatusSchema },
  /** Opens the sealed file; the first passphrase sets it up. Errors: `wrong-passphrase`. */
  'keys.unlock': { params: z.object({ passphrase: z.string().min(1).max(1000) }), result: keyStoreStatusSchema },
  'keys.lock': { params: nothing, result: keyStoreStatusSchema },
  /** The user's own list: of one matter with the ones for every matter, or, null, only those. */
  'terms.list': { params: inMatterOrApp, result: z.array(termSchema) },
  'terms.add': { params: termSchema.omit({ id: true }).extend({ matterId: matterIdSchema.nullable() }), result: termSchema },
  'terms.remove': { params: z.object({ id: termIdSchema, matterId: matterIdSchema.nullable() }), result: nothing },
  'exit.status': { params: inMatter, result: exitStatusSchema },
  /** Builds, redacts and serialises a request; sends nothing. */
  'exit.propose': { params: oneChat.extend({ question: questionSchema, mode: escalationModeSchema, providerId: providerIdSchema, model: z.string().min(1).max(200), withEarlierTurns: z.boolean() }), result: previewSchema },
  /** Changes a preview; the old one is void. */
  'exit.revise': { params: onePreview.extend({ edits: z.array(previewEditSchema).min(1).max(500) }), result: previewSchema },
  /** Sends exactly the bytes that `approvalHash` stands for, once. The reply follows as `answer.*` events. Errors: `approval-void`, `exit-blocked`, … */
  'exit.approve': { params: onePreview.extend({ approvalHash: z.string().length(64) }), result: messageSchema },
  /** Ends what `exit.propose` is making for a chat; does nothing when it is done. */
  'exit.cancel': { params: oneChat, result: nothing },
  'exit.withdraw': { params: onePreview, result: nothing },
  'models.list': { params: nothing, result: z.array(modelStatusSchema) },
  'models.runtime': { params: nothing, result: runtimeStatusSchema },
  'models.fetch': { params: z.object({ id: modelIdSchema }), result: nothing },
  'models.cancelFetch': { params: z.object({ id: modelIdSchema }), result: nothing },
  'models.verify': { params: z.object({ id: modelIdSchema }), result: modelStatusSchema },
  'models.import': { params: z.object({ path: z.string().min(1).max(4096) }), result: modelStatusSchema },
  'models.remove': { params: z.object({ id: modelIdSchema }), result: nothing },
  'models.select': { params: z.object({ id: modelIdSchema }), result: nothing },
} as const

export type CallName = keyof typeof calls
/** What a caller may pass (before defaults and trimming). */
export type CallParams<N extends CallName> = z.input<(typeof calls)[N]['params']>
/** What a service receives once validated. */
export type CallInput<N extends CallName> = z.output<(typeof calls)[N]['params']>
export type CallResult<N extends CallName> = z.output<(typeof calls)[N]['result']>

const onMessage = z.object({ matterId: matterIdSchema, chatId: chatIdSchema, messageId: messageIdSchema })

/** Everything the main process tells the page without being asked. */
export const events = {
  'ingest.progress': ingestProgressSchema,
  'documents.changed': inMatter,
  'watch.changed': inMatter,
  'matters.changed': nothing,
  'chats.changed': inMatter,
  'models.progress': modelProgressSchema,
  'models.changed': nothing,
  'models.runtime': runtimeStatusSchema,
  'settings.changed': settingsSchema,
  'providers.changed': nothing,
  /** How far the making of a preview is. */
  'exit.progress': z.object({ chatId: chatIdSchema, stage: z.enum(['writing-question', 'finding-names', 'serialising']), done: z.number().min(0).max(1) }),
  'answer.evidence': onMessage.extend({ hits: z.array(hitSchema), tookMs: z.number() }),
  'answer.prefill': onMessage.extend({ tokensDone: z.number().int(), tokensTotal: z.number().int() }),
  'answer.text': onMessage.extend({ delta: z.string() }),
  'answer.done': onMessage.extend({ answer: answerSchema, escalation: escalationSchema.nullable() }),
  'answer.stopped': onMessage,
  'answer.failed': onMessage.extend({ failure: failureSchema }),
} as const

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>
/** An event with its payload, as one value. */
export type AppEvent = { [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName]

/** What every call answers, on both transports. */
export type CallOutcome<N extends CallName> = { ok: true; value: CallResult<N> } | { ok: false; error: z.infer<typeof failureSchema> }

/** The one object the page is given. `subscribe` returns the way to stop. */
export interface Bridge {
  readonly shell: 'electron' | 'browser'
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallOutcome<N>>
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Address of a document's original bytes on the page's own origin (pdf.js reads it in ranges). */
  fileUrl(matterId: string, documentId: string): string
  /** Address of a page drawn as a picture (PNG), for scans, TIFF and HEIC; on the page's own origin too. */
  pageImageUrl(matterId: string, documentId: string, page: number): string
  /** Adds dropped or picked files: by path in Electron, by upload in the browser shell, which tells how many are there. */
  addFiles(matterId: string, files: readonly File[], onAdded?: (done: number) => void): Promise<CallOutcome<'documents.add'>>
}
