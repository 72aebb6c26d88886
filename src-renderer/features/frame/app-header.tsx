import { Menu as MenuIcon, PanelLeftOpen, PanelRight, Search } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { isMac } from './shortcuts.ts'
import { openOverlay } from './app-store.ts'
import styles from './frame.module.css'
import { StatusLine } from './status-line.tsx'

interface HeaderProps {
  readonly matter: Matter | null
  /** Null while the rail is beside it. */
  readonly onShowRail: (() => void) | null
  readonly railIsDrawer: boolean
  /** Null where there is no evidence to show or hide. */
  readonly evidence: { readonly shown: boolean; readonly onToggle: () => void } | null
}

/** Where the data may go, how much was read, and the ways to everything; the matter's name only while the rail does not show it. */
export function AppHeader({ matter, onShowRail, railIsDrawer, evidence }: HeaderProps): ReactElement {
  const railBeside = onShowRail === null && matter !== null
  return (
    <header className={styles['header']}>
      {onShowRail !== null && <IconButton label={t.layout.showMatters} onClick={onShowRail}>{railIsDrawer ? <MenuIcon size={18} aria-hidden /> : <PanelLeftOpen size={17} aria-hidden />}</IconButton>}
      <p className={railBeside ? 'visually-hidden' : styles['heading']} title={matter?.name}>{matter?.name ?? t.app.name}</p>
      <StatusLine matter={matter} />
      <span className={styles['space']} />
      <IconButton label={t.palette.title} shortcut={isMac ? '⌘K' : 'Ctrl+K'} onClick={() => openOverlay('palette')}><Search size={16} aria-hidden /></IconButton>
      {evidence !== null && (
        <IconButton label={evidence.shown ? t.layout.hideEvidence : t.layout.showEvidence} aria-pressed={evidence.shown} onClick={evidence.onToggle}><PanelRight size={17} aria-hidden /></IconButton>
      )}
    </header>
  )
}
