import { useEffect } from 'react'
import { askBoxId } from '../conversation/ask-box.tsx'
import { openOverlay, showView } from './app-store.ts'
import { addDocuments, goToAskBox, stopOrClose, walkQuotes } from './commands.ts'
import { commandFor, type Command } from './shortcuts.ts'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

/** The caret rests in the question box after asking; while it is empty, [ and ] still walk the quotes. */
function isEmptyAskBox(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement && target.id === askBoxId && target.value === ''
}

/** A dialog keeps its keys to itself; the evidence drawer is one of ours and lets [ and ] through. */
function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"]:not([data-drawer="right"]), [role="alertdialog"], [role="menu"]') !== null
}

const actions: Readonly<Record<Command, () => boolean>> = {
  'palette': () => { openOverlay('palette'); return true },
  'new-matter': () => { openOverlay('new-matter'); return true },
  'add-documents': () => { addDocuments(); return true },
  'settings': () => { showView('settings'); return true },
  'ask': () => { goToAskBox(); return true },
  'shortcuts': () => { openOverlay('shortcuts'); return true },
  'previous-quote': () => { walkQuotes(-1); return true },
  'next-quote': () => { walkQuotes(1); return true },
  'escape': stopOrClose,
}

/** The keys of the whole window. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || dialogOpen()) return
      const walking = (event.key === '[' || event.key === ']') && isEmptyAskBox(event.target)
      const command = commandFor(event, isTyping(event.target) && !walking)
      if (command !== null && actions[command]()) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
