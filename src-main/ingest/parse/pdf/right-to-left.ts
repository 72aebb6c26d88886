const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const letters = /\p{L}/u

export const isRightToLeft = (text: string): boolean => rightToLeft.test(text)

/** PDFium turns the letters of Arabic lines around, and with them the two of a ligature, which its font gives in order. */
export const isLamAlef = (before: string, letter: string): boolean => letter === 'ل' && /[آأإا]$/.test(before)

/** Writing turns at this letter: a word in Latin letters ends and one written to the left begins, or the other way round. */
export function turns(before: string, letter: string): boolean {
  const last = before.at(-1) ?? ''
  return letters.test(last) && letters.test(letter) && rightToLeft.test(last) !== rightToLeft.test(letter)
}

interface PlacedWord { readonly text: string; readonly startX: number; readonly endX: number; readonly tab: boolean }

/**
 * A line to be read from the right, in the order in which it is read. `rises` says of each word whether its letters came
 * from left to right, as some programs write them; then they are the wrong way round, and so are the words.
 */
export function inReadingOrder<T extends PlacedWord>(words: readonly T[], rises: readonly boolean[]): T[] {
  const isWrong = words.map(({ text }, i) => rises[i] === true && isRightToLeft(text) && !/[\p{Lu}\p{Ll}\p{N}]/u.test(text))
  if (!isWrong.includes(true) || words.some(({ text }, i) => isRightToLeft(text) && [...text].length > 1 && isWrong[i] !== true)) return [...words]
  const line: T[] = []
  let run: T[] = []
  for (const [i, word] of words.entries()) {
    const isPart = isRightToLeft(word.text) && !word.tab
    if (!isPart) line.push(...inOrder(run))
    if (!isPart) run = []
    const read = isWrong[i] === true ? { ...word, text: turnedRound(word.text) } : word
    if (isPart) run.push(read)
    else line.push(read)
  }
  return [...line, ...inOrder(run)]
}

/** From the right to the left. */
const inOrder = <T extends PlacedWord>(run: readonly T[]): T[] => run.toSorted((a, b) => b.startX - a.startX)

/** Marks stay behind the letter they belong to. */
function turnedRound(text: string): string {
  return (text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []).toReversed().join('')
}
