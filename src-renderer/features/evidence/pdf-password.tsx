import { LockKeyhole } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './viewer.module.css'

/** Asks for the password that the page pictures of a PDF need. Nothing keeps it. */
export function PdfPassword({ wrong, onPassword }: { readonly wrong: boolean; readonly onPassword: (password: string) => void }): ReactElement {
  const [password, setPassword] = useState('')
  const submit = (): void => {
    if (password === '') return
    onPassword(password)
    setPassword('')
  }
  return (
    <form className={styles['password']} onSubmit={(event) => { event.preventDefault(); submit() }}>
      <h3><LockKeyhole size={16} aria-hidden />{t.viewer.password.title}</h3>
      <TextField label={t.viewer.password.field} hint={t.viewer.password.hint} type="password" autoComplete="off" maxLength={1000} value={password} onChange={setPassword} error={wrong && password === '' ? t.viewer.password.wrong : undefined} />
      <Button type="submit" look="primary" disabled={password === ''}>{t.viewer.password.open}</Button>
    </form>
  )
}
