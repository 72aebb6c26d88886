import { useEffect, type ReactElement } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { Announcer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { Toasts } from '../../ui/toasts.tsx'
import { useNarrow, useVeryNarrow } from '../../ui/use-media-query.ts'
import { DropVeil } from '../documents/drop-veil.tsx'
import { EvidencePane } from '../evidence/evidence-pane.tsx'
import { setDrawerOpen, setPaneShown, useViewer } from '../evidence/viewer-store.ts'
import { ReviewScreen } from '../escalation/review-screen.tsx'
import { FirstRun } from '../first-run/first-run.tsx'
import { DataPolicyDialog } from '../matters/data-policy-dialog.tsx'
import { MatterRail } from '../matters/matter-rail.tsx'
import { loadMatters, useMatters, useSelectedMatter } from '../matters/matters-store.ts'
import { NewMatterDialog } from '../matters/new-matter-dialog.tsx'
import { Palette } from '../palette/palette.tsx'
import { AppHeader } from './app-header.tsx'
import { openOverlay, setRailShown, useApp } from './app-store.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import styles from './frame.module.css'
import { MainScreen } from './main-screen.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Three panes that resize and are remembered; the outer two become drawers where the window is narrow. */
function Panes(): ReactElement {
  const narrow = useNarrow()
  const veryNarrow = useVeryNarrow()
  const view = useApp((state) => state.view)
  const railShown = useApp((state) => state.railShown)
  const railOpen = useApp((state) => state.overlay === 'rail')
  const matter = useSelectedMatter()
  const { target, paneShown, drawerOpen, expanded } = useViewer()
  const conversation = view === 'conversation' && matter !== null
  const hasEvidence = conversation || (view === 'documents' && matter !== null && target !== null)
  const railBeside = railShown && !veryNarrow
  const evidenceBeside = hasEvidence && !narrow && (paneShown || !conversation)
  // The viewer has the screen's place too, so that a page and its text have room beside each other.
  const viewerAlone = evidenceBeside && expanded && target !== null
  const panelIds = [railBeside ? 'rail' : '', viewerAlone ? '' : 'main', evidenceBeside ? 'evidence' : ''].filter((id) => id !== '')
  const layout = useDefaultLayout({ id: 'strongroom.panes', panelIds })
  const hideEvidence = (): void => {
    setPaneShown(false)
    setDrawerOpen(false)
  }
  const showRail = (): void => { if (veryNarrow) openOverlay('rail'); else setRailShown(true) }
  const evidence = conversation ? {
    shown: narrow ? drawerOpen : paneShown,
    onToggle: () => { if (narrow) setDrawerOpen(!drawerOpen); else setPaneShown(!paneShown) },
  } : null
  const pane = hasEvidence ? <EvidencePane matterId={matter.id} onHide={hideEvidence} withPassages={conversation} /> : null
  return (
    <div className={styles['panes']}>
      <Group {...layout}>
        {railBeside && (
          <>
            <Panel id="rail" defaultSize={248} minSize={176} maxSize={360} groupResizeBehavior="preserve-pixel-size"><MatterRail onHide={() => setRailShown(false)} /></Panel>
            <Separator className={styles['handle'] ?? ''} aria-label={t.layout.resizeMatters} />
          </>
        )}
        {!viewerAlone && (
          <Panel id="main" minSize={320}>
            <div className={styles['main']}>
              <AppHeader matter={matter} onShowRail={railBeside ? null : showRail} railIsDrawer={veryNarrow} evidence={evidence} />
              <main className={styles['content']} tabIndex={-1} aria-label={view === 'conversation' ? t.layout.conversationPane : t.nav[view]}><MainScreen view={view} matter={matter} /></main>
            </div>
          </Panel>
        )}
        {evidenceBeside && !viewerAlone && <Separator className={styles['handle'] ?? ''} aria-label={t.layout.resizeEvidence} />}
        {evidenceBeside && (
          <Panel id="evidence" {...(viewerAlone ? {} : { defaultSize: '36%' })} minSize={280} maxSize={viewerAlone ? '100%' : '65%'}>{viewerAlone ? <main className={styles['main']} tabIndex={-1} aria-label={t.layout.evidencePane}>{pane}</main> : <aside className={styles['main']} aria-label={t.layout.evidencePane}>{pane}</aside>}</Panel>
        )}
      </Group>
      <Drawer open={veryNarrow && railOpen} onClose={() => openOverlay(null)} label={t.layout.mattersPane} side="left"><MatterRail onHide={() => openOverlay(null)} /></Drawer>
      <Drawer open={narrow && hasEvidence && drawerOpen} onClose={() => setDrawerOpen(false)} label={t.layout.evidencePane} side="right">{pane}</Drawer>
    </div>
  )
}

function Opening(): ReactElement {
  const failed = useMatters((state) => state.failed)
  return (
    <main className={styles['center']}>
      {failed
        ? <EmptyState title={t.app.notOpened} text={t.app.notOpenedText}><Button onClick={() => { void loadMatters() }}>{t.common.retry}</Button></EmptyState>
        : <p className={styles['loading']} role="status">{t.app.loading}</p>}
    </main>
  )
}

/** The window: panes, dialogs and notices. */
export function AppFrame(): ReactElement {
  const ready = useApp((state) => state.ready)
  const mattersLoaded = useMatters((state) => state.loaded)
  const matter = useSelectedMatter()
  const { theme, textScale } = useApp((state) => state.settings)
  useShortcuts()
  useEffect(() => {
    const { style } = document.documentElement
    style.fontSize = `${16 * textScale}px`
    style.setProperty('--text-scale', String(textScale))
  }, [textScale])
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = (): void => { document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
  return (
    <div className={styles['app']}>
      <ConnectionNotice />
      {ready && mattersLoaded ? <Panes /> : <Opening />}
      <NewMatterDialog />
      <DataPolicyDialog matter={matter} />
      <ReviewScreen />
      <ShortcutsDialog />
      <Palette />
      <FirstRun />
      <DropVeil matter={matter} />
      <Toasts />
      <Announcer />
    </div>
  )
}
