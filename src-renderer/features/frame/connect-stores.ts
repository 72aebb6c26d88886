import type { AppEvent, Bridge } from '../../../src-preload/contract/index.ts'
import { coalesce } from '../../client/coalesce.ts'
import { useConnection } from '../../client/connection-store.ts'
import { isAnswerEvent } from '../conversation/answer-reducer.ts'
import { loadChats, useChats } from '../conversation/chats-store.ts'
import { loadMessages, receiveAnswerEvent, useMessages } from '../conversation/messages-store.ts'
import { loadDocuments } from '../documents/document-list-store.ts'
import { loadProgress, receiveProgress } from '../documents/progress-store.ts'
import { forgetRelated, recount } from '../documents/related-store.ts'
import { loadWatched } from '../documents/watch-store.ts'
import { loadExitStatus } from '../escalation/exit-store.ts'
import { closeReview, receiveExitProgress } from '../escalation/review-store.ts'
import { refreshOpenDocument } from '../evidence/open-document.ts'
import { closeViewer } from '../evidence/viewer-store.ts'
import { loadMatters, selectedMatterId, useMatters } from '../matters/matters-store.ts'
import { loadModels, receiveModelProgress, receiveRuntime } from '../models/models-store.ts'
import { loadProviders, useProviders } from '../settings/providers-store.ts'
import { applySettings, loadApp, useApp } from './app-store.ts'

const reloadMs = 500
const reloadMatters = coalesce(() => { void loadMatters() }, reloadMs)
const reloadExit = coalesce(() => {
  const matterId = selectedMatterId()
  if (matterId !== null) void loadExitStatus(matterId)
}, reloadMs)
// One question for each row on screen, while documents change twice a second.
const recountDocuments = coalesce(recount, 5000)
const reloadDocuments = coalesce(() => {
  const matterId = selectedMatterId()
  if (matterId === null) return
  recountDocuments()
  void loadDocuments(matterId)
  void refreshOpenDocument(matterId)
}, reloadMs)

function receive(event: AppEvent): void {
  if (isAnswerEvent(event)) {
    receiveAnswerEvent(event)
    return
  }
  switch (event.name) {
    case 'ingest.progress': receiveProgress(event.payload); return
    case 'documents.changed':
      if (event.payload.matterId === selectedMatterId()) reloadDocuments()
      reloadMatters()
      return
    case 'matters.changed': reloadMatters(); reloadExit(); return
    case 'chats.changed': if (event.payload.matterId === selectedMatterId()) void loadChats(event.payload.matterId); return
    case 'models.progress': receiveModelProgress(event.payload); return
    case 'models.changed': void loadModels(); return
    case 'models.runtime': receiveRuntime(event.payload); return
    case 'settings.changed': applySettings(event.payload); reloadExit(); return
    case 'providers.changed':
      // Nobody has looked at them before the settings or an escalation asked.
      if (useProviders.getState().providers !== null) void loadProviders()
      reloadExit()
      return
    case 'watch.changed': if (event.payload.matterId === selectedMatterId()) void loadWatched(event.payload.matterId); return
    case 'exit.progress': receiveExitProgress(event.payload); return
    default: event satisfies never
  }
}

function loadMatter(matterId: string): void {
  void loadChats(matterId)
  void loadDocuments(matterId)
  void loadProgress(matterId)
  void loadWatched(matterId)
  void loadExitStatus(matterId)
}

/** Events were missed while the connection was lost, so what is on screen is asked for again. */
function reload(): void {
  void loadMatters()
  void loadModels()
  const matterId = selectedMatterId()
  if (matterId === null) return
  loadMatter(matterId)
  const chatId = useChats.getState().selectedId
  useMessages.setState({ byChat: {} })
  if (chatId !== null) void loadMessages(matterId, chatId)
}

/** Fills the stores and keeps them current. */
export async function connectStores(bridge: Bridge): Promise<void> {
  useMatters.subscribe((state, before) => {
    if (state.selectedId === before.selectedId) return
    closeViewer()
    closeReview()
    forgetRelated()
    useMessages.setState({ byChat: {}, focusedId: null })
    if (state.selectedId !== null) loadMatter(state.selectedId)
  })
  // The switch in this window's own settings is heard at once; the main process says so too, and to every window.
  useApp.subscribe((state, before) => { if (state.settings !== before.settings) reloadExit() })
  useConnection.subscribe((connection, before) => { if (connection.state === 'open' && before.state === 'lost') reload() })
  bridge.subscribe(receive)
  await loadApp()
  await Promise.all([loadMatters(), loadModels()])
}
