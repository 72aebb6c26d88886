import { Cpu, Download, FilePlus2, Files, FileSearch, Keyboard, ListTree, MessageSquare, MessageSquarePlus, Moon, PanelLeft, PanelRight, Plus, Quote, ScanText, Send, Settings, ShieldCheck, Square, Wifi } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../ui/strings/index.ts'
import { selectChat } from '../conversation/chats-store.ts'
import { saveOpenConversation } from '../conversation/export/save-conversation.ts'
import { showGaps } from '../documents/show-gaps.ts'
import { setPaneShown, useViewer } from '../evidence/viewer-store.ts'
import { openOverlay, setRailShown, showView, updateSettings, useApp } from '../frame/app-store.ts'
import { addDocuments, goToAskBox, stopOrClose, walkQuotes } from '../frame/commands.ts'
import { openSettings } from '../settings/open-settings.ts'
import { isMac } from '../frame/shortcuts.ts'

export interface PaletteAction { readonly key: string; readonly label: string; readonly icon: ReactNode; readonly keys?: string; readonly run: () => void }

const mod = isMac ? '⌘' : 'Ctrl+'
const size = 16

/** The actions that are possible now; those of a matter only while one is open. */
export function paletteActions(inMatter: boolean, offline: boolean): PaletteAction[] {
  const ofMatter: PaletteAction[] = [
    { key: 'ask', label: t.shortcuts.ask, icon: <MessageSquare size={size} aria-hidden />, keys: '/', run: goToAskBox },
    { key: 'chat', label: t.chats.create, icon: <MessageSquarePlus size={size} aria-hidden />, run: () => { selectChat(null); goToAskBox() } },
    { key: 'add', label: t.shortcuts.addDocuments, icon: <FilePlus2 size={size} aria-hidden />, keys: `${mod}O`, run: addDocuments },
    { key: 'documents', label: t.nav.documents, icon: <Files size={size} aria-hidden />, run: () => showView('documents') },
    { key: 'gaps', label: t.palette.gaps, icon: <FileSearch size={size} aria-hidden />, run: showGaps },
    { key: 'policy', label: t.policy.menu, icon: <ShieldCheck size={size} aria-hidden />, run: () => openOverlay('data-policy') },
    { key: 'next', label: t.evidence.nextQuote, icon: <Quote size={size} aria-hidden />, keys: ']', run: () => walkQuotes(1) },
    { key: 'previous', label: t.evidence.previousQuote, icon: <Quote size={size} aria-hidden />, keys: '[', run: () => walkQuotes(-1) },
    { key: 'stop', label: t.shortcuts.stop, icon: <Square size={size} aria-hidden />, keys: 'Esc', run: () => { stopOrClose() } },
    { key: 'export-markdown', label: t.export.conversation, icon: <Download size={size} aria-hidden />, run: () => { void saveOpenConversation('markdown') } },
    { key: 'export-docx', label: t.export.conversationDocx, icon: <Download size={size} aria-hidden />, run: () => { void saveOpenConversation('docx') } },
    { key: 'evidence', label: t.layout.showEvidence, icon: <PanelRight size={size} aria-hidden />, run: () => setPaneShown(!useViewer.getState().paneShown) },
  ]
  return [
    { key: 'matter', label: t.matters.create, icon: <Plus size={size} aria-hidden />, keys: `${mod}N`, run: () => openOverlay('new-matter') },
    ...(inMatter ? ofMatter : []),
    { key: 'ledger', label: t.nav.ledger, icon: <ListTree size={size} aria-hidden />, run: () => showView('ledger') },
    { key: 'models', label: t.nav.models, icon: <Cpu size={size} aria-hidden />, run: () => showView('models') },
    { key: 'settings', label: t.nav.settings, icon: <Settings size={size} aria-hidden />, keys: `${mod},`, run: () => showView('settings') },
    { key: 'reading', label: `${t.settings.title}: ${t.sending.sections.reading}`, icon: <ScanText size={size} aria-hidden />, run: () => openSettings('reading') },
    { key: 'sending', label: `${t.settings.title}: ${t.sending.sections.sending}`, icon: <Send size={size} aria-hidden />, run: () => openSettings('sending') },
    { key: 'masking', label: `${t.settings.title}: ${t.sending.sections.redaction}`, icon: <Settings size={size} aria-hidden />, run: () => openSettings('redaction') },
    { key: 'shortcuts', label: t.shortcuts.title, icon: <Keyboard size={size} aria-hidden />, keys: '?', run: () => openOverlay('shortcuts') },
    { key: 'rail', label: t.layout.showMatters, icon: <PanelLeft size={size} aria-hidden />, run: () => setRailShown(!useApp.getState().railShown) },
    { key: 'downloads', label: offline ? t.palette.allowDownloads : t.palette.stayOffline, icon: <Wifi size={size} aria-hidden />, run: () => { void updateSettings({ offline: !offline }) } },
    ...(['system', 'light', 'dark'] as const).map((theme) => ({ key: `theme-${theme}`, label: t.palette.theme(t.settings.themes[theme]), icon: <Moon size={size} aria-hidden />, run: () => { void updateSettings({ theme }) } })),
  ]
}
