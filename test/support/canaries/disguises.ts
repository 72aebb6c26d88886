import type { SeededRandom } from './seeded-random.ts'

/** How a value can stand in a text so that a plain search misses it. */
export interface Disguise {
  readonly name: string
  /**
   * `soft`: still readable, so the redaction is to find it by itself. `hard`: encoded; it is found again because the value is
   * known from elsewhere in the same request, and the request is then blocked.
   */
  readonly strength: 'soft' | 'hard'
  readonly apply: (value: string, random: SeededRandom) => string
}

const between = (value: string, mark: (index: number) => string): string => [...value].map((character, index) => (index === 0 ? character : `${mark(index)}${character}`)).join('')

export const plain: Disguise = { name: 'plain', strength: 'soft', apply: (value) => value }

/** At one of its spaces, as a line ends. */
function breakOnce(value: string, random: SeededRandom): string {
  const spaces = [...value.matchAll(/ /g)].map(({ index }) => index)
  if (spaces.length === 0) return value
  const at = random.pick(spaces)
  return `${value.slice(0, at)}\n${value.slice(at + 1)}`
}

/** For any value. */
export const disguises: readonly Disguise[] = [
  { name: 'upper case', strength: 'soft', apply: (value) => value.toUpperCase() },
  { name: 'zero-width', strength: 'soft', apply: (value, random) => between(value, () => (random.chance(0.3) ? random.pick(['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD']) : '')) },
  { name: 'full-width', strength: 'soft', apply: (value) => value.replaceAll(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xFEE0)) },
  { name: 'decomposed', strength: 'soft', apply: (value) => value.normalize('NFD') },
  { name: 'no-break spaces', strength: 'soft', apply: (value) => value.replaceAll(' ', '\u00A0') },
  { name: 'lower case', strength: 'soft', apply: (value) => value.toLowerCase() },
  { name: 'broken over lines', strength: 'soft', apply: (value, random) => breakOnce(value, random) },
  { name: 'base64', strength: 'hard', apply: (value) => Buffer.from(value).toString('base64') },
  { name: 'base64url', strength: 'hard', apply: (value) => Buffer.from(value).toString('base64url') },
  { name: 'URL-escaped', strength: 'hard', apply: (value) => encodeURIComponent(value) },
  { name: 'every byte escaped', strength: 'hard', apply: (value) => [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') },
  { name: 'JSON-escaped', strength: 'hard', apply: (value) => [...value].map((character) => (character < '\u0080' ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}` : character)).join('') },
]

/** For names and code words: hyphenated over the end of a line, as typesetting does. */
export const hyphenated: Disguise = {
  name: 'hyphenated', strength: 'soft',
  apply: (value, random) => {
    const at = value.length - 2 - random.below(Math.max(1, Math.min(3, value.length - 5)))
    return `${value.slice(0, at)}-\n${value.slice(at)}`
  },
}

/** For names and code words that are on the user's list: written by somebody else, or by a machine. */
export const respelled: readonly Disguise[] = [
  { name: 'accented', strength: 'soft', apply: (value, random) => between(value, () => (random.chance(0.2) ? random.pick(['\u0301', '\u0308', '\u0302']) : '')) },
  { name: 'joined', strength: 'soft', apply: (value, random) => value.replaceAll(' ', random.pick(['_', '-', '.', ''])) },
]

/** For numbers: with the separators of another country. */
export const regrouped: Disguise = { name: 'regrouped', strength: 'soft', apply: (value, random) => value.replaceAll(/[ ()-]+/g, random.pick(['', '.', '-', '  '])) }

/** Where in a document a value can stand. `%` stands for the sentence with it. */
export const placements: readonly { readonly name: string; readonly apply: (sentence: string) => string }[] = [
  { name: 'in running text', apply: (sentence) => sentence },
  { name: 'in a table', apply: (sentence) => `| No. | What |\n|---|---|\n| 7 | ${sentence} |` },
  { name: 'in a heading', apply: (sentence) => `\n# ${sentence}\n` },
  { name: 'in a list', apply: (sentence) => `- first\n- ${sentence}\n- last` },
  { name: 'in quotes', apply: (sentence) => `“${sentence}”` },
  { name: 'after a tab', apply: (sentence) => `Item\t${sentence}` },
  { name: 'in brackets', apply: (sentence) => `[${sentence}]` },
]
