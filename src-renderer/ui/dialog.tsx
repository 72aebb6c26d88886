import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { t } from './strings/index.ts'
import { useReturnFocus } from './use-return-focus.ts'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: string
  readonly wide?: boolean
  readonly children?: ReactNode
}

// The veil is a plain element: Radix' own one locks scrolling with a <style> element, which the page's policy forbids
// and which a window that never scrolls does not need.

/** A modal window: focus stays inside, Esc closes, and focus returns to where it was. */
export function Dialog({ open, onClose, title, description, wide, children }: DialogProps): ReactElement {
  const returnFocus = useReturnFocus(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Radix.Portal>
        <div className={styles['overlay']} />
        <Radix.Content aria-modal onCloseAutoFocus={returnFocus} onOpenAutoFocus={focusFieldOrWhole} className={classNames(styles['content'], wide === true && styles['wide'])} {...(description === undefined ? { 'aria-describedby': undefined } : {})}>
          <Radix.Title className={styles['title']}>{title}</Radix.Title>
          {description !== undefined && <Radix.Description className={styles['description']}>{description}</Radix.Description>}
          {children}
          <Radix.Close asChild>
            <IconButton label={t.common.close} size="small" className={styles['close'] ?? ''}><X size={16} aria-hidden /></IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className={styles['actions']}>{children}</div>
}

/** A form inside a dialog that submits without leaving the page. */
export function DialogForm({ onSubmit, children }: { readonly onSubmit: () => void; readonly children: ReactNode }): ReactElement {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSubmit()
  }
  return <form onSubmit={submit}>{children}</form>
}

/** Where there is nothing to type, the Close button would get the focus, and its tooltip would take the first Esc for itself. */
function focusFieldOrWhole(event: Event): void {
  if (event.target instanceof HTMLElement && event.target.querySelector(':is(input, textarea, select):enabled') === null) focusWhole(event)
}

/** The pane as a whole gets the focus: its first button would show its tooltip. */
function focusWhole(event: Event): void {
  event.preventDefault()
  if (event.target instanceof HTMLElement) event.target.focus()
}

interface DrawerProps { readonly open: boolean; readonly onClose: () => void; readonly label: string; readonly side: 'left' | 'right'; readonly children: ReactNode }

/** A pane that slides over the others where the window is narrow. */
export function Drawer({ open, onClose, label, side, children }: DrawerProps): ReactElement {
  const returnFocus = useReturnFocus(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) onClose() }}>
      <Radix.Portal>
        <div className={styles['overlay']} />
        <Radix.Content aria-modal onCloseAutoFocus={returnFocus} data-drawer={side} className={classNames(styles['side'], styles[side])} aria-describedby={undefined} onOpenAutoFocus={focusWhole}>
          <Radix.Title className="visually-hidden">{label}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
