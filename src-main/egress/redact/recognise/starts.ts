import type { TextFacts } from './text-facts.ts'

/** Where in a text a pattern may match: the only places where it is tried. In order. */
export type Starts = (text: string, facts: TextFacts) => readonly number[]

/** At one of these words. */
export function atWords(words: ReadonlySet<string>): Starts {
  return (_text, facts) => facts.placesOf(words)
}

/** At a run of letters or digits that begins at most `reach` characters before one of these words, or at the word. */
export function beforeWords(words: ReadonlySet<string>, reach: number): Starts {
  return (text, facts) => runsBefore(text, facts.placesOf(words), reach)
}

/** The same before any word that passes a test. */
export function beforeEndings(test: (word: TextFacts['words'][number]) => boolean, reach: number): Starts {
  return (text, facts) => runsBefore(text, facts.words.filter(test).map(({ start }) => start), reach)
}

/** The same before a sign that stands between two characters that pass a test. */
export function beforeSign(sign: string, reach: number, isSign: (text: string, at: number) => boolean = () => true): Starts {
  return (text) => runsBefore(text, placesOfSign(text, sign, isSign), reach)
}

/** At a sign or any of the `reach` characters before it, also inside a word. */
export function closeBefore(sign: string, reach: number): Starts {
  return (text) => everyPlace(placesOfSign(text, sign), reach)
}

function placesOfSign(text: string, sign: string, isSign: (text: string, at: number) => boolean = () => true): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) if (isSign(text, at)) places.push(at)
  return places
}

function everyPlace(places: readonly number[], reach: number): readonly number[] {
  const starts: number[] = []
  let next = 0
  for (const place of places) {
    for (let at = Math.max(next, place - reach); at <= place; at += 1) starts.push(at)
    next = place + 1
  }
  return starts
}

function runsBefore(text: string, places: readonly number[], reach: number): readonly number[] {
  const starts: number[] = []
  let next = 0
  for (const place of places) {
    for (let at = Math.max(next, place - reach); at <= place; at += 1) if (mayBegin(text.charCodeAt(at)) && !isPlain(text.charCodeAt(at - 1))) starts.push(at)
    next = Math.max(next, place + 1)
  }
  return starts
}

/** Whatever is beyond ASCII may be a letter: a start too many costs nothing. */
function mayBegin(code: number): boolean {
  return isPlain(code) || code >= 128
}

function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
}
