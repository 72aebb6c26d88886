import { useEffect, useState, type ReactElement } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions, DialogForm } from './dialog.tsx'
import { t } from './strings/index.ts'
import { TextField } from './text-field.tsx'

interface NameDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** True when it was done; the dialog stays open, with what was typed, while it runs and when it fails. */
  readonly onSubmit: (name: string) => Promise<boolean>
  readonly title: string
  readonly label: string
  readonly action: string
  readonly initial?: string
  readonly description?: string
  readonly placeholder?: string
  readonly maxLength: number
}

/** Asks for a name: a new matter, a new title. */
export function NameDialog({ open, onClose, onSubmit, title, label, action, initial = '', description, placeholder, maxLength }: NameDialogProps): ReactElement {
  const [name, setName] = useState(initial)
  useEffect(() => { if (open) setName(initial) }, [open, initial])
  const trimmed = name.trim()
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (trimmed === '' || busy) return
    setBusy(true)
    const done = await onSubmit(trimmed)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} {...(description === undefined ? {} : { description })}>
      <DialogForm onSubmit={() => { void submit() }}>
        <TextField label={label} value={name} onChange={setName} maxLength={maxLength} autoComplete="off" {...(placeholder === undefined ? {} : { placeholder })} />
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={trimmed === '' || busy}>{action}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
