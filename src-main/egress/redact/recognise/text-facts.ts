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
  readonly hasSlash: boolean
  readonly hasUnderscore: boolean
  /** A full stop between two letters or digits. */
  readonly dottedInside: boolean
  readonly hasAt: boolean
  readonly hasColon: boolean
  hasAny(words: ReadonlySet<string>): boolean
}

export function factsOf(text: string): TextFacts {
  const words: Word[] = []
  const vocabulary = new Set<string>()
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) {
    const lower = match[0].toLowerCase()
    words.push({ start: match.index, end: match.index + match[0].length, lower, capital: lower.charCodeAt(0) !== match[0].charCodeAt(0) })
    vocabulary.add(lower)
  }
  let mostDigits = 0
  let digitGroups = 0
  for (const match of text.matchAll(/\p{N}(?:[\s\u00a0.\-/,()+_]{0,3}\p{N})*/gu)) {
    digitGroups += 1
    let digits = 0
    for (let i = 0; i < match[0].length; i += 1) if (match[0].charCodeAt(i) >= 48) digits += 1
    mostDigits = Math.max(mostDigits, digits)
  }
  const mixed = digitGroups > 0 && /\p{L}\p{N}|\p{N}\p{L}/u.test(text)
  return {
    words, vocabulary, hasDigit: digitGroups > 0, mostDigits, digitGroups, mixed,
    codeLike: mixed || (digitGroups > 0 && /(?<![A-Za-z])[A-Z]{1,6}[ -]\d{2}|\d{2}[ -][A-Z]{1,6}(?![A-Za-z])/.test(text)),
    hasSlash: text.includes('/'),
    hasUnderscore: text.includes('_'),
    dotted: /\p{L}\./u.test(text),
    dottedInside: /[\p{L}\p{N}]\.\p{L}/u.test(text),
    hasAt: text.includes('@'),
    hasColon: text.includes(':'),
    hasAny(wanted) {
      if (wanted.size <= vocabulary.size) {
        for (const word of wanted) if (vocabulary.has(word)) return true
      } else for (const word of vocabulary) if (wanted.has(word)) return true
      return false
    },
  }
}

/** The first words of phrases, for {@link TextFacts.hasAny}. A phrase without letters cannot be gated and yields nothing: leave such rules ungated. */
export function firstWords(phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.flatMap((phrase) => /\p{L}[\p{L}\p{M}]*/u.exec(phrase)?.[0].toLowerCase() ?? []))
}
