import { ToggleGroup } from 'radix-ui'
import type { ReactElement, ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import styles from './screen.module.css'

export { default as screenStyles } from './screen.module.css'

interface ScreenProps {
  readonly title: string
  readonly intro?: string
  readonly actions?: ReactNode
  /** For lists with many columns. */
  readonly wide?: boolean
  /** What scrolls, for lists that draw only what is on screen. */
  readonly scroller?: Ref<HTMLDivElement>
  readonly children: ReactNode
}

/** A screen with its heading; everything but the conversation looks like this. */
export function Screen({ title, intro, actions, wide = false, scroller, children }: ScreenProps): ReactElement {
  return (
    <div ref={scroller} className={styles['screen']}>
      <div className={classNames(styles['inner'], wide && styles['wide'])}>
        <header className={styles['head']}>
          <h1 className={styles['title']}>{title}</h1>
          {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
        </header>
        {intro !== undefined && <p className={styles['intro']}>{intro}</p>}
        {children}
      </div>
    </div>
  )
}

interface SegmentsProps<T extends string> { readonly label: string; readonly value: T; readonly options: readonly { readonly value: T; readonly label: string }[]; readonly onChange: (value: T) => void }

/** One choice of a few, all of them visible. */
export function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>): ReactElement {
  const choose = (next: string): void => {
    const option = options.find((each) => each.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <ToggleGroup.Root type="single" className={styles['segments']} aria-label={label} value={value} onValueChange={choose}>
      {options.map((option) => <ToggleGroup.Item key={option.value} className={styles['segment']} value={option.value}>{option.label}</ToggleGroup.Item>)}
    </ToggleGroup.Root>
  )
}
