import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import type { ReactElement } from 'react'
import dialogStyles from '../../ui/dialog.module.css'
import { t } from '../../ui/strings/index.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { chatTitle, selectChat, useChats } from '../conversation/chats-store.ts'
import { openOverlay, showView, useApp } from '../frame/app-store.ts'
import { selectMatter, useMatters } from '../matters/matters-store.ts'
import { paletteActions, type PaletteAction } from './palette-actions.tsx'
import styles from './palette.module.css'

function Item({ action }: { readonly action: PaletteAction }): ReactElement {
  const run = (): void => {
    openOverlay(null)
    action.run()
  }
  return <Command.Item value={`${action.label} ${action.key}`} onSelect={run}>{action.icon}{action.label}{action.keys !== undefined && <span className={styles['keys']}>{action.keys}</span>}</Command.Item>
}

/** Every action, matter and conversation, by typing a part of its name. */
export function Palette(): ReactElement {
  const open = useApp((state) => state.overlay === 'palette')
  const returnFocus = useReturnFocus(open)
  const offline = useApp((state) => state.settings.offline)
  const matters = useMatters((state) => state.matters)
  const selectedId = useMatters((state) => state.selectedId)
  const chats = useChats((state) => state.chats)
  const actions = paletteActions(selectedId !== null, offline)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => { if (!next) openOverlay(null) }}>
      <Dialog.Portal>
        <div className={dialogStyles['overlay']} />
        <Dialog.Content aria-modal onCloseAutoFocus={returnFocus} className={styles['content']} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{t.palette.title}</Dialog.Title>
          <Command label={t.palette.title} loop>
            <Command.Input className={styles['input']} placeholder={t.palette.placeholder} />
            <Command.List className={styles['list']} label={t.palette.title}>
              <Command.Empty role="option" aria-disabled aria-selected={false}>{t.palette.empty}</Command.Empty>
              <Command.Group heading={t.palette.actions}>{actions.map((action) => <Item key={action.key} action={action} />)}</Command.Group>
              {matters.length > 0 && (
                <Command.Group heading={t.palette.matter}>
                  {matters.map((matter) => <Item key={matter.id} action={{ key: matter.id, label: matter.name, icon: null, run: () => { selectMatter(matter.id); showView('conversation') } }} />)}
                </Command.Group>
              )}
              {chats.length > 0 && (
                <Command.Group heading={t.palette.chat}>
                  {chats.map((chat) => <Item key={chat.id} action={{ key: chat.id, label: chatTitle(chat), icon: null, run: () => selectChat(chat.id) }} />)}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
