/** Whether two words differ by one letter: one changed, missing, added, or two neighbours swapped (optimal string alignment distance 1). */
export function oneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1
    endB -= 1
  }
  const restA = a.slice(start, endA)
  const restB = b.slice(start, endB)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}

/** Every word with one letter left out: two words one letter apart share one of these or are one of the other's. */
export function deletions(word: string): readonly string[] {
  const found = [word]
  for (let i = 0; i < word.length; i += 1) found.push(word.slice(0, i) + word.slice(i + 1))
  return found
}

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', $: 's', '!': 'i' }

/** Letters for the digits and signs that stand in for them: 0ldenburg, V0gt, M4rgarethe. With `oneIsI`, 1 is i rather than l. */
export function withoutLeet(word: string, oneIsI: boolean): string {
  return word.replaceAll(/[01345678@$!]/g, (character) => (character === '1' && oneIsI ? 'i' : (leet[character] ?? character)))
}
