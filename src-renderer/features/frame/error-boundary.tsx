import { Component, type ReactElement, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import styles from './frame.module.css'

interface State { readonly errorName: string | null }

/** A calm page when the window itself fails. Only the error's name is shown: its message could hold document text. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { errorName: null }

  static getDerivedStateFromError(error: unknown): State {
    return { errorName: error instanceof Error ? error.name : 'Error' }
  }

  override render(): ReactNode {
    return this.state.errorName === null ? this.props.children : <CrashPage errorName={this.state.errorName} />
  }
}

function CrashPage({ errorName }: { readonly errorName: string }): ReactElement {
  return (
    <main className={styles['crash']}>
      <h1>{t.failure.title}</h1>
      <p>{t.failure.text}</p>
      <div><Button look="primary" onClick={() => window.location.reload()}>{t.failure.reload}</Button></div>
      <details><summary>{t.failure.details}</summary><pre>{t.failure.code}: {errorName}</pre></details>
    </main>
  )
}
