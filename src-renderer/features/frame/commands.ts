import { focusAskBox } from '../conversation/ask-box.tsx'
import { useChats } from '../conversation/chats-store.ts'
import { runningMessage, stopAnswer, useMessages } from '../conversation/messages-store.ts'
import { pickAndAdd } from '../documents/document-actions.ts'
import { neighbour, quotesOf } from '../evidence/quotes.ts'
import { closeViewer, openQuote, setDrawerOpen, useViewer } from '../evidence/viewer-store.ts'
import { selectedMatterId } from '../matters/matters-store.ts'
import { bridge } from '../../client/bridge.ts'
import { openOverlay, showView, useApp } from './app-store.ts'

/** Goes to the question box, also from another screen. */
export function goToAskBox(): void {
  showView('conversation')
  // The screen is drawn before the caret can go into it.
  requestAnimationFrame(() => { focusAskBox() })
}

/** Shows the documents, and in Electron the system's dialog to add some. */
export function addDocuments(): void {
  const matterId = selectedMatterId()
  if (matterId === null) {
    openOverlay('new-matter')
    return
  }
  showView('documents')
  if (bridge().shell === 'electron') void pickAndAdd(matterId, false)
}

function focusedMessage() {
  const { selectedId } = useChats.getState()
  const { byChat, focusedId } = useMessages.getState()
  const messages = selectedId === null ? [] : (byChat[selectedId] ?? [])
  return { messages, focused: messages.find((message) => message.id === focusedId) ?? messages.at(-1) ?? null }
}

/** Opens the quote after or before the open one. */
export function walkQuotes(step: 1 | -1): void {
  const { all } = quotesOf(focusedMessage().focused)
  const next = neighbour(all, useViewer.getState().target?.key ?? null, step)
  if (next !== null) openQuote(next)
}

/** Esc, where no dialog takes it: stops the running answer, else closes the open document. True when something was done. */
export function stopOrClose(): boolean {
  const matterId = selectedMatterId()
  const running = runningMessage(focusedMessage().messages)
  if (matterId !== null && running !== null && useApp.getState().view === 'conversation') {
    void stopAnswer(matterId, running)
    return true
  }
  if (useViewer.getState().target === null) return false
  closeViewer()
  setDrawerOpen(false)
  return true
}
