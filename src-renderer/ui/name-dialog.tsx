import { useEffect, useState, type ReactElement } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions, DialogForm } from './dialog.tsx'
import { t } from './strings/index.ts'
import { TextField } from './text-field.tsx'

interface NameDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onSubmit: (name: string) => void
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
  const submit = (): void => {
    if (trimmed === '') return
    onSubmit(trimmed)
    onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} {...(description === undefined ? {} : { description })}>
      <DialogForm onSubmit={submit}>
        <TextField label={label} value={name} onChange={setName} maxLength={maxLength} autoComplete="off" {...(placeholder === undefined ? {} : { placeholder })} />
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={trimmed === ''}>{action}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
