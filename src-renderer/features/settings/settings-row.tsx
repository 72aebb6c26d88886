import { Switch } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { screenStyles } from '../../ui/screen.tsx'
import styles from './settings.module.css'

interface RowProps { readonly name: string; readonly hint?: string; readonly nameId?: string; readonly children?: ReactNode }

/** One setting: its name, what it means, and its control. */
export function Row({ name, hint, nameId, children }: RowProps): ReactElement {
  return (
    <div className={styles['row']}>
      <div className={styles['label']}>
        <p id={nameId} className={styles['name']}>{name}</p>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
      {children !== undefined && <div className={styles['control']}>{children}</div>}
    </div>
  )
}

/** Settings that belong together, under their heading. */
export function Group({ title, hint, actions, children }: { readonly title: string; readonly hint?: string; readonly actions?: ReactNode; readonly children: ReactNode }): ReactElement {
  return (
    <section className={styles['section']} aria-label={title}>
      <header className={styles['groupHead']}>
        <h2 className={styles['groupTitle']}>{title}</h2>
        {actions}
      </header>
      {hint !== undefined && <p className={styles['groupHint']}>{hint}</p>}
      <div className={classNames(screenStyles['card'], styles['group'])}>{children}</div>
    </section>
  )
}

/** On or off. */
export function Toggle({ labelledBy, checked, onChange, disabled = false }: { readonly labelledBy: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly disabled?: boolean }): ReactElement {
  return <Switch.Root className={styles['switch']} checked={checked} onCheckedChange={onChange} disabled={disabled} aria-labelledby={labelledBy}><Switch.Thumb className={styles['switchThumb']} /></Switch.Root>
}
