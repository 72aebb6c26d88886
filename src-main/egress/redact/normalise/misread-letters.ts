/** A character that was read or written for another, with its place. */
export interface Misread { readonly at: number; readonly by: string }

const token = /(?<![\p{L}\p{N}_@])(?=[\p{L}\d]{0,30}\d)(?=\d{0,30}\p{L})[\p{L}\d]{4,30}(?![\p{N}_@/]|[.-]\p{L})/gu
/** Eight digits or more in groups, some of which are letters. */
const longNumber = /(?<![\p{L}\p{N}])[\dOolISB](?:[ .\-/()]{0,2}[\dOolISB]){7,24}(?![\p{L}\p{N}])/gu
const mostLetters = 0.25
const letterOf: Readonly<Record<string, string>> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' }
const digitOf: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', S: '5', B: '8' }

/**
 * Digits inside words (J0hnny, G3org1n4) and letters inside numbers (404O2, l974), as scanners and people who hide write them. What looks like
 * a code stays: more digits than letters, few capitals, a digit at the end that may count something.
 */
export function misreadCharacters(text: string): readonly Misread[] {
  const found: Misread[] = []
  for (const { 0: value, index } of text.matchAll(token)) {
    const digits = value.match(/\d/g)?.length ?? 0
    const letters = value.length - digits
    if (letters >= 3 && letters >= digits && !/[./-]/.test(text[index - 1] ?? '') && isWord(value)) for (let at = 0; at < value.length; at += 1) {
      const by = letterFor(value, at)
      if (by !== null) found.push({ at: index + at, by })
    } else if (digits >= 3 && digits > letters && /^(?:\d|[OolISB](?=\d)|[OolI]$)+$/.test(value)) for (let at = 0; at < value.length; at += 1) {
      const by = digitOf[value[at] ?? '']
      if (by !== undefined) found.push({ at: index + at, by })
    }
  }
  for (const { 0: value, index } of text.matchAll(longNumber)) {
    const letters = value.match(/[OolISB]/g)?.length ?? 0
    if (letters === 0 || letters > (value.match(/\d/g)?.length ?? 0) * mostLetters) continue
    for (let at = 0; at < value.length; at += 1) {
      const by = digitOf[value[at] ?? '']
      if (by !== undefined && !found.some((other) => other.at === index + at)) found.push({ at: index + at, by })
    }
  }
  return found
}

/** Small letters behind the first one, as words have them, or many capitals and one digit between them; digits at the end are a number (kevin5). */
function isWord(value: string): boolean {
  if (/[269]/.test(value)) return false
  if (/^\p{Lu}+\d\p{Lu}{2,}$/u.test(value)) return value.length >= 6
  if (!/^[\p{L}\d][\p{Ll}\d]+$/u.test(value) || /\d{4}|^\d\d/.test(value)) return false
  return /\p{Ll}$/u.test(value) || /^\p{Lu}.*\p{Ll}[04]$/u.test(value)
}

function letterFor(value: string, at: number): string | null {
  const character = value[at] ?? ''
  if (!/\d/.test(character)) return null
  const vowel = (other: string | undefined): boolean => /[aeiouyäöü034]/i.test(other ?? '')
  const letter = character === '1' ? (vowel(value[at - 1]) || vowel(value[at + 1]) ? 'l' : 'i') : letterOf[character]
  return letter === undefined ? null : at === 0 || /^\p{Lu}{2}/u.test(value) ? letter.toUpperCase() : letter
}
