import { CircleAlert, CircleCheck, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { LedgerVerdict } from '../../../src-preload/contract/index.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { copyText } from '../../ui/copy-text.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import styles from './ledger.module.css'

function Words({ verdict }: { readonly verdict: LedgerVerdict }): ReactElement {
  if (verdict.state === 'broken') {
    return (
      <div className={styles['verdictWords']}>
        <h2 className={styles['verdictTitle']}>{verdict.problem === 'head-missing' ? t.ledger.unproven : t.ledger.broken}</h2>
        <p>{t.ledger.problem(verdict)}</p>
      </div>
    )
  }
  const copy = (): void => { void copyText(verdict.head).then((done) => { if (done) notify(t.common.copied) }) }
  return (
    <div className={styles['verdictWords']}>
      <h2 className={styles['verdictTitle']}>{t.ledger.intact(verdict.rows)}</h2>
      <p>{t.ledger.intactText}</p>
      <p className={styles['head']}>{t.ledger.head}: <code>{verdict.head}</code> <Button look="quiet" size="small" onClick={copy}>{t.ledger.copyHead}</Button></p>
    </div>
  )
}

/** What recomputing the ledger showed. */
export function Verdict({ verdict, onClose }: { readonly verdict: LedgerVerdict; readonly onClose: () => void }): ReactElement {
  const intact = verdict.state === 'intact'
  return (
    <div className={classNames(styles['verdict'], !intact && styles['verdictBroken'])} role={intact ? 'status' : 'alert'}>
      {intact ? <CircleCheck size={20} aria-hidden /> : <CircleAlert size={20} aria-hidden />}
      <Words verdict={verdict} />
      <IconButton label={t.ledger.dismiss} size="small" onClick={onClose}><X size={15} aria-hidden /></IconButton>
    </div>
  )
}
