import { Briefcase, Cpu, Ellipsis, Files, ListTree, PanelLeftClose, PenLine, Plus, Send, Settings, Trash2, TriangleAlert, Vault } from 'lucide-react'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { Menu } from '../../ui/menu.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { openOverlay, showView, useApp, type View } from '../frame/app-store.ts'
import { ChatList } from './chat-list.tsx'
import { deleteMatter, renameMatter, selectMatter, useMatters, useSelectedMatter } from './matters-store.ts'
import styles from './rail.module.css'

interface MatterRowProps { readonly matter: Matter; readonly selected: boolean; readonly onRename: () => void; readonly onDelete: () => void }

function MatterRow({ matter, selected, onRename, onDelete }: MatterRowProps): ReactElement {
  const open = (): void => {
    selectMatter(matter.id)
    showView('conversation')
  }
  return (
    <li>
      <div className={styles['row']} data-current={selected}>
        <button type="button" className={styles['open']} aria-current={selected ? 'true' : undefined} title={matter.name} onClick={open}>
          <Briefcase size={15} aria-hidden /><span className={styles['label']}>{matter.name}</span>
        </button>
        <Menu
          trigger={<IconButton label={t.matters.options(matter.name)} size="small" className={styles['more'] ?? ''}><Ellipsis size={15} aria-hidden /></IconButton>}
          items={[
            { label: t.matters.renameMenu, icon: <PenLine size={14} aria-hidden />, onSelect: onRename },
            { label: t.policy.menu, icon: <Send size={14} aria-hidden />, onSelect: () => { selectMatter(matter.id); openOverlay('data-policy') } },
            { label: t.matters.deleteMenu, icon: <Trash2 size={14} aria-hidden />, danger: true, onSelect: onDelete },
          ]}
        />
      </div>
      {selected && <ChatList />}
    </li>
  )
}

function NavLink({ view, icon, label, count }: { readonly view: View; readonly icon: ReactNode; readonly label: string; readonly count?: number }): ReactElement {
  const current = useApp((state) => state.view === view)
  return (
    <li>
      <button type="button" className={styles['link']} aria-current={current ? 'page' : undefined} onClick={() => showView(view)}>
        {icon}<span>{label}</span>{count !== undefined && count > 0 && <span className={styles['count']}>{formatCount(count)}</span>}
      </button>
    </li>
  )
}

/** The matters, the conversations of the one on screen, and the ways to everything else. */
export function MatterRail({ onHide }: { readonly onHide: () => void }): ReactElement {
  const matters = useMatters((state) => state.matters)
  const unreadable = useMatters((state) => state.unreadable)
  const matter = useSelectedMatter()
  const [renaming, setRenaming] = useState<Matter | null>(null)
  const [deleting, setDeleting] = useState<Matter | null>(null)
  return (
    <nav className={styles['rail']} aria-label={t.app.mainMenu}>
      <div className={styles['brand']}>
        <Vault size={18} aria-hidden /><span>{t.app.name}</span>
        <IconButton label={t.layout.hideMatters} size="small" onClick={onHide}><PanelLeftClose size={16} aria-hidden /></IconButton>
      </div>
      <div className={styles['scroll']}>
        <h2 className={styles['heading']}>{t.matters.title}</h2>
        {matters.length === 0 && <p className={styles['empty']}>{t.matters.empty}</p>}
        <ul aria-label={t.matters.title}>
          {matters.map((each) => <MatterRow key={each.id} matter={each} selected={each.id === matter?.id} onRename={() => setRenaming(each)} onDelete={() => setDeleting(each)} />)}
        </ul>
        {unreadable.length > 0 && (
          <>
            <h2 className={styles['heading']}>{t.matters.unreadable}</h2>
            <ul aria-label={t.matters.unreadable}>
              {unreadable.map(({ id, failure }) => (
                <li key={id} className={styles['unreadable']}>
                  <TriangleAlert size={15} aria-hidden />
                  <div><p>{failure.message}</p><p className={styles['folder']}>{t.matters.unreadableFolder(id)}</p></div>
                </li>
              ))}
            </ul>
          </>
        )}
        <button type="button" className={styles['add']} onClick={() => openOverlay('new-matter')}><Plus size={15} aria-hidden />{t.matters.create}</button>
      </div>
      <ul className={styles['nav']}>
        {matter !== null && <NavLink view="documents" icon={<Files size={16} aria-hidden />} label={t.nav.documents} count={matter.documentCount} />}
        <NavLink view="ledger" icon={<ListTree size={16} aria-hidden />} label={t.nav.ledger} />
        <NavLink view="models" icon={<Cpu size={16} aria-hidden />} label={t.nav.models} />
        <NavLink view="settings" icon={<Settings size={16} aria-hidden />} label={t.nav.settings} />
      </ul>
      <NameDialog
        open={renaming !== null} onClose={() => setRenaming(null)} onSubmit={async (name) => renaming === null || renameMatter(renaming.id, name)}
        title={t.matters.renameTitle} label={t.matters.name} action={t.common.rename} initial={renaming?.name ?? ''} maxLength={120}
      />
      <ConfirmDialog
        open={deleting !== null} onClose={() => setDeleting(null)} onConfirm={() => { if (deleting !== null) void deleteMatter(deleting) }}
        title={t.matters.deleteTitle(deleting?.name ?? '')} hint={t.matters.deleteHint(deleting?.documentCount ?? 0)} action={t.matters.deleteAction}
        typed={{ expected: deleting?.name ?? '', label: t.matters.deleteType(deleting?.name ?? '') }}
      />
    </nav>
  )
}
