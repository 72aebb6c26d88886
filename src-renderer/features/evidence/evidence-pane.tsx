import { ChevronLeft, ChevronRight, Quote as QuoteIcon, X } from 'lucide-react'
import { useMemo, type ReactElement } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { useChats } from '../conversation/chats-store.ts'
import { useFocusedMessage } from '../conversation/messages-store.ts'
import { DocumentViewer } from './document-viewer.tsx'
import styles from './evidence.module.css'
import { PassageList } from './passage-list.tsx'
import { neighbour, quotesOf, type QuoteLists } from './quotes.ts'
import { openQuote, useViewer } from './viewer-store.ts'

function QuoteWalk({ lists, openKey }: { readonly lists: QuoteLists; readonly openKey: string | null }): ReactElement {
  const at = lists.all.findIndex((quote) => quote.key === openKey)
  const previous = neighbour(lists.all, openKey, -1)
  const next = neighbour(lists.all, openKey, 1)
  return (
    <footer className={styles['footer']}>
      <Button look="quiet" size="small" icon={<ChevronLeft size={14} aria-hidden />} disabled={at <= 0} onClick={() => { if (previous !== null) openQuote(previous) }}>{t.evidence.previousQuote}</Button>
      <span className={styles['position']}>{at >= 0 && t.evidence.position(at + 1, lists.all.length)}</span>
      <Button look="quiet" size="small" disabled={next === null} onClick={() => { if (next !== null) openQuote(next) }}>{t.evidence.nextQuote}<ChevronRight size={14} aria-hidden /></Button>
    </footer>
  )
}

interface PaneProps { readonly matterId: string; readonly onHide: () => void; /** The documents screen shows the viewer alone. */ readonly withPassages: boolean }

/** Evidence beside the conversation: the open document above, the passages below. */
export function EvidencePane({ matterId, onHide, withPassages }: PaneProps): ReactElement {
  const chatId = useChats((state) => state.selectedId)
  const message = useFocusedMessage(chatId)
  const lists = useMemo(() => quotesOf(message), [message])
  const target = useViewer((state) => state.target)
  const layout = useDefaultLayout({ id: 'strongroom.evidence-split' })
  const openKey = target?.key ?? null
  const settled = message !== null && message.state !== 'running'
  const showList = withPassages && lists.all.length > 0
  if (target !== null && !showList) return <DocumentViewer matterId={matterId} target={target} />
  if (target !== null) {
    return (
      <div className={styles['pane']}>
        <Group orientation="vertical" className={styles['split'] ?? ''} {...layout}>
          <Panel id="viewer" defaultSize="64%" minSize={160}><DocumentViewer matterId={matterId} target={target} /></Panel>
          <Separator className={styles['handle'] ?? ''} aria-label={t.layout.resizeList} />
          <Panel id="passages" minSize={96}><div className={styles['pane']}><PassageList lists={lists} openKey={openKey} /></div></Panel>
        </Group>
        <QuoteWalk lists={lists} openKey={openKey} />
      </div>
    )
  }
  return (
    <div className={styles['pane']}>
      <header className={styles['header']}>
        <h2 className={styles['title']}>{t.evidence.title}</h2>
        <IconButton label={t.layout.hideEvidence} onClick={onHide}><X size={16} aria-hidden /></IconButton>
      </header>
      {showList
        ? <><PassageList lists={lists} openKey={null} /><QuoteWalk lists={lists} openKey={null} /></>
        : <EmptyState level={3} icon={<QuoteIcon size={24} aria-hidden />} title={settled ? t.evidence.noneTitle : t.evidence.emptyTitle} text={settled ? t.evidence.noneText : t.evidence.emptyText} />}
    </div>
  )
}
