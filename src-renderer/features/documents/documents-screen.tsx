import { CircleAlert, FileSearch, FolderOpen } from 'lucide-react'
import { useCallback, useState, type ReactElement } from 'react'
import type { Document, Matter } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Screen, screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { RecogniseDialog } from '../evidence/recognise-dialog.tsx'
import { AddButtons } from './add-buttons.tsx'
import { everything, gapCount, narrows, quickViewOf, type DocumentFilter } from './document-filter.ts'
import { DocumentGrid } from './document-grid.tsx'
import { changeFilter, reloadDocuments, useDocumentList } from './document-list-store.ts'
import { DocumentToolbar } from './document-toolbar.tsx'
import styles from './documents.module.css'
import { IngestPanel } from './ingest-panel.tsx'
import { useIngestProgress } from './progress-store.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { UnlockDialog } from './unlock-dialog.tsx'
import { WatchButton, WatchPanel } from './watch-panel.tsx'

function nothingWords(filter: DocumentFilter): { readonly title: string; readonly text: string } {
  const view = quickViewOf(filter)
  const alone = filter.name === '' && filter.mediaTypes.length === 0 && filter.relation === null
  if (!alone || view === 'all') return { title: t.documents.noMatch, text: t.documents.noMatchHint }
  return { title: { gaps: t.documents.noneNeedLook, failed: t.documents.noneFailed, reading: t.documents.noneReading }[view], text: '' }
}

function NoMatch({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  const { title, text } = nothingWords(filter)
  return <EmptyState icon={<FileSearch size={24} aria-hidden />} title={title} text={text}><Button onClick={() => { void changeFilter(() => everything) }}>{t.documents.showAll}</Button></EmptyState>
}

type Asking = { readonly kind: 'unlock' | 'recognise'; readonly document: Document } | { readonly kind: 'remove'; readonly documents: readonly Document[] } | null

function Contents({ matter, scroller }: { readonly matter: Matter; readonly scroller: HTMLElement | null }): ReactElement {
  const total = useDocumentList((state) => state.counts?.total ?? 0)
  const filter = useDocumentList((state) => state.filter)
  const failed = useDocumentList((state) => state.failed)
  const [asking, setAsking] = useState<Asking>(null)
  const onRemove = useCallback((documents: readonly Document[]) => setAsking({ kind: 'remove', documents }), [])
  const onUnlock = useCallback((document: Document) => setAsking({ kind: 'unlock', document }), [])
  const onRecognise = useCallback((document: Document) => setAsking({ kind: 'recognise', document }), [])
  const close = useCallback(() => setAsking(null), [])
  return (
    <>
      <DocumentToolbar />
      {failed && <p className={styles['problem']} role="alert"><CircleAlert size={15} aria-hidden /><span>{t.documents.loadFailed}</span><Button size="small" onClick={() => { void reloadDocuments() }}>{t.common.retry}</Button></p>}
      {total === 0 && !failed ? <NoMatch filter={filter} /> : <DocumentGrid matter={matter} scroller={scroller} onRemove={onRemove} onUnlock={onUnlock} onRecognise={onRecognise} />}
      <SelectionBar matter={matter} onRemove={onRemove} />
      <RemoveDialog matter={matter} documents={asking?.kind === 'remove' ? asking.documents : []} onClose={close} />
      <UnlockDialog document={asking?.kind === 'unlock' ? asking.document : null} onClose={close} />
      {asking?.kind === 'recognise' && <RecogniseDialog matterId={matter.id} documentId={asking.document.id} documentName={asking.document.name} page={null} gaps={gapCount(asking.document)} onClose={close} />}
    </>
  )
}

/** The documents of a matter: what was read, how well, and what was not. */
export function DocumentsScreen({ matter }: { readonly matter: Matter }): ReactElement {
  const counts = useDocumentList((state) => state.counts)
  const failed = useDocumentList((state) => state.failed)
  const filter = useDocumentList((state) => state.filter)
  const progress = useIngestProgress(matter.id)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  if (counts === null) {
    return (
      <Screen title={t.documents.title}>
        {failed
          ? <EmptyState title={t.documents.loadFailed} text={t.app.notOpenedText}><Button onClick={() => { void reloadDocuments() }}>{t.common.retry}</Button></EmptyState>
          : <p className={screenStyles['muted']} role="status">{t.common.loading}</p>}
      </Screen>
    )
  }
  const idle = progress === null || progress.status === 'idle'
  if (counts.all === 0 && counts.total === 0 && !narrows(filter) && idle) {
    return (
      <Screen title={t.documents.title}>
        <EmptyState icon={<FolderOpen size={28} aria-hidden />} title={t.documents.emptyTitle} text={t.documents.emptyText}><AddButtons matterId={matter.id} /><WatchButton matterId={matter.id} /></EmptyState>
        <WatchPanel matterId={matter.id} />
      </Screen>
    )
  }
  return (
    <Screen title={t.documents.title} wide scroller={setScroller} actions={<><AddButtons matterId={matter.id} /><WatchButton matterId={matter.id} /></>}>
      {progress !== null && <IngestPanel progress={progress} />}
      <WatchPanel matterId={matter.id} />
      <Contents matter={matter} scroller={scroller} />
    </Screen>
  )
}
