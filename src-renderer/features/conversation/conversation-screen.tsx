import { FolderPlus, MessageSquareQuote } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { AddButtons } from '../documents/add-buttons.tsx'
import { useIngestProgress } from '../documents/progress-store.ts'
import { AskBox, focusAskBox } from './ask-box.tsx'
import { useChats } from './chats-store.ts'
import styles from './conversation.module.css'
import { setDraft } from './draft-store.ts'
import { loadMessages, runningMessage, useChatMessages, useMessages } from './messages-store.ts'
import { Turn } from './turn.tsx'

function Empty({ matter, hasDocuments, onExample }: { readonly matter: Matter; readonly hasDocuments: boolean; readonly onExample: (text: string) => void }): ReactElement {
  if (!hasDocuments) {
    return (
      <div className={styles['empty']}>
        <EmptyState icon={<FolderPlus size={28} aria-hidden />} title={t.conversation.emptyMatterTitle} text={t.conversation.emptyMatterText}><AddButtons matterId={matter.id} /></EmptyState>
      </div>
    )
  }
  return (
    <div className={styles['empty']}>
      <EmptyState icon={<MessageSquareQuote size={28} aria-hidden />} title={t.conversation.emptyTitle} text={t.conversation.emptyText(matter.documentCount)}>
        <div className={styles['examples']}>
          <span className={styles['examplesTitle']}>{t.conversation.examplesTitle}</span>
          {t.conversation.examples.map((example) => <button key={example} type="button" className={styles['example']} onClick={() => onExample(example)}>{example}</button>)}
        </div>
      </EmptyState>
    </div>
  )
}

/** The conversation of a matter: questions, answers and the box to ask. */
export function ConversationScreen({ matter }: { readonly matter: Matter }): ReactElement {
  const chatId = useChats((state) => state.selectedId)
  const messages = useChatMessages(chatId)
  const loaded = useMessages((state) => chatId === null || state.byChat[chatId] !== undefined)
  const progress = useIngestProgress(matter.id)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => { if (chatId !== null && !loaded) void loadMessages(matter.id, chatId) }, [matter.id, chatId, loaded])

  const last = messages.at(-1)
  // Follows the answer while the reader is at the end, and leaves them alone when they have scrolled up.
  const atEnd = useRef(true)
  useEffect(() => { atEnd.current = true }, [chatId, last?.id])
  useEffect(() => {
    const box = scroller.current
    if (box !== null && atEnd.current) box.scrollTop = box.scrollHeight
  }, [last])
  const onScroll = (): void => {
    const box = scroller.current
    if (box !== null) atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80
  }
  const hasDocuments = matter.documentCount > 0 || (progress?.documentsTotal ?? 0) > 0
  return (
    <div className={styles['screen']}>
      <h1 className="visually-hidden">{matter.name}</h1>
      <div ref={scroller} className={styles['scroller']} onScroll={onScroll} tabIndex={-1}>
        {messages.length === 0 && loaded
          ? <Empty matter={matter} hasDocuments={hasDocuments} onExample={(text) => { setDraft(matter.id, text); focusAskBox() }} />
          : <ol className={styles['turns']}>{messages.map((message) => <Turn key={message.id} matterId={matter.id} message={message} />)}</ol>}
      </div>
      <AskBox matterId={matter.id} running={runningMessage(messages)} canAsk={hasDocuments} />
    </div>
  )
}
