import { useId, type ReactElement, type ReactNode } from 'react'
import styles from './choice-cards.module.css'

export interface Choice<T extends string> { readonly value: T; readonly label: string; readonly hint: string; readonly icon?: ReactNode; readonly disabled?: boolean }

interface ChoiceCardsProps<T extends string> { readonly label: string; readonly value: T; readonly choices: readonly Choice<T>[]; readonly onChange: (value: T) => void; readonly disabled?: boolean }

/** One of a few ways, each with a sentence on what it means. */
export function ChoiceCards<T extends string>({ label, value, choices, onChange, disabled = false }: ChoiceCardsProps<T>): ReactElement {
  const id = useId()
  return (
    <fieldset className={styles['choices']} disabled={disabled}>
      <legend className={styles['legend']}>{label}</legend>
      {choices.map((choice) => (
        <div key={choice.value} className={styles['choice']} data-chosen={choice.value === value} data-disabled={choice.disabled === true || undefined}>
          <input type="radio" id={`${id}-${choice.value}`} name={id} value={choice.value} checked={choice.value === value} disabled={choice.disabled === true} onChange={() => onChange(choice.value)} aria-describedby={`${id}-${choice.value}-hint`} />
          <label htmlFor={`${id}-${choice.value}`}>{choice.icon}{choice.label}</label>
          <p id={`${id}-${choice.value}-hint`}>{choice.hint}</p>
        </div>
      ))}
    </fieldset>
  )
}
