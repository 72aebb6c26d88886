import { useEffect, useState, type ReactElement } from 'react'
import type { Document } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import { unlockDocument } from './document-actions.ts'

/** Asks for the password of a document; a wrong one is said beside the field, and it can be tried again. */
export function UnlockDialog({ document, onClose }: { readonly document: Document | null; readonly onClose: () => void }): ReactElement {
  const words = t.documents.unlock
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    setPassword('')
    setError(undefined)
  }, [document])
  const submit = async (): Promise<void> => {
    if (document === null || password === '' || busy) return
    setBusy(true)
    const failure = await unlockDocument(document, password)
    setBusy(false)
    if (failure === null) onClose()
    else setError(failure.code === 'wrong-password' ? words.wrong : failure.message)
  }
  return (
    <Dialog open={document !== null} onClose={onClose} title={words.title(document?.name ?? '')} description={words.hint}>
      <DialogForm onSubmit={() => { void submit() }}>
        <TextField label={words.field} type="password" value={password} onChange={(next) => { setPassword(next); setError(undefined) }} maxLength={1000} autoComplete="off" error={error} />
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={password === '' || busy}>{words.action}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
