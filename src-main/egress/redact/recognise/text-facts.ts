/** A word of letters, with its lower-case form. */
export interface Word { readonly start: number; readonly end: number; readonly lower: string; readonly capital: boolean }

/**
 * What a text has in it, found in one pass, so that most patterns need not be tried at all: a short message would otherwise be searched two
 * hundred times. A gate may only say no where its pattern cannot match.
 */
export interface TextFacts {
  readonly words: readonly Word[]
  readonly vocabulary: ReadonlySet<string>
  readonly hasDigit: boolean
  /** The most digits in one run with at most one separator between two of them. */
  readonly mostDigits: number
  readonly digitGroups: number
  /** A letter and a digit side by side. */
  readonly mixed: boolean
  /** As `mixed`, or capitals and two digits with a space or hyphen between them. */
  readonly codeLike: boolean
  /** A capital with a full stop, as in S.A. or J. Smith. */
  readonly dotted: boolean
  /** Five digits behind a word, as in CA 95054. */
  readonly zipLike: boolean
  readonly hasSlash: boolean
  readonly hasUnderscore: boolean
  /** A full stop inside a word, as in host names. */
  readonly dottedInside: boolean
  readonly hasAt: boolean
  readonly hasColon: boolean
  readonly hasCurrencySign: boolean
  /** The beginning of an issued key that runs on in letters. */
  readonly hasKeyPrefix: boolean
  /** Whether one of the words stands in the text. Give the same set object every time. */
  hasAny(words: ReadonlySet<string>): boolean
  /** Where these words begin, in order. Give the same set object every time. */
  placesOf(words: ReadonlySet<string>): readonly number[]
}

/** Every gate's words, turned round: one look-up for each word of a text answers all gates. Gates keep one set each for the whole run. */
const topics = new Map<ReadonlySet<string>, number>()
const topicsOfWord = new Map<string, number[]>()

function addTopic(words: ReadonlySet<string>): number {
  const topic = topics.size
  topics.set(words, topic)
  for (const word of words) topicsOfWord.set(word, [...(topicsOfWord.get(word) ?? []), topic])
  return topic
}

function topicsIn(words: readonly Word[]): { readonly known: number; readonly found: readonly (readonly number[] | undefined)[] } {
  const found: (number[] | undefined)[] = []
  for (const { lower, start } of words) {
    const own = topicsOfWord.get(lower)
    if (own) for (const topic of own) {
      const places = found[topic]
      if (places) places.push(start)
      else found[topic] = [start]
    }
  }
  return { known: topics.size, found }
}

const nowhere: readonly number[] = []

export function factsOf(text: string): TextFacts {
  let present: ReturnType<typeof topicsIn> | null = null
  const words = wordsOf(text)
  const placesOf = (wanted: ReadonlySet<string>): readonly number[] => {
    present ??= topicsIn(words)
    const topic = topics.get(wanted) ?? addTopic(wanted)
    // A topic that is new was not looked for when this text was read.
    return topic < present.known ? (present.found[topic] ?? nowhere) : words.filter(({ lower }) => wanted.has(lower)).map(({ start }) => start)
  }
  const vocabulary = new Set(words.map((word) => word.lower))
  let mostDigits = 0
  let digitGroups = 0
  let mixed = false
  groups.lastIndex = 0
  for (let match = groups.exec(text); match !== null; match = groups.exec(text)) {
    digitGroups += 1
    let digits = 0
    for (let i = 0; i < match[0].length; i += 1) if (match[0].charCodeAt(i) >= 48) digits += 1
    mostDigits = Math.max(mostDigits, digits)
    mixed ||= isLetter(text, match.index - 1) || isLetter(text, match.index + match[0].length)
  }
  return {
    words, vocabulary, hasDigit: digitGroups > 0, mostDigits, digitGroups, mixed,
    codeLike: mixed || (digitGroups > 0 && /(?<![A-Za-z])[A-Z]{1,6}[ -]\d{2}|\d{2}[ -][A-Z]{1,6}(?![A-Za-z])/.test(text)),
    hasSlash: text.includes('/'),
    hasUnderscore: text.includes('_'),
    dotted: /\p{L}\./u.test(text),
    dottedInside: /[A-Za-z\d\x80-\uffff-]{2}\.[A-Za-z\x80-\uffff]{2}/.test(text),
    zipLike: mostDigits >= 5 && /[A-Za-z.],?\s{1,2}\d{5}(?![\d/])/.test(text),
    hasAt: text.includes('@'),
    hasColon: text.includes(':'),
    hasKeyPrefix: /AIza|EAACEdEose0cBA|patE|1\/\/0/.test(text),
    hasCurrencySign: /[$€£¥₹₽₺₩]/.test(text),
    hasAny: (wanted) => placesOf(wanted).length > 0,
    placesOf,
  }
}

const groups = /[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19](?:[\s\u00a0.\-/,()+_]{0,3}[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19])*/g
const letterOrMark = /[\p{L}\p{M}]/u

/** Letters outside the Basic Multilingual Plane are not looked at: no rule knows one. */
export function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
  return code >= 128 && letterOrMark.test(text[at] ?? '')
}

/** By hand, because a Unicode pattern takes ten times as long and this runs over every text. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (!isLetter(text, at)) continue
    const start = at
    while (isLetter(text, at + 1)) at += 1
    const written = text.slice(start, at + 1)
    const lower = written.toLowerCase()
    words.push({ start, end: at + 1, lower, capital: lower.charCodeAt(0) !== written.charCodeAt(0) })
  }
  return words
}

/** The first words of phrases, for {@link TextFacts.hasAny}. A phrase without letters cannot be gated and yields nothing: leave such rules ungated. */
export function firstWords(phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.flatMap((phrase) => /\p{L}[\p{L}\p{M}]*/u.exec(phrase)?.[0].toLowerCase() ?? []))
}
