import { CircleAlert } from 'lucide-react'
import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './text-field.module.css'

interface FieldFrame { readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined }

/** What is under a field, and the attributes that tie it to the field. */
function useNotes({ hint, error }: Omit<FieldFrame, 'label'>): { readonly id: string; readonly tied: { readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }; readonly notes: ReactNode } {
  const id = useId()
  const describedBy = [error === undefined ? '' : `${id}-error`, hint === undefined ? '' : `${id}-hint`].filter((each) => each !== '').join(' ')
  return {
    id,
    tied: { ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }), ...(error === undefined ? {} : { 'aria-invalid': true }) },
    notes: (
      <>
        {error !== undefined && <p id={`${id}-error`} className={styles['error']}><CircleAlert size={13} aria-hidden />{error}</p>}
        {hint !== undefined && <p id={`${id}-hint`} className={styles['hint']}>{hint}</p>}
      </>
    ),
  }
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>, FieldFrame {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One line of text with its label above, and below it what to write or what is wrong with it. */
export function TextField({ label, hint, error, value, onChange, ...rest }: TextFieldProps): ReactElement {
  const { id, tied, notes } = useNotes({ hint, error })
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>{label}</label>
      <input id={id} className={styles['input']} value={value} onChange={(event) => onChange(event.target.value)} {...tied} {...rest} />
      {notes}
    </div>
  )
}

interface TextAreaProps extends FieldFrame { readonly value: string; readonly onChange: (value: string) => void; readonly rows: number; readonly name?: string }

/** Several lines of text. */
export function TextArea({ label, hint, error, value, onChange, rows, name }: TextAreaProps): ReactElement {
  const { id, tied, notes } = useNotes({ hint, error })
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>{label}</label>
      <textarea id={id} name={name} className={classNames(styles['input'], styles['area'])} rows={rows} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} {...tied} />
      {notes}
    </div>
  )
}

export interface Option<T extends string> { readonly value: T; readonly label: string }
interface SelectFieldProps<T extends string> extends FieldFrame {
  readonly value: T
  readonly options: readonly (Option<T> | { readonly group: string; readonly options: readonly Option<T>[] })[]
  readonly onChange: (value: T) => void
  /** The label is read out but not shown, where the place says it to the eye. */
  readonly labelHidden?: boolean
  readonly size?: 'normal' | 'small'
  readonly disabled?: boolean
}

/** One choice of many, the system's own list. */
export function SelectField<T extends string>({ label, hint, error, value, options, onChange, labelHidden = false, size = 'normal', disabled = false }: SelectFieldProps<T>): ReactElement {
  const { id, tied, notes } = useNotes({ hint, error })
  const all = options.flatMap((each) => ('group' in each ? each.options : [each]))
  const choose = (next: string): void => {
    const option = all.find((each) => each.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <div className={styles['field']}>
      <label className={labelHidden ? 'visually-hidden' : styles['label']} htmlFor={id}>{label}</label>
      <select id={id} className={classNames(styles['input'], styles['select'], size === 'small' && styles['small'])} value={value} disabled={disabled} onChange={(event) => choose(event.target.value)} {...tied}>
        {options.map((each) => ('group' in each
          ? <optgroup key={each.group} label={each.group}>{each.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</optgroup>
          : <option key={each.value} value={each.value}>{each.label}</option>))}
      </select>
      {notes}
    </div>
  )
}

/** A yes or no beside its words. */
export function CheckField({ label, checked, onChange, disabled = false }: { readonly label: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly disabled?: boolean }): ReactElement {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}
