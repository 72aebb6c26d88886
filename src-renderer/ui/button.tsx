import { Tooltip } from 'radix-ui'
import type { ButtonHTMLAttributes, FocusEvent, ReactElement, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet'
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A labelled button; the icon only accompanies the words. */
export function Button({ look = 'plain', size = 'normal', icon, children, className, type = 'button', ...rest }: ButtonProps): ReactElement {
  return (
    <button type={type} className={classNames(styles['button'], styles[look], size === 'small' && styles['small'], className)} {...rest}>
      {icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Read out and shown as the tooltip. */
  readonly label: string
  readonly shortcut?: string
  readonly size?: 'normal' | 'small'
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that is an icon to the eye and words to everyone else. */
export function IconButton({ label, shortcut, size = 'normal', children, className, type = 'button', ...rest }: IconButtonProps): ReactElement {
  return (
    <Hint text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <button type={type} aria-label={label} className={classNames(styles['icon'], size === 'small' && styles['iconSmall'], className)} {...rest}>
        {children}
      </button>
    </Hint>
  )
}

/** A button that is given the focus back by a dialog does not need to say what it is, over what stands beside it. */
function onlyByKey(event: FocusEvent<HTMLElement>): void {
  if (!event.target.matches(':focus-visible')) event.preventDefault()
}

/** A tooltip; never the only place where something is said. */
export function Hint({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }): ReactElement {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild onFocus={onlyByKey}>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles['tooltip']} sideOffset={4} collisionPadding={8}>{text}</Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
