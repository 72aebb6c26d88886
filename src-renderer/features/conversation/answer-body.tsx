import { Fragment, useMemo, type ReactElement, type ReactNode } from 'react'
import type { Answer } from '../../../src-preload/contract/index.ts'
import { Hint } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import type { LiveMessage } from './answer-reducer.ts'
import { answerSource, tells, withoutMarkers } from './answer-text.ts'
import { CitationButton } from './citation-button.tsx'
import styles from './conversation.module.css'
import { MarkdownView } from './markdown-view.tsx'
import { readMarkdown, settledPart, wordsOf, type Words } from './markdown.ts'
import markdown from './markdown.module.css'
import { lastWords, pieces } from './sentence-pieces.ts'

function drawnAs(kind: Words['kind'], text: string): ReactNode {
  return kind === 'code' ? <code>{text}</code> : text
}

function Behind({ answer, index, message }: { readonly answer: Answer; readonly index: number; readonly message: LiveMessage }): ReactElement | null {
  const sentence = answer.sentences[index]
  if (sentence === undefined) return null
  const citations = sentence.citations.flatMap((n) => answer.citations.filter((citation) => citation.n === n))
  const reason = sentence.reason === null ? t.conversation.unsupported : t.conversation.reasons[sentence.reason]
  return (
    <>
      {citations.map((citation) => <CitationButton key={citation.n} citation={citation} message={message} />)}
      {!sentence.supported && tells(sentence.text) && <Hint text={reason}><span className={styles['unsupportedNote']}>({t.conversation.unsupported})</span></Hint>}
    </>
  )
}

/** A checked answer: sentences with their citations, unsupported ones marked in words too. */
export function AnswerBody({ answer, message }: { readonly answer: Answer; readonly message: LiveMessage }): ReactElement {
  const { blocks, spans, last } = useMemo(() => {
    const source = answerSource(answer)
    const read = readMarkdown(source.text)
    return { blocks: read, spans: source.spans, last: lastWords(wordsOf(read), source.spans) }
  }, [answer])
  if (answer.sentences.length === 0) return <WrittenText text={answer.text} />
  const draw = (words: Words): ReactNode => pieces(words, spans).map(({ text, span }, index) => {
    const sentence = span === null ? undefined : answer.sentences[span.index]
    const marked = sentence !== undefined && !sentence.supported && tells(sentence.text) && text.trim() !== ''
    return (
      // oxlint-disable-next-line react/no-array-index-key -- the words of an answer never change
      <Fragment key={index}>
        {marked ? <span className={styles['unsupported']}>{drawnAs(words.kind, text)}</span> : drawnAs(words.kind, text)}
        {span !== null && last.get(span.index) === words && <Behind answer={answer} index={span.index} message={message} />}
      </Fragment>
    )
  })
  return <div className={markdown['body']}><MarkdownView blocks={blocks} draw={draw} /></div>
}

/** Text that no sentence was checked of: while it is written, cut short, or from elsewhere. */
export function WrittenText({ text, writing = false }: { readonly text: string; readonly writing?: boolean }): ReactElement {
  const blocks = useMemo(() => readMarkdown(writing ? withoutMarkers(settledPart(text)) : text), [text, writing])
  return <div className={markdown['body']}><MarkdownView blocks={blocks} draw={({ kind, text: words }) => drawnAs(kind, words)} /></div>
}
