import { CircleAlert, Info, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { FailureDetails } from './failure-details.tsx'
import { t } from './strings/index.ts'
import { dismissToast, useToasts, type Toast } from './toast-store.ts'
import styles from './toasts.module.css'

const noticeMs = 6000
const undoMs = 12_000

// The row only watches the pointer and the focus to stay while it is read; it has no action of its own.
/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions */
/** Notices leave by themselves, failures stay until dismissed; the pointer or focus on one holds it. */
function ToastRow({ toast }: { readonly toast: Toast }): ReactElement {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (toast.kind === 'failure' || held) return undefined
    const timer = setTimeout(() => dismissToast(toast.id), toast.action === null ? noticeMs : undoMs)
    return () => clearTimeout(timer)
  }, [toast, held])
  const { action } = toast
  return (
    <li
      className={classNames(styles['toast'], toast.kind === 'failure' && styles['failure'])}
      onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
    >
      <span className={styles['icon']}>{toast.kind === 'failure' ? <CircleAlert size={16} aria-hidden /> : <Info size={16} aria-hidden />}</span>
      <div className={styles['body']}>
        {toast.text}
        {toast.failure !== null && <FailureDetails failure={toast.failure} />}
      </div>
      {action !== null && <Button size="small" onClick={() => { action.run(); dismissToast(toast.id) }}>{action.label}</Button>}
      <IconButton label={t.toast.dismiss} size="small" onClick={() => dismissToast(toast.id)}><X size={14} aria-hidden /></IconButton>
    </li>
  )
}

/** Notices at the bottom of the window, read out politely. */
export function Toasts(): ReactElement {
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className={styles['region']} aria-label={t.toast.region}>
      <ol className={styles['list']} aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => <ToastRow key={toast.id} toast={toast} />)}
      </ol>
    </section>
  )
}
