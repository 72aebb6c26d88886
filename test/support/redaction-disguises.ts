import type { SeededRandom } from './canaries/seeded-random.ts'

/** A way of writing a value so that people still read it and programs misread it. Gives the value itself where there is nothing to change. */
export interface Disguise { readonly name: string; readonly apply: (value: string, random: SeededRandom) => string }

const cyrillic: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і', A: 'А', B: 'В', E: 'Е', K: 'К', M: 'М', H: 'Н', O: 'О', P: 'Р', C: 'С', T: 'Т', X: 'Х' }
const leet: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
const misread: readonly (readonly [string, string])[] = [['rn', 'm'], ['m', 'rn'], ['0', 'O'], ['O', '0'], ['o', '0'], ['1', 'l'], ['l', '1'], ['I', 'l'], ['5', 'S'], ['8', 'B'], ['cl', 'd']]
const english = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const german = ['null', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun']

const letters = (value: string): number => value.match(/\p{L}/gu)?.length ?? 0
const digits = (value: string): number => value.match(/\d/g)?.length ?? 0
const isNumber = (value: string): boolean => digits(value) >= 6 && letters(value) === 0
const isWords = (value: string): boolean => letters(value) >= 4 && digits(value) === 0 && !/[@/]/.test(value)

/** At least one character by another, and of the rest about this share. */
function some(value: string, by: Readonly<Record<string, string>>, share: number, random: SeededRandom): string {
  const places = [...value].flatMap((character, at) => (by[character] === undefined ? [] : [at]))
  if (places.length === 0) return value
  const sure = random.pick(places)
  return [...value].map((character, at) => (by[character] !== undefined && (at === sure || random.chance(share)) ? by[character] : character)).join('')
}

function inWords(value: string, names: readonly string[]): string {
  return isNumber(value) ? [...value].filter((character) => /\d/.test(character)).map((digit) => names[Number(digit)] ?? '').join(' ') : value
}

function between(value: string, share: number, marks: readonly string[], random: SeededRandom): string {
  const characters = [...value]
  return characters.length < 4 ? value : characters.map((character, at) => (at > 0 && (at === 2 || random.chance(share)) ? random.pick(marks) + character : character)).join('')
}

export const disguises: readonly Disguise[] = [
  { name: 'letters of other scripts', apply: (value, random) => (isWords(value) ? some(value, cyrillic, 0.4, random) : value) },
  { name: 'zero-width characters', apply: (value, random) => between(value, 0.3, ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD'], random) },
  { name: 'direction marks', apply: (value, random) => between(`\u202A${value}\u202C`, 0.15, ['\u200E', '\u200F', '\u202B\u202C'], random) },
  { name: 'spaced letters', apply: (value) => (isWords(value) ? value.split(' ').map((word) => [...word].join(' ')).join('  ') : value) },
  { name: 'numbers in English words', apply: (value) => inWords(value, english) },
  { name: 'numbers in German words', apply: (value) => inWords(value, german) },
  {
    name: 'misread by a scanner',
    apply: (value, random) => {
      const possible = misread.flatMap(([from, to]) => [...value.matchAll(new RegExp(from, 'g'))].map(({ index }) => ({ index, from, to })))
      if (value.length < 5 || possible.length === 0) return value
      const { index, from, to } = random.pick(possible)
      return value.slice(0, index) + to + value.slice(index + from.length)
    },
  },
  { name: 'digits for letters', apply: (value, random) => (isWords(value) ? some(value, leet, 0.6, random) : value) },
  {
    name: 'hyphenated over a line’s end',
    apply: (value, random) => {
      const words = [...value.matchAll(/\p{Lu}?\p{Ll}{6,}/gu)]
      if (words.length === 0) return value
      const { 0: word, index } = random.pick(words)
      const at = index + 3 + random.below(Math.max(1, word.length - 5))
      return `${value.slice(0, at)}-\n${value.slice(at)}`
    },
  },
  { name: 'broken over lines', apply: (value, random) => { const spaces = [...value.matchAll(/ /g)]; if (spaces.length === 0) return value; const { index } = random.pick(spaces); return `${value.slice(0, index)}\n${value.slice(index + 1)}` } },
  { name: 'no-break spaces', apply: (value) => value.replaceAll(' ', '\u00A0') },
  { name: 'full-width digits', apply: (value) => value.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xFEE0)) },
  { name: 'capitals', apply: (value) => (isWords(value) ? value.toUpperCase() : value) },
  { name: 'small letters', apply: (value) => (isWords(value) ? value.toLowerCase() : value) },
]
