import { addressInField } from '../docx/link-address.ts'

/** A field that is being read: its code, what it shows, and what a form says of it. */
export class RtfField {
  code = ''
  shown = ''
  #kind = 0
  #state: number | null = null
  #default = 0

  /** A word of the form behind the field (`ffres25` leaves it as it was when the form was made). */
  word(name: string, value: number | null): void {
    if (name === 'fftype') this.#kind = value ?? 0
    else if (name === 'ffres') this.#state = value === 25 ? null : value
    else if (name === 'ffdefres') this.#default = value ?? 0
  }

  /** What the field shows by itself: a box to tick. */
  get sign(): string {
    if (this.#kind !== 1 || this.shown.trim() !== '') return ''
    return (this.#state ?? this.#default) === 1 ? '☒' : '☐'
  }

  get address(): string {
    return addressInField(this.code)
  }
}
