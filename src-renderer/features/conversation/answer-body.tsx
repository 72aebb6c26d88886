import { Fragment, type ReactElement } from 'react'
import type { Answer } from '../../../src-preload/contract/index.ts'
import { Hint } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import type { LiveMessage } from './answer-reducer.ts'
import { paragraphs, withoutMarkers } from './answer-text.ts'
import { CitationButton } from './citation-button.tsx'
import styles from './conversation.module.css'

function SentenceView({ answer, index, text, message }: { readonly answer: Answer; readonly index: number; readonly text: string; readonly message: LiveMessage }): ReactElement | null {
  const sentence = answer.sentences[index]
  if (sentence === undefined) return null
  const words = withoutMarkers(text)
  const citations = sentence.citations.flatMap((n) => answer.citations.filter((citation) => citation.n === n))
  if (sentence.supported) return <Fragment>{words}{citations.map((citation) => <CitationButton key={citation.n} citation={citation} message={message} />)} </Fragment>
  const reason = sentence.reason === null ? t.conversation.unsupported : t.conversation.reasons[sentence.reason]
  return (
    <Fragment>
      <span className={styles['unsupported']}>{words}</span>
      {citations.map((citation) => <CitationButton key={citation.n} citation={citation} message={message} />)}
      <Hint text={reason}><span className={styles['unsupportedNote']}>({t.conversation.unsupported})</span></Hint>{' '}
    </Fragment>
  )
}

/** A checked answer: sentences with their citations, unsupported ones marked in words too. */
export function AnswerBody({ answer, message }: { readonly answer: Answer; readonly message: LiveMessage }): ReactElement {
  if (answer.sentences.length === 0) return <div className={styles['answer']}><p className={styles['streamed']}>{answer.text}</p></div>
  return (
    <div className={styles['answer']}>
      {paragraphs(answer).map((paragraph) => (
        <p key={paragraph.key}>
          {paragraph.sentences.map(({ index, text }) => <SentenceView key={index} answer={answer} index={index} text={text} message={message} />)}
        </p>
      ))}
    </div>
  )
}
