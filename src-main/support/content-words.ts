/** Function words of English and German, and words with which questions and answers are phrased: they carry no evidence. */
const stopWords = new Set(`a about above after again all also am an and any are as at be because been before being below between both but by can could
did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its itself just may me might more
most must my no nor not now of off on once only or other our out over own per same shall she should so some such than that the their them then there these they
this those through to too under until up upon us very was we were what when where which while who whom whose why will with within would you your yes
aber alle als am an auch auf aus bei bin bis bist da damit dann das dass dem den der des die dies diese dieser dieses doch dort du durch ein eine einem einen
einer eines er es für hat haben hatte hier ich ihr ihre im in ist ja kann kein keine man mit nach nicht noch nur ob oder ohne sein seine sich sie sind so über
um und uns unter vom von vor war waren was welche welcher welches wenn wer wie wir wird wo wurde wurden zu zum zur
according answer answers contain contains document documents excerpt excerpts mentioned passage passages provided said say says stated states text`.split(/\s+/u))

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’\u2019][\p{L}]+)*/gu

/** The words of a text, in order, as written. */
export function wordsOf(text: string): string[] {
  return text.match(wordPattern) ?? []
}

/** One word in the form in which words are compared: lower case, without accents, possessive and common endings. */
export function stemOf(word: string): string {
  const plain = word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replace(/['’](?:s|re|ve|ll|d|t)?$/u, '').replaceAll(/['’]/gu, '')
  if (plain.length <= 3 || /\d/u.test(plain)) return plain
  const cut = plain.replace(/(?:ations?|ions?|ments?|ings?|ness|edly|ingly|ives?|ally)$/u, '')
  const base = cut.length >= 4 ? cut : plain
  const shorter = base.replace(/(?:ies|ied|ers?|ed|es|en|ly|y|s|e|n)$/u, '')
  return shorter.length >= 3 ? shorter.replace(/([b-df-hj-np-tv-z])\1$/u, '$1') : base
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word.toLowerCase())
}

/** Stems of the words that carry meaning, without repeats. */
export function contentStems(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => !isStopWord(word) && word.length > 1).map(stemOf))
}

/** Stems of all words, and of the parts of words like `AppleTalk`: what a wanted stem is looked up in. */
export function allStems(text: string): Set<string> {
  return new Set(wordsOf(text).flatMap((word) => [word, ...(/\p{Ll}\p{Lu}/u.test(word) ? word.split(/(?<=\p{Ll})(?=\p{Lu})/u) : [])]).map(stemOf))
}
