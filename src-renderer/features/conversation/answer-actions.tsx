import { Copy, Download, MapPin, Quote } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Answer } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import type { LiveMessage } from './answer-reducer.ts'
import { answerAsText } from './answer-text.ts'
import styles from './conversation.module.css'
import { EscalateButton } from './escalate-button.tsx'
import { saveAnswer } from './export/save-conversation.ts'
import { WherePanel } from './where-panel.tsx'

interface ActionsProps { readonly matterId: string; readonly message: LiveMessage; readonly answer: Answer }

/** What can be done with a complete answer. */
export function AnswerActions({ matterId, message, answer }: ActionsProps): ReactElement {
  const [where, setWhere] = useState(false)
  const copy = (footnotes: boolean): void => {
    void copyText(answerAsText(answer, footnotes)).then((done) => notify(done ? t.conversation.copied : t.conversation.copyFailed))
  }
  return (
    <>
      <div className={styles['actions']}>
        <Button look="quiet" size="small" icon={<MapPin size={14} aria-hidden />} aria-expanded={where} onClick={() => setWhere(!where)}>{t.conversation.where}</Button>
        <Button look="quiet" size="small" icon={<Copy size={14} aria-hidden />} onClick={() => copy(false)}>{t.conversation.copyPlain}</Button>
        {answer.citations.length > 0 && <Button look="quiet" size="small" icon={<Quote size={14} aria-hidden />} onClick={() => copy(true)}>{t.conversation.copyFootnotes}</Button>}
        <Menu
          trigger={<Button look="quiet" size="small" icon={<Download size={14} aria-hidden />}>{t.export.action}</Button>}
          items={[{ label: t.export.markdown, onSelect: () => saveAnswer(message, 'markdown') }, { label: t.export.docx, onSelect: () => saveAnswer(message, 'docx') }]}
        />
        <EscalateButton matterId={matterId} question={message.question} />
      </div>
      {where && <WherePanel matterId={matterId} message={message} />}
    </>
  )
}
