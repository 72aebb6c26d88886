import { FolderSync, FolderX, RefreshCw, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { WatchedFolder } from '../../../src-preload/contract/index.ts'
import { Button, Hint, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import { canPickFolders, loadWatched, pickAndWatch, stopWatching, takeInRemoved, useWatched, watchFolder } from './watch-store.ts'
import styles from './watch.module.css'

const icons = { watching: FolderSync, checking: RefreshCw, unreachable: FolderX } as const

function PathDialog({ matterId, open, onClose }: { readonly matterId: string; readonly open: boolean; readonly onClose: () => void }): ReactElement {
  const [path, setPath] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  useEffect(() => {
    setPath('')
    setError(undefined)
  }, [open])
  const submit = async (): Promise<void> => {
    if (path.trim() === '') return
    const problem = await watchFolder(matterId, path.trim())
    if (problem === null) onClose()
    else setError(problem)
  }
  return (
    <Dialog open={open} onClose={onClose} title={t.watch.addTitle} description={t.watch.addHint}>
      <DialogForm onSubmit={() => { void submit() }}>
        <TextField label={t.watch.path} hint={t.watch.pathHint} value={path} onChange={(next) => { setPath(next); setError(undefined) }} maxLength={4096} autoComplete="off" spellCheck={false} error={error} />
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={path.trim() === ''}>{t.watch.addAction}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}

function Folder({ folder, onTakeIn, onRemove }: { readonly folder: WatchedFolder; readonly onTakeIn: () => void; readonly onRemove: () => void }): ReactElement {
  const Icon = icons[folder.state]
  const facts = [t.watch.files(folder.files), folder.lastCheckedAt === null ? t.watch.neverChecked : t.watch.lastChecked(folder.lastCheckedAt)]
  return (
    <li className={styles['folder']}>
      <Icon size={16} aria-hidden />
      <div className={styles['body']}>
        <p className={styles['path']}>{folder.path}</p>
        <p className={classNames(styles['facts'], folder.state === 'unreachable' && styles['unreachable'])}><strong>{t.watch.states[folder.state]}</strong>{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>
        {folder.removed > 0 && <p className={styles['hint']}>{t.watch.declined(folder.removed)} <Button size="small" aria-label={t.watch.takeInOf(folder.removed, folder.path)} onClick={onTakeIn}>{t.watch.takeIn}</Button></p>}
        {folder.state === 'unreachable' && <p className={styles['hint']}>{t.watch.unreachableHint}</p>}
      </div>
      <IconButton label={t.watch.remove(folder.path)} size="small" onClick={onRemove}><X size={15} aria-hidden /></IconButton>
    </li>
  )
}

/** The way to follow one more folder: through the system's dialog, or by its path. */
export function WatchButton({ matterId }: { readonly matterId: string }): ReactElement {
  const [adding, setAdding] = useState(false)
  const add = (): void => {
    if (canPickFolders()) void pickAndWatch(matterId)
    else setAdding(true)
  }
  return (
    <>
      <Hint text={t.watch.none}><Button icon={<FolderSync size={16} aria-hidden />} onClick={add}>{t.watch.add}</Button></Hint>
      <PathDialog matterId={matterId} open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

/** The folders that are followed, how they are, and the way to follow one less; nothing while there are none. */
export function WatchPanel({ matterId }: { readonly matterId: string }): ReactElement | null {
  const folders = useWatched((state) => (state.matterId === matterId ? state.folders : null))
  const [removing, setRemoving] = useState<WatchedFolder | null>(null)
  useEffect(() => { void loadWatched(matterId) }, [matterId])
  if (folders === null || (folders.length === 0 && removing === null)) return null
  const unreachable = folders.filter((each) => each.state === 'unreachable').length
  return (
    <section className={classNames(screenStyles['card'], styles['panel'])} aria-label={t.watch.title}>
      <details>
        <summary className={styles['summary']}><h2>{t.watch.summary(folders.length)}</h2>{unreachable > 0 && <span className={styles['unreachable']}>{t.watch.unreachable(unreachable)}</span>}</summary>
        <ul>{folders.map((folder) => <Folder key={folder.id} folder={folder} onTakeIn={() => { void takeInRemoved(matterId, folder) }} onRemove={() => setRemoving(folder)} />)}</ul>
        <p className={styles['foot']}>{t.watch.hint}</p>
      </details>
      <ConfirmDialog
        open={removing !== null} onClose={() => setRemoving(null)} onConfirm={() => { if (removing !== null) void stopWatching(matterId, removing.id) }}
        title={t.watch.removeTitle} hint={t.watch.removeHint(removing?.path ?? '')} action={t.watch.removeAction}
      />
    </section>
  )
}
