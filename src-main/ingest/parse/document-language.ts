import type { Page } from '../../../src-preload/contract/index.ts'

const sampleLetters = 4_000
const samplePages = 8
/** Fewer letters are a name, a number or a heading, in any language. */
const enoughLetters = 40
/** A sign of Chinese, Japanese or Korean says as much as several letters. */
const enoughSyllables = 12

/** Scripts that one language is written in, as far as documents go. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'], [/\p{Script=Hangul}/gu, 'ko'], [/\p{Script=Han}/gu, 'zh'], [/\p{Script=Hebrew}/gu, 'he'], [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'], [/\p{Script=Georgian}/gu, 'ka'], [/\p{Script=Armenian}/gu, 'hy'], [/\p{Script=Tamil}/gu, 'ta'], [/\p{Script=Bengali}/gu, 'bn'], [/\p{Script=Telugu}/gu, 'te'],
]

/** Frequent small words that few other languages share; a sentence has several. */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for with was are this by be from which not or have shall an as it on',
  de: 'der die und das den dem des ist nicht ein eine von zu mit sich auf für im wird als auch es an werden oder',
  fr: 'le la les des et du une est dans que pour qui par sur au pas ce avec sont aux ou vous nous il',
  es: 'el los las del y que se por con una para es al lo como su más no sus o son este',
  it: 'il di che e la per un è del della non con si da gli sono dei nel alla una anche le delle al',
  nl: 'de het een van en is dat niet op te zijn voor met die aan er ook als bij of door worden wordt moet',
  pt: 'o os as do da dos das que em um uma para com não por se mais ao como ou foi são na no',
  sv: 'och att det som en är av på för med till den inte har ett om var de kan eller',
  da: 'og at det en er som på af for med til den ikke har de et kan der eller blev',
  no: 'og det som en er på av for med til den ikke har et om kan jeg eller ble skal',
  fi: 'ja on ei että se oli hän mutta ovat tai joka kun myös sekä ole tämä voi',
  pl: 'i w na z do się nie jest że o to za od przez po dla jak lub oraz są',
  cs: 'a v se na je že s z do o by to jako pro za od nebo byl které jsou',
  ro: 'și în de la cu pe nu este un o din pentru care sau mai au fost se',
  hu: 'a az és hogy nem is egy van meg ez volt vagy de csak mint',
  tr: 've bir bu için ile de da olarak olan veya ne gibi daha çok',
}
const wordLists = Object.entries(smallWords).map(([language, words]) => ({ language, words: new Set(words.split(' ')) }))

/** The language of most of a document's text, ISO 639-1; null when there is too little text, or none stands out. */
export async function documentLanguage(pages: readonly Pick<Page, 'text'>[]): Promise<string | null> {
  const sample = proseOf(sampleOf(pages))
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const dense = sample.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  if (letters < enoughLetters && dense < enoughSyllables) return null
  for (const [script, language] of scripts) {
    const share = (sample.match(script)?.length ?? 0) / letters
    // Japanese mixes its own signs with Chinese ones; any fair share of them settles it.
    if (share > (language === 'ja' ? 0.1 : 0.5)) return language
  }
  return bySmallWords(sample) ?? await byLibrary(sample)
}

/** About {@link sampleLetters} letters, from pages spread over the document, so that a title page does not decide. */
function sampleOf(pages: readonly Pick<Page, 'text'>[]): string {
  const filled = pages.filter(({ text }) => text.length > 20)
  const withText = filled.length > 0 ? filled : pages
  const step = Math.max(1, Math.floor(withText.length / samplePages))
  const chosen = withText.filter((_page, index) => index % step === 0).slice(0, samplePages)
  const each = Math.ceil(sampleLetters / Math.max(1, chosen.length))
  return chosen.map(({ text }) => text.slice(0, each * 1.5)).join('\n')
}

/** Without what is written in no language: code between fences, tags, commands, addresses, marks of machines; fields of a mail's head keep what they say. */
function proseOf(text: string): string {
  const prose = text
    .replace(/^(`{3,}|~{3,})[^]*?^\1`*~*$/gm, ' ').replace(/<\/?[a-z!?][^<>]{0,500}>/gi, ' ').replace(/\S*(?:@|:\/\/)\S*/g, ' ')
    .replace(/^(?:From|Sender|To|Cc|Bcc|Reply-To|Date|Received|Message-ID|Attachments): .*$/gm, ' ')
    .replace(/\S*(?:[_=\\{}|~^]|\w\.\w|\p{Ll}\p{Lu})\S*|[\w:;/-]*\d[\w:;/-]*/gu, ' ')
  // A file of nothing else, such as a program, is judged by what it has.
  return (prose.match(/\p{L}/gu)?.length ?? 0) < enoughLetters && (text.match(/[^\u0000-\u024F]/g)?.length ?? 0) > enoughSyllables ? text : prose
}

function bySmallWords(sample: string): string | null {
  const words = wordsOf(sample)
  const counts = wordLists.map(({ language, words: list }) => ({ language, count: words.filter((word) => list.has(word)).length })).toSorted((a, b) => b.count - a.count)
  const [best, second] = counts
  if (best === undefined || second === undefined || best.count < Math.max(3, words.length * 0.08)) return null
  return best.count >= second.count * 1.25 ? best.language : null
}

const wordsOf = (sample: string): string[] => sample.toLowerCase().match(/\p{L}+/gu) ?? []

/** What the library may answer, by script: it knows Klingon too, takes short technical texts for it, and tables for Hindi in Latin letters. */
const candidates: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Cyrillic}/gu, 'be bg kk mk ru sr uk'.split(' ')], [/\p{Script=Arabic}/gu, 'ar fa ur'.split(' ')], [/\p{Script=Devanagari}/gu, ['hi', 'mr']],
  [/\p{Script=Latin}/gu, 'af az ca cs da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv sw tl tr vi'.split(' ')],
]
const others = 'gu km kn my'.split(' ')
/** In fewer words names of places and things outweigh what tells a language. */
const enoughWords = 30

async function byLibrary(sample: string): Promise<string | null> {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const [script, only] = candidates.find(([letter]) => (sample.match(letter)?.length ?? 0) > letters * 0.5) ?? [null, others]
  // Loaded when small words do not tell: it takes a quarter of a second.
  const { detectAll } = await import('tinyld')
  const [best, second] = detectAll(sample, { only: [...only] })
  if (best === undefined || (second !== undefined && best.accuracy <= second.accuracy * 1.2)) return null
  return script?.source === '\\p{Script=Latin}' && !hasOwnWords(sample, best.lang) ? null : best.lang
}

/** Lists, tables and programs have no sentences: in Latin letters an answer counts when the text has that language's own small words, or is long and has hardly any of English. */
function hasOwnWords(sample: string, language: string): boolean {
  const words = wordsOf(sample)
  const countOf = (wanted: string): number | null => {
    const list = wordLists.find((entry) => entry.language === wanted)?.words
    return list === undefined ? null : words.filter((word) => list.has(word)).length
  }
  const own = countOf(language)
  if (own !== null) return own >= Math.max(1, words.length * 0.03)
  return words.length >= enoughWords ? (countOf('en') ?? 0) < words.length * 0.04 : /[^\u0000-\u007F]/.test(sample)
}
