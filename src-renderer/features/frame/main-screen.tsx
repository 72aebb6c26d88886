import { BriefcaseBusiness } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { ConversationScreen } from '../conversation/conversation-screen.tsx'
import { DocumentsScreen } from '../documents/documents-screen.tsx'
import { LedgerScreen } from '../ledger/ledger-screen.tsx'
import { ModelsScreen } from '../models/models-screen.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { openOverlay, type View } from './app-store.ts'
import styles from './frame.module.css'

/** The screen in the middle. */
export function MainScreen({ view, matter }: { readonly view: View; readonly matter: Matter | null }): ReactElement {
  if (view === 'models') return <ModelsScreen />
  if (view === 'settings') return <SettingsScreen />
  if (view === 'ledger') return <LedgerScreen key={matter?.id ?? 'app'} matter={matter} />
  if (matter === null) {
    return (
      <div className={styles['center']}>
        <h1 className="visually-hidden">{t.app.name}</h1>
        <EmptyState icon={<BriefcaseBusiness size={28} aria-hidden />} title={t.matters.emptyTitle} text={t.matters.emptyText}>
          <Button look="primary" onClick={() => openOverlay('new-matter')}>{t.matters.create}</Button>
        </EmptyState>
      </div>
    )
  }
  if (view === 'documents') return <DocumentsScreen key={matter.id} matter={matter} />
  return <ConversationScreen key={matter.id} matter={matter} />
}
