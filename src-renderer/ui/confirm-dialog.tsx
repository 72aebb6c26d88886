import { AlertDialog } from 'radix-ui'
import { useEffect, useState, type ReactElement } from 'react'
import { Button } from './button.tsx'
import { DialogActions } from './dialog.tsx'
import styles from './dialog.module.css'
import { t } from './strings/index.ts'
import { TextField } from './text-field.tsx'
import { useReturnFocus } from './use-return-focus.ts'

interface ConfirmProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  readonly title: string
  readonly hint: string
  readonly action: string
  readonly cancel?: string
  /** When given, the action stays shut until exactly this is typed. */
  readonly typed?: { readonly expected: string; readonly label: string }
}

/** Asks before something that cannot be undone; Cancel has the focus, never the action. */
export function ConfirmDialog({ open, onClose, onConfirm, title, hint, action, cancel = t.common.cancel, typed }: ConfirmProps): ReactElement {
  const returnFocus = useReturnFocus(open)
  const [text, setText] = useState('')
  useEffect(() => { if (open) setText('') }, [open])
  const ready = typed === undefined || text.trim() === typed.expected
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <AlertDialog.Portal>
        <div className={styles['overlay']} />
        <AlertDialog.Content aria-modal onCloseAutoFocus={returnFocus} className={styles['content']}>
          <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={styles['description']}>{hint}</AlertDialog.Description>
          {typed !== undefined && <TextField label={typed.label} value={text} onChange={setText} autoComplete="off" />}
          <DialogActions>
            <AlertDialog.Cancel asChild><Button>{cancel}</Button></AlertDialog.Cancel>
            <Button look="danger" disabled={!ready} onClick={() => { onConfirm(); onClose() }}>{action}</Button>
          </DialogActions>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
