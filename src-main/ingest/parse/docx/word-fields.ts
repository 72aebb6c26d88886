import { addressInField } from './link-address.ts'

/** A field that is being read, or a link: what stands behind it, and what it shows. */
interface Field { code: string; shown: string; inResult: boolean; readonly address: string; box: boolean | null; readonly choices: string[]; choice: number }

type LinkSink = (text: string, address: string) => void

/**
 * The fields and links that are open at a point of a Word document (ECMA-376 part 1, § 17.16): of a field only the result is
 * shown; a box to tick shows whether it is, a list the choice.
 */
export class WordFields {
  readonly #open: Field[] = []
  readonly #onLink: LinkSink

  constructor(onLink: LinkSink) {
    this.#onLink = onLink
  }

  /** False within the code of a field, where results of fields inside it are not seen. */
  get isShown(): boolean {
    return this.#open.every(({ inResult }) => inResult)
  }

  /** A link that is an element of its own. */
  openLink(address: string): void {
    this.#open.push({ code: '', shown: '', inResult: true, address, box: null, choices: [], choice: 0 })
  }

  /** `fldChar` of that type; gives back what the field shows by itself. */
  mark(type: string): string {
    const field = this.#open.at(-1)
    if (type === 'begin') this.#open.push({ code: '', shown: '', inResult: false, address: '', box: null, choices: [], choice: 0 })
    else if (type === 'separate' && field !== undefined) field.inResult = true
    else if (type === 'end') return this.close()
    return ''
  }

  /** Ends the innermost field or link. */
  close(): string {
    const field = this.#open.pop()
    if (field === undefined) return ''
    const own = field.shown.trim() !== '' ? '' : field.box !== null ? (field.box ? '☒' : '☐') : field.choices[field.choice] ?? ''
    const outer = this.#open.at(-1)
    if (outer?.inResult === true) outer.shown += field.shown
    const address = field.address === '' ? addressInField(field.code) : field.address
    if (address !== '') this.#onLink(field.shown, address)
    return own
  }

  /** Forgets fields whose result has not begun: one that never ends would hide all that follows. */
  dropCodes(): void {
    const from = this.#open.findIndex(({ inResult }) => !inResult)
    if (from >= 0) this.#open.length = from
  }

  /** Part of the code of the innermost field. */
  code(text: string): void {
    const field = this.#open.at(-1)
    if (field !== undefined && !field.inResult) field.code += text
  }

  shown(text: string): void {
    const field = this.#open.at(-1)
    if (field !== undefined) field.shown += text
  }

  /** What a form says of the field that has just begun (`ffData`). */
  form(name: string, value: string | undefined, parent: string | undefined): void {
    const field = this.#open.at(-1)
    if (field === undefined || field.inResult) return
    const isOn = value === undefined || /^(?:1|true|on)$/.test(value)
    if (name === 'checkBox') field.box = false
    else if (parent === 'checkBox' && (name === 'checked' || name === 'default')) field.box = isOn
    else if (name === 'listEntry') field.choices.push(value ?? '')
    else if (parent === 'ddList' && (name === 'result' || name === 'default')) field.choice = Math.trunc(Number(value)) || 0
  }
}

export const formElements: ReadonlySet<string> = new Set(['checkBox', 'checked', 'default', 'listEntry', 'result'])
