import { t } from '../../ui/strings/index.ts'

/** Whether the platform's command key is ⌘. */
export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const mod = isMac ? '⌘' : 'Ctrl'

export type Command = 'palette' | 'new-matter' | 'add-documents' | 'settings' | 'ask' | 'shortcuts' | 'previous-quote' | 'next-quote' | 'escape'

export interface Shortcut { readonly keys: readonly string[]; readonly label: string }

/** What the list under ? shows. */
export const shortcutList: readonly Shortcut[] = [
  { keys: [mod, 'K'], label: t.shortcuts.palette },
  { keys: [mod, 'N'], label: t.shortcuts.newMatter },
  { keys: [mod, 'O'], label: t.shortcuts.addDocuments },
  { keys: [mod, ','], label: t.shortcuts.settings },
  { keys: ['/'], label: t.shortcuts.ask },
  { keys: ['Enter'], label: t.shortcuts.send },
  { keys: ['Shift', 'Enter'], label: t.shortcuts.newLine },
  { keys: ['['], label: t.shortcuts.previousQuote },
  { keys: [']'], label: t.shortcuts.nextQuote },
  { keys: ['Space'], label: t.shortcuts.selectDocument },
  { keys: [mod, 'A'], label: t.shortcuts.selectAll },
  { keys: ['Delete'], label: t.shortcuts.removeDocuments },
  { keys: ['Esc'], label: t.shortcuts.stop },
  { keys: ['?'], label: t.shortcuts.list },
]

export interface KeyPress { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean }

/** The command a key means; plain characters are left alone while someone types. */
export function commandFor(press: KeyPress, typing: boolean): Command | null {
  if ((press.ctrlKey || press.metaKey) && !press.altKey) {
    switch (press.key.toLowerCase()) {
      case 'k': return 'palette'
      case 'n': return 'new-matter'
      case 'o': return 'add-documents'
      case ',': return 'settings'
      default: return null
    }
  }
  if (press.key === 'Escape') return 'escape'
  if (typing || press.ctrlKey || press.metaKey) return null
  switch (press.key) {
    case '/': return 'ask'
    case '?': return 'shortcuts'
    case '[': return 'previous-quote'
    case ']': return 'next-quote'
    default: return null
  }
}
