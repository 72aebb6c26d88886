import { CircleAlert, Info, SearchX, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Answer } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { t } from '../../ui/strings/index.ts'
import { showGaps, showUnseen } from '../documents/show-gaps.ts'
import { quoteFromHit, whereabouts } from '../evidence/quotes.ts'
import { openQuote, setDrawerOpen, setPaneShown } from '../evidence/viewer-store.ts'
import { AnswerActions } from './answer-actions.tsx'
import { AnswerBody, WrittenText } from './answer-body.tsx'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'
import { EscalateButton } from './escalate-button.tsx'
import { EscalationBadge } from './escalation-badge.tsx'
import { ask, focusMessage } from './messages-store.ts'
import { RunningStatus } from './running-status.tsx'
import { WhereToggle } from './where-panel.tsx'

interface TurnProps { readonly matterId: string; readonly message: LiveMessage }

function EvidenceLine({ message }: { readonly message: LiveMessage }): ReactElement | null {
  const count = message.evidence.length
  const timings = message.answer?.timings ?? null
  if (count === 0 && timings === null) return null
  const show = (): void => {
    focusMessage(message.id)
    setPaneShown(true)
    setDrawerOpen(true)
  }
  return (
    <p className={styles['evidenceLine']}>
      {count > 0 && (
        <>
          <span>{message.evidenceMs === null ? t.conversation.foundShort(count) : t.conversation.found(count, message.evidenceMs)}</span>
          <button type="button" className={styles['linkButton']} onClick={show}>{t.conversation.showEvidence}</button>
        </>
      )}
      {timings !== null && <span className={styles['time']} title={timings.firstTokenMs === null ? undefined : t.conversation.firstWord(timings.firstTokenMs)}>{t.conversation.answeredIn(timings.totalMs)}</span>}
    </p>
  )
}

/** The answer begins with the words that already are the heading. */
function withoutTitle(text: string): string {
  const title = `${t.conversation.refusedTitle}.`
  const rest = text.startsWith(title) ? text.slice(title.length).trim() : text
  return rest === '' ? text : rest
}

function Refusal({ message, answer }: { readonly message: LiveMessage; readonly answer: Answer }): ReactElement {
  const closest = message.evidence.slice(0, 3).map(quoteFromHit)
  return (
    <div className={styles['panel']}>
      <h3 className={styles['panelTitle']}><SearchX size={18} aria-hidden />{t.conversation.refusedTitle}</h3>
      <p className={styles['panelText']}>{withoutTitle(answer.text)}</p>
      {closest.length > 0 && (
        <div className={styles['searched']}>
          <span>{t.conversation.searchedTitle(closest.length)}</span>
          {closest.map((quote) => (
            <button key={quote.key} type="button" className={styles['linkButton']} onClick={() => { focusMessage(message.id); openQuote(quote) }}>
              {quote.documentName}, {whereabouts(quote)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

/** More would be a list to read; the documents screen has them all. */
const documentsLinked = 3

/** One quiet line each; together they are the way to the pages that the answer did not see. */
function Caveats({ caveats, unseen = [] }: Pick<Answer, 'caveats' | 'unseen'>): ReactElement | null {
  if (caveats.length === 0) return null
  return (
    <div className={styles['caveats']}>
      <TriangleAlert size={14} aria-hidden />
      <p><span className="visually-hidden">{t.conversation.caveats}: </span>{caveats.join(' ')} <button type="button" className={styles['linkButton']} onClick={showGaps}>{t.conversation.caveatsOpen}</button>
        {unseen.slice(0, documentsLinked).map((each) => <button key={each.documentId} type="button" className={classNames(styles['linkButton'], styles['unseen'])} onClick={() => showUnseen(each)}>{t.conversation.unseen(each.documentName, each.pages)}</button>)}
      </p>
    </div>
  )
}

function Unfinished({ matterId, message }: TurnProps): ReactElement {
  const again = (): void => { void ask(matterId, message.question) }
  const { failure } = message
  const text = message.partialText === '' ? null : <WrittenText text={message.partialText} />
  if (message.state === 'failed') {
    return (
      <>
        {text}
        <div className={classNames(styles['panel'], styles['failed'])}>
          <h3 className={styles['panelTitle']}><CircleAlert size={18} aria-hidden />{t.conversation.failed}</h3>
          <p className={styles['panelText']}>{failure?.message ?? t.failure.unexpected}</p>
          {failure !== null && <FailureDetails failure={failure} />}
          <p className={styles['panelActions']}><Button size="small" onClick={again}>{t.conversation.askAgain}</Button><EscalateButton matterId={matterId} question={message.question} /></p>
        </div>
        <WhereToggle matterId={matterId} message={message} />
      </>
    )
  }
  const note = message.state === 'interrupted' ? t.conversation.interrupted : message.partialText === '' ? t.conversation.stoppedEmpty : t.conversation.stopped
  return <>{text}<p className={styles['note']}><Info size={15} aria-hidden /><span>{note}</span><Button size="small" onClick={again}>{t.conversation.askAgain}</Button></p><WhereToggle matterId={matterId} message={message} /></>
}

function AnswerPart({ matterId, message }: TurnProps): ReactElement {
  const { answer } = message
  if (message.state === 'running') {
    return <>{message.partialText !== '' && <WrittenText text={message.partialText} writing />}<RunningStatus message={message} /></>
  }
  if (message.state !== 'done' || answer === null) return <Unfinished matterId={matterId} message={message} />
  return (
    <>
      {answer.refused ? <Refusal message={message} answer={answer} /> : <AnswerBody answer={answer} message={message} />}
      <Caveats caveats={answer.caveats} unseen={answer.unseen} />
      <AnswerActions matterId={matterId} message={message} answer={answer} />
    </>
  )
}

/** One question and what came of it. */
export function Turn({ matterId, message }: TurnProps): ReactElement {
  return (
    <li>
      <article className={styles['turn']} aria-label={t.conversation.question(message.question)} aria-busy={message.state === 'running'}>
        <header className={styles['question']}>
          <span className={styles['speaker']}>{t.common.you}</span>
          <h2 className={styles['questionText']}>{message.question}</h2>
        </header>
        <EvidenceLine message={message} />
        <EscalationBadge message={message} />
        <AnswerPart matterId={matterId} message={message} />
      </article>
    </li>
  )
}
