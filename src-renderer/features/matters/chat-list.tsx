import { Download, Ellipsis, MessageSquarePlus, PenLine, Trash2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Chat } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Menu } from '../../ui/menu.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { chatTitle, deleteChat, renameChat, selectChat, useChats } from '../conversation/chats-store.ts'
import { saveConversation } from '../conversation/export/save-conversation.ts'
import { useApp } from '../frame/app-store.ts'
import styles from './rail.module.css'

function ChatRow({ chat, onRename }: { readonly chat: Chat; readonly onRename: () => void }): ReactElement {
  const selected = useChats((state) => state.selectedId === chat.id)
  const inConversation = useApp((state) => state.view === 'conversation')
  const current = selected && inConversation
  const title = chatTitle(chat)
  return (
    <li className={styles['row']} data-current={current}>
      <button type="button" className={styles['open']} aria-current={current ? 'page' : undefined} title={title} onClick={() => selectChat(chat.id)}><span className={styles['label']}>{title}</span></button>
      <Menu
        trigger={<IconButton label={t.chats.options(title)} size="small" className={styles['more'] ?? ''}><Ellipsis size={15} aria-hidden /></IconButton>}
        items={[
          { label: t.matters.renameMenu, icon: <PenLine size={14} aria-hidden />, onSelect: onRename },
          { label: t.export.chatMarkdown, icon: <Download size={14} aria-hidden />, onSelect: () => { void saveConversation(chat, 'markdown') } },
          { label: t.export.chatDocx, icon: <Download size={14} aria-hidden />, onSelect: () => { void saveConversation(chat, 'docx') } },
          { label: t.common.delete, icon: <Trash2 size={14} aria-hidden />, danger: true, onSelect: () => { void deleteChat(chat) } },
        ]}
      />
    </li>
  )
}

/** The conversations of the matter on screen. */
export function ChatList(): ReactElement {
  const chats = useChats((state) => state.chats)
  const isNew = useChats((state) => state.selectedId === null)
  const inConversation = useApp((state) => state.view === 'conversation')
  const [renaming, setRenaming] = useState<Chat | null>(null)
  return (
    <div className={styles['chats']}>
      <ul aria-label={t.chats.title}>
        <li>
          <button type="button" className={classNames(styles['add'])} aria-current={isNew && inConversation ? 'page' : undefined} onClick={() => selectChat(null)}>
            <MessageSquarePlus size={14} aria-hidden />{t.chats.create}
          </button>
        </li>
        {chats.map((chat) => <ChatRow key={chat.id} chat={chat} onRename={() => setRenaming(chat)} />)}
      </ul>
      <NameDialog
        open={renaming !== null} onClose={() => setRenaming(null)} onSubmit={async (title) => renaming === null || renameChat(renaming, title)}
        title={t.chats.renameTitle} label={t.chats.name} action={t.common.rename} initial={renaming === null ? '' : chatTitle(renaming)} maxLength={200}
      />
    </div>
  )
}
