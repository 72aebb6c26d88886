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
  const sample = sampleOf(pages)
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
  return chosen.map(({ text }) => text.slice(0, each * 1.5)).join('\n').replace(/\S*(?:@|:\/\/)\S*/g, ' ')
}

function bySmallWords(sample: string): string | null {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  const counts = wordLists.map(({ language, words: list }) => ({ language, count: words.filter((word) => list.has(word)).length })).toSorted((a, b) => b.count - a.count)
  const [best, second] = counts
  if (best === undefined || second === undefined || best.count < Math.max(3, words.length * 0.08)) return null
  return best.count >= second.count * 1.25 ? best.language : null
}

/** What the library may answer: it knows Klingon too, and takes short technical texts for it. */
const others = 'af ar az be bg bn ca cs da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv mk mr ms my ne nl no pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh'.split(' ')

async function byLibrary(sample: string): Promise<string | null> {
  // Loaded when small words do not tell: it takes a quarter of a second.
  const { detectAll } = await import('tinyld')
  const [best, second] = detectAll(sample, { only: [...others] })
  if (best === undefined) return null
  return second === undefined || best.accuracy > second.accuracy * 1.2 ? best.lang : null
}
