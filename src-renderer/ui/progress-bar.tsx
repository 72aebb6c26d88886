import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  readonly label: string
  /** 0–1, or null while it cannot be known. */
  readonly share: number | null
  /** What a screen reader says instead of a bare percentage. */
  readonly valueText?: string
}

/** How far a long step is. */
export function ProgressBar({ label, share, valueText }: ProgressBarProps): ReactElement {
  const known = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div className={styles['track']} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={known} aria-valuetext={valueText}>
      <div className={classNames(styles['fill'], known === undefined && styles['unknown'])} style={known === undefined ? {} : { width: `${known}%` }} />
    </div>
  )
}
