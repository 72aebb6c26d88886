import { findLeftovers } from '../redact/find-leftovers.ts'
import { foldValue } from '../redact/normalise/fold.ts'
import type { VaultEntry } from '../redact/redactor.ts'

/** What still stands in a written copy. `certain`: a masked value as it was written; `doubtful`: a word of one, as the language has it too. */
export interface ValuesLeft { readonly certain: number; readonly doubtful: number }

/**
 * Looks through the texts of a written copy for everything that was masked, in any of its disguises. A single word counts as certain only
 * with its capitals: where `Mark Header` was masked, "the header" is a word to look at.
 */
export function valuesLeft({ texts, attributes }: { readonly texts: readonly string[]; readonly attributes: readonly string[] }, entries: readonly VaultEntry[], kept: readonly string[]): ValuesLeft {
  const whole = new Set<string>()
  const written = new Set<string>()
  for (const entry of entries) {
    for (const form of [entry.value, ...entry.forms]) {
      written.add(form)
      const folded = foldValue(form)
      if (/\d/.test(form) || /\S\s+\S/.test(form) || !/\p{Lu}/u.test(form)) whole.add(folded)
    }
  }
  let certain = 0
  let doubtful = 0
  for (const text of [...texts, ...attributes]) {
    for (const { start, end, kind } of findLeftovers(text, entries, kept)) {
      if (kind !== 'value-left') continue
      const found = text.slice(start, end)
      // The end of one line and the beginning of the next are a number by chance only.
      const isChance = /\n/.test(found) && /\d/.test(found) && !written.has(found)
      if (isChance) doubtful += 1
      else if (written.has(found) || whole.has(foldValue(found)) || encodes(found)) certain += 1
      else doubtful += 1
    }
  }
  return { certain, doubtful }
}

/** Nobody writes a word of the language backwards, in hexadecimal or with signs between its letters. */
function encodes(found: string): boolean {
  return !/^[\p{L}\p{M}'’-]+$/u.test(found) && !/^[\p{L}\p{M}'’\s.-]+$/u.test(found)
}
