import { useId, type InputHTMLAttributes, type ReactElement } from 'react'
import styles from './text-field.module.css'

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line of text with its label above. */
export function TextField({ label, value, onChange, ...rest }: TextFieldProps): ReactElement {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>{label}</label>
      <input id={id} className={styles['input']} value={value} onChange={(event) => onChange(event.target.value)} {...rest} />
    </div>
  )
}
