/** What a text consists of, as far as its number of tokens goes. Counts of neighbouring texts may be added up. */
export interface TokenCount {
  /** Tokens of punctuation, numbers and scripts other than Latin. */
  readonly signs: number
  readonly words: number
  /** Words that make up much of any English text. */
  readonly common: number
  /** Letters beyond the fourth of each word. */
  readonly beyond: number
}

export const noTokens: TokenCount = { signs: 0, words: 0, common: 0, beyond: 0 }

/**
 * Estimates how many WordPiece tokens an English BERT vocabulary (MiniLM's: 30,522 pieces, uncased) makes of a text,
 * without loading a tokenizer. A punctuation sign is a token; a word is one and some more for each letter beyond the
 * fourth, far more of them where the text is not English; what is no word, such as base64, is about a token for two
 * signs; scripts the vocabulary hardly knows are a token a letter. Fitted on the evaluation texts to err on the high
 * side; bench/passage-tokens.ts measures it.
 */
export function estimateTokens(text: string): number {
  return tokensIn(countTokens(text))
}

export function tokensIn({ signs, words, common, beyond }: TokenCount): number {
  const english = words === 0 ? 0 : Math.min(1, common / words / fullyEnglishShare)
  return Math.ceil(signs + words + words * (1 - english) * 0.18 + beyond * (0.3 - 0.17 * english))
}

export function addTokens(a: TokenCount, b: TokenCount): TokenCount {
  return { signs: a.signs + b.signs, words: a.words + b.words, common: a.common + b.common, beyond: a.beyond + b.beyond }
}

export function countTokens(text: string): TokenCount {
  let signs = 0
  let words = 0
  let common = 0
  let beyond = 0
  for (const [piece] of text.matchAll(pieces)) {
    const first = piece.charCodeAt(0)
    if (first >= 48 && first <= 57) signs += digitTokens(piece.length)
    else if (!isLatinWord(first)) signs += piece.length
    else if (notAWord.test(piece) || piece.length > 24) signs += piece.length * 0.55
    else {
      words++
      if (piece.length > 4) beyond += piece.length - 4
      if (piece.length < 6 && commonEnglish.has(piece.toLowerCase())) common++
    }
  }
  return { signs, words, common, beyond }
}

const pieces = /(?:[A-Za-z\u00C0-\u024F]|\p{M})+|\d+|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\p{N}]|\p{N}+/gu
/** Upper case after lower case and back again, as in base64 and in identifiers of machines. */
const notAWord = /[a-z][A-Z]+[a-z]+[A-Z]|[a-z]{2}[A-Z]+$/
/** Running English has at least this share of the words below. */
const fullyEnglishShare = 0.3
const commonEnglish = new Set('a an and are as at be been but by can for from had has have he her his if in into is it its may more no not of on one or our out she so such than that the their then there these they this to under up upon was we were which who will with you your any all shall would other when what about'.split(' '))

function digitTokens(digits: number): number {
  return digits <= 2 ? 1 : digits * 0.5
}

function isLatinWord(first: number): boolean {
  return (first >= 65 && first <= 90) || (first >= 97 && first <= 122) || (first >= 0xc0 && first <= 0x36f)
}
