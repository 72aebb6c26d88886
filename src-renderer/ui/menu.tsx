import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'

export interface MenuItem { readonly label: string; readonly icon?: ReactNode; readonly danger?: boolean; readonly onSelect: () => void }

/** A button's menu; items are reached with the arrow keys. */
export function Menu({ trigger, items, defaultOpen = false }: { readonly trigger: ReactElement; readonly items: readonly MenuItem[]; readonly defaultOpen?: boolean }): ReactElement {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['content']} align="start" sideOffset={4} collisionPadding={8}>
          {items.map((item) => (
            <DropdownMenu.Item key={item.label} className={classNames(styles['item'], item.danger === true && styles['danger'])} onSelect={item.onSelect}>
              {item.icon}
              {item.label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
