import { documentLanguage } from '../parse/document-language.ts'
import { turn, type GreyImage } from './raster/grey-image.ts'
import type { UprightReading } from './read-upright.ts'
import type { ReadWord } from './read-word.ts'
import { busiestStrip, surelyRead } from './try-strip.ts'

/** Reads a part of a page that is nothing but lines, in one language. */
export type ReadStrip = (image: GreyImage, language: string) => Promise<readonly ReadWord[]>

export interface LanguageChoice {
  /** Pages of one file are mostly in one language. */
  readonly file: string
  /** Which ones may be tried, as Tesseract names them; at least one. */
  readonly languages: readonly string[]
  readonly image: GreyImage
  readonly read: (language: string) => Promise<UprightReading>
  readonly strip: ReadStrip
}

/** ISO 639-1 → Tesseract's name, where a person is likely to have it. */
const dataNames: Readonly<Record<string, string>> = {
  en: 'eng', de: 'deu', fr: 'fra', es: 'spa', it: 'ita', nl: 'nld', pt: 'por', sv: 'swe', da: 'dan', no: 'nor', fi: 'fin', pl: 'pol', cs: 'ces', ro: 'ron', hu: 'hun', tr: 'tur',
  ru: 'rus', uk: 'ukr', bg: 'bul', el: 'ell', he: 'heb', ar: 'ara', fa: 'fas', hi: 'hin', ja: 'jpn', ko: 'kor', th: 'tha', vi: 'vie',
}
/** Text in a language whose letters are known reads better than this. */
const surelyKnown = 0.75

let last: { readonly file: string; readonly language: string } | null = null

/**
 * Reads a page in the one of the languages that it is written in. All of them at once would take Tesseract twice to three
 * times as long and read no better, even where a page mixes languages (docs/benchmarks.md); so the page is read in the likeliest one,
 * and again only where the text that came out is of another, or is hardly any text, as in letters that were not known.
 */
export async function readInLanguage({ file, languages, image, read, strip }: LanguageChoice): Promise<UprightReading> {
  const remembered = last?.file === file && languages.includes(last.language) ? last.language : null
  const first = remembered ?? languages[0] ?? 'eng'
  const reading = await read(first)
  const better = await betterLanguage(reading, first, languages, image, strip)
  last = { file, language: better }
  if (better === first) return reading
  const again = await read(better)
  if (again.confidence > reading.confidence) return again
  last = { file, language: first }
  return reading
}

async function betterLanguage({ words, confidence, rotation }: UprightReading, first: string, languages: readonly string[], image: GreyImage, strip: ReadStrip): Promise<string> {
  if (languages.length < 2) return first
  if (confidence >= surelyKnown) {
    const found = dataNames[await documentLanguage([{ text: words.map(({ text }) => text).join(' ') }]) ?? '']
    return found !== undefined && languages.includes(found) ? found : first
  }
  let best = { language: first, score: 0 }
  for (const way of [rotation, (rotation + 180) % 360]) {
    const part = busiestStrip(turn(image, way))
    for (const language of languages) {
      const score = surelyRead(await strip(part, language))
      if (score > best.score * (language === first ? 1 : 1.2)) best = { language, score }
    }
  }
  return best.language
}
