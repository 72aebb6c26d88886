import { useEffect, useState, type ReactElement } from 'react'
import type { Provider } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import { isKey } from './provider-form.ts'
import { storeKey, unlockKeys } from './providers-store.ts'

const shortestPassphrase = 12

/** Takes a provider's key on its one way in; it is forgotten here as soon as it was handed over. */
export function KeyDialog({ provider, onClose }: { readonly provider: Provider | null; readonly onClose: () => void }): ReactElement {
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => setKey(''), [provider])
  const words = t.sending.keys
  const submit = async (): Promise<void> => {
    if (provider === null || busy || !isKey(key)) return
    setBusy(true)
    const done = await storeKey(provider, key.trim())
    setBusy(false)
    if (!done) return
    setKey('')
    onClose()
  }
  return (
    <Dialog open={provider !== null} onClose={onClose} title={words.dialogTitle(provider?.label ?? '')} description={words.dialogHint}>
      <DialogForm onSubmit={() => { void submit() }}>
        <TextField label={words.field} type="password" value={key} onChange={setKey} autoComplete="off" spellCheck={false} maxLength={4096} error={key.trim() === '' || isKey(key) ? undefined : words.invalid} hint={provider?.kind === 'bedrock' ? words.bedrockHint : undefined} />
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy || !isKey(key)}>{words.save}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}

interface PassphraseProps { readonly open: boolean; readonly setUp: boolean; readonly onClose: () => void; readonly onDone: () => void }

/** Opens the sealed file with the keys, or seals it for the first time. */
export function PassphraseDialog({ open, setUp, onClose, onDone }: PassphraseProps): ReactElement {
  const [passphrase, setPassphrase] = useState('')
  const [repeated, setRepeated] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    setPassphrase('')
    setRepeated('')
    setError(undefined)
  }, [open])
  const words = t.sending.keys
  const submit = async (): Promise<void> => {
    if (busy || passphrase === '') return
    if (setUp && passphrase.length < shortestPassphrase) return setError(words.short)
    if (setUp && passphrase !== repeated) return setError(words.different)
    setBusy(true)
    const failure = await unlockKeys(passphrase)
    setBusy(false)
    if (failure !== null) return setError(failure)
    setPassphrase('')
    onDone()
  }
  return (
    <Dialog open={open} onClose={onClose} title={setUp ? words.setUpTitle : words.unlockTitle} description={setUp ? words.setUpHint : words.unlockHint}>
      <DialogForm onSubmit={() => { void submit() }}>
        <TextField label={words.passphrase} type="password" value={passphrase} onChange={(next) => { setPassphrase(next); setError(undefined) }} autoComplete="off" maxLength={1000} error={error} />
        {setUp && <TextField label={words.repeat} type="password" value={repeated} onChange={(next) => { setRepeated(next); setError(undefined) }} autoComplete="off" maxLength={1000} />}
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy || passphrase === ''}>{setUp ? words.setUpAction : words.unlockAction}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
