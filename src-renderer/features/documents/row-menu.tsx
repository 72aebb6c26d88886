import { Ellipsis } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Document } from '../../../src-preload/contract/index.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { t } from '../../ui/strings/index.ts'
import { openDocument } from '../evidence/viewer-store.ts'
import { asksForPassword, retryDocuments } from './document-actions.ts'
import { gapCount } from './document-filter.ts'
import type { RowActions } from './document-row.tsx'
import styles from './document-row.module.css'
import { showRelation } from './row-relations.tsx'

function menuOf(document: Document, actions: RowActions): MenuItem[] {
  const { menu } = t.documents
  const readable = document.state === 'committed'
  return [
    ...(readable ? [{ label: menu.open, onSelect: () => openDocument(document.id, document.name) }] : []),
    ...(['email', 'mailbox', 'archive'].includes(document.mediaType ?? '') && readable ? [{ label: menu.inside, onSelect: () => showRelation({ kind: 'inside', id: document.id, name: document.name }) }] : []),
    ...(readable && gapCount(document) > 0 ? [{ label: menu.recognise, onSelect: () => actions.onRecognise(document) }] : []),
    ...(asksForPassword(document) ? [{ label: menu.unlock, onSelect: () => actions.onUnlock(document) }] : []),
    ...(document.state === 'failed' ? [{ label: menu.retry, onSelect: () => { void retryDocuments(document.matterId, [document]) } }] : []),
    { label: menu.remove, danger: true, onSelect: () => actions.onRemove([document]) },
  ]
}

/** What can be done with one document. A menu is made when its row is pointed at or has the focus: forty of them would make scrolling slow. */
export function RowMenu({ document, active, actions }: { readonly document: Document; readonly active: boolean; readonly actions: RowActions }): ReactElement {
  const [wanted, setWanted] = useState<'pointer' | 'click' | null>(null)
  const label = t.documents.optionsOf(document.name)
  const icon = <Ellipsis size={16} aria-hidden />
  if (!active && wanted === null) {
    return <button type="button" tabIndex={-1} className={styles['more']} aria-label={label} aria-haspopup="menu" onPointerEnter={() => setWanted('pointer')} onClick={() => setWanted('click')}>{icon}</button>
  }
  return <Menu defaultOpen={wanted === 'click'} trigger={<button type="button" tabIndex={active ? 0 : -1} className={styles['more']} aria-label={label}>{icon}</button>} items={menuOf(document, actions)} />
}
