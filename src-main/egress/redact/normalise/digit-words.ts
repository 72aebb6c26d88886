const words: Readonly<Record<string, readonly string[]>> = {
  0: ['zero', 'oh', 'null', 'zéro', 'cero', 'nul'], 1: ['one', 'eins', 'un', 'uno', 'een'], 2: ['two', 'zwei', 'zwo', 'deux', 'dos', 'due', 'twee'],
  3: ['three', 'drei', 'trois', 'tres', 'tre', 'drie'], 4: ['four', 'vier', 'quatre', 'cuatro', 'quattro'], 5: ['five', 'fünf', 'fuenf', 'cinq', 'cinco', 'cinque', 'vijf'],
  6: ['six', 'sechs', 'seis', 'sei', 'zes'], 7: ['seven', 'sieben', 'sept', 'siete', 'sette', 'zeven'], 8: ['eight', 'acht', 'huit', 'ocho', 'otto'], 9: ['nine', 'neun', 'neuf', 'nueve', 'nove', 'negen'],
}

const digitOf = new Map(Object.entries(words).flatMap(([digit, names]) => names.map((name) => [name, digit] as const)))
const any = [...digitOf.keys()].sort((a, b) => b.length - a.length).join('|')
const run = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:${any}|double|triple)[\s,.-]{1,3}){3,60}(?:${any})(?![\p{L}\p{N}])`, 'giu')

/** Whether four words for digits stand in a row. */
export function hasSpelledDigits(words: readonly { readonly start: number; readonly end: number; readonly lower: string }[]): boolean {
  let inRow = 0
  let end = 0
  for (const word of words) {
    const counts = digitOf.has(word.lower) || word.lower === 'double' || word.lower === 'triple'
    inRow = !counts ? 0 : word.start - end <= 3 ? inRow + 1 : 1
    if (inRow >= 4) return true
    end = word.end
  }
  return false
}

/** Fewer may be counting. */
const fewestDigits = 6

/** Runs of six digits and more in words. */
export function spelledNumbers(text: string, words: readonly { readonly start: number; readonly end: number; readonly lower: string }[]): readonly { readonly start: number; readonly end: number }[] {
  if (!hasSpelledDigits(words)) return []
  const runs: { start: number; end: number; digits: number }[] = []
  for (const { start, end } of spelledDigits(text)) {
    const last = runs.at(-1)
    if (last && start - last.end <= 4) {
      last.end = end
      last.digits += 1
    } else runs.push({ start, end, digits: 1 })
  }
  return runs.filter(({ digits }) => digits >= fewestDigits)
}

export interface SpelledDigit { readonly start: number; readonly end: number; readonly digit: string }

/** Digits written as words, four or more in a row; each with the place of its word. `double five` gives two. */
export function spelledDigits(text: string): readonly SpelledDigit[] {
  const found: SpelledDigit[] = []
  for (const match of text.matchAll(run)) {
    let times = 1
    for (const word of match[0].matchAll(/\p{L}+/gu)) {
      const lower = word[0].toLowerCase()
      const digit = digitOf.get(lower)
      if (digit === undefined) {
        times = lower === 'double' ? 2 : 3
        continue
      }
      const start = match.index + word.index
      for (; times > 0; times -= 1) found.push({ start, end: start + word[0].length, digit })
      times = 1
    }
  }
  return found
}
