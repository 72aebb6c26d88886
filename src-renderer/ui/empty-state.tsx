import type { ReactElement, ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps { readonly icon?: ReactNode; readonly title: string; readonly text: string; readonly level?: 2 | 3; readonly children?: ReactNode }

/** What a list says while it has nothing: what to do first. */
export function EmptyState({ icon, title, text, level = 2, children }: EmptyStateProps): ReactElement {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className={styles['empty']}>
      {icon !== undefined && <span className={styles['icon']}>{icon}</span>}
      <Heading className={styles['title']}>{title}</Heading>
      <p className={styles['text']}>{text}</p>
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}
