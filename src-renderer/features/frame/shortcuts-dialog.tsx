import { Fragment, type ReactElement } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { openOverlay, useApp } from './app-store.ts'
import styles from './frame.module.css'
import { shortcutList } from './shortcuts.ts'

export function ShortcutsDialog(): ReactElement {
  const open = useApp((state) => state.overlay === 'shortcuts')
  return (
    <Dialog open={open} onClose={() => openOverlay(null)} title={t.shortcuts.title}>
      <dl className={styles['shortcuts']}>
        {shortcutList.map((shortcut) => (
          <Fragment key={shortcut.label}>
            <dt>{shortcut.label}</dt>
            <dd>{shortcut.keys.map((key) => <kbd key={key} className={styles['key']}>{key}</kbd>)}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}
