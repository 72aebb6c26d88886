import type { ReactElement } from 'react'
import type { PreviewRequest } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import styles from './panels.module.css'

/** Long bodies are drawn in pieces, so that only those on screen cost anything. */
const pieceCharacters = 4000

function pieces(body: string): string[] {
  const found: string[] = []
  let start = 0
  while (start < body.length) {
    // A pair of surrogates stays together.
    const end = start + pieceCharacters < body.length && /[\uD800-\uDBFF]/.test(body[start + pieceCharacters - 1] ?? '') ? start + pieceCharacters - 1 : start + pieceCharacters
    found.push(body.slice(start, end))
    start = end
  }
  return found
}

function copy(text: string, done: string): void {
  void copyText(text).then((copied) => notify(copied ? done : t.conversation.copyFailed))
}

/** The request as it would go over the wire, byte for byte. */
export function RequestTab({ request }: { readonly request: PreviewRequest }): ReactElement {
  const words = t.escalation.request
  return (
    <div className={styles['request']}>
      <p className={styles['muted']}>{words.hint}</p>
      <dl className={styles['facts']}>
        <div className={styles['fact']}><dt>{words.url}</dt><dd><code>{request.method} {request.url}</code></dd></div>
        <div className={styles['fact']}><dt>{words.headers}</dt><dd><code>{request.headerNames.join(', ')}</code><span className={styles['aside']}>{words.headersHint}</span></dd></div>
        <div className={styles['fact']}><dt>{words.bytes}</dt><dd>{words.bytesValue(request.bytes)}</dd></div>
        <div className={styles['fact']}><dt>{words.sha256}</dt><dd><code>{request.sha256}</code> <Button size="small" look="quiet" aria-label={`${words.copySha}: ${words.sha256}`} onClick={() => copy(request.sha256, words.shaCopied)}>{words.copySha}</Button></dd></div>
      </dl>
      <div className={styles['bodyHead']}><h3 className={styles['title']}>{words.body}</h3><Button size="small" onClick={() => copy(request.body, words.copied)}>{words.copy}</Button></div>
      <pre className={styles['body']} tabIndex={0} aria-label={words.body}>{pieces(request.body).map((piece, index) => <span key={index} className={styles['piece']}>{piece}</span>)}</pre>
    </div>
  )
}
