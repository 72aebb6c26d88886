import { formatNumber } from '../docx/word-numbering.ts'
import type { ParagraphProperties } from './word-properties.ts'

const formats: Readonly<Record<number, string>> = { 0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter' }
const levels = { numbered: 10, bullets: 11, unnumbered: 12 } as const
/** Where the letters before and after a number lie in a list's form, behind 20 bytes of measures. */
const lettersAt = 20

/** Numbers the lists of Word 6 and 95, in which each paragraph holds the form of its list and goes on counting. */
export class OldWordLists {
  #count = 0

  /** The label of the next paragraph; '' for one that is in no list, after which counting begins anew. */
  next({ oldLevel, oldForm }: ParagraphProperties): string {
    if (oldLevel === levels.bullets) return '•'
    if (oldLevel === levels.unnumbered) return ''
    if (oldLevel !== levels.numbered || oldForm === null || oldForm.length < lettersAt) {
      this.#count = 0
      return ''
    }
    const [format = 0, before = 0, after = 0] = oldForm
    const start = (oldForm[10] ?? 0) + (oldForm[11] ?? 0) * 256
    this.#count = this.#count === 0 ? Math.max(start, 1) : this.#count + 1
    const letters = new TextDecoder('windows-1252').decode(oldForm.subarray(lettersAt))
    return `${letters.slice(0, before)}${formatNumber(this.#count, formats[format] ?? 'decimal')}${letters.slice(before, Math.max(before, after))}`.trim()
  }
}
