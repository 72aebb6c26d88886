import { documentLanguage } from '../parse/document-language.ts'
import { turn, type GreyImage } from './raster/grey-image.ts'
import { meanConfidence, type ReadWord } from './read-word.ts'
import type { Start, UprightReading } from './read-upright.ts'
import { languages as known } from './tesseract/languages.ts'
import { busiestStrip, surelyRead } from './try-strip.ts'

/** Reads a part of a page that is nothing but lines, in one language. */
export type ReadStrip = (image: GreyImage, language: string) => Promise<readonly ReadWord[]>

export interface LanguageChoice {
  /** Pages of one file are mostly in one language. */
  readonly file: string
  /** Which ones a page is expected in, as Tesseract names them; at least one. */
  readonly languages: readonly string[]
  /** Which others could be read here. */
  readonly others: readonly string[]
  readonly image: GreyImage
  readonly read: (language: string, start: Start) => Promise<UprightReading>
  readonly strip: ReadStrip
  /** How the page reads in the first language, where that is known. */
  readonly glance?: UprightReading | undefined
}

export interface LanguageReading {
  readonly reading: UprightReading
  /** There is writing, and it reads like none of the languages. */
  readonly unknown: boolean
}

/** Text in a language whose letters are known reads better than this. */
const surelyKnown = 0.75
/** Letters of another alphabet were at .08 to .36, pages upside down at .2 to .4, and the worst page of the right one at .49. */
const hopeless = 0.45
/** Characters on a strip that say which language a page is in. */
const enoughCharacters = 40
/** Pictures without writing come out as fewer, or as none, in any language. */
const fewCharacters = 12

let last: { readonly file: string; readonly language: string; readonly lost: boolean } | null = null

/**
 * Reads a page in the one of the languages that it is written in. All of them at once would take Tesseract twice to three
 * times as long and read no better, even where a page mixes languages (docs/benchmarks.md); so the page is read in the likeliest one,
 * and again only where the text that came out is of another, or is hardly any text, as in letters that were not known. Then a
 * strip of it is read in each language that is here, whether it was expected or not, both ways up.
 */
export async function readInLanguage(choice: LanguageChoice): Promise<LanguageReading> {
  const { file, read } = choice
  const before = last?.file === file ? last : null
  const first = firstLanguage(choice)
  const glance = await read(first, { giveUpBelow: hopeless, ...(choice.glance !== undefined && { reading: choice.glance }) })
  const { language, rotation } = await likeliest(glance, first, before?.lost ?? false, choice)
  const same = language === first && rotation === glance.rotation
  if (same && glance.confidence >= hopeless) return remember(file, first, glance)
  const again = same ? null : await read(language, { rotation })
  if (again !== null && again.confidence > glance.confidence) return remember(file, language, again)
  // A glance that saw no word at all has tried everything; one that saw a few in doubt gave up on them.
  return remember(file, first, glance.confidence >= hopeless || glance.words.length === 0 ? glance : await read(first, { reading: glance }))
}

/** In which language a page is read first: that of the page before. */
export function firstLanguage({ file, languages, others }: Pick<LanguageChoice, 'file' | 'languages' | 'others'>): string {
  return last?.file === file && [...languages, ...others].includes(last.language) ? last.language : languages[0] ?? 'eng'
}

/** Whether so little came out, and so unsure, that it says less of writing than of a picture without any. */
export function isHardlyWriting(reading: UprightReading): boolean {
  const characters = charactersOf(reading)
  return characters < fewCharacters || (characters < enoughCharacters && reading.confidence < hopeless)
}

/** Whether it reads as in a language that is known, badly: a chart, a screen, a plan, of which no other language would make more. */
export function isPartlyWriting({ confidence }: UprightReading): boolean {
  return confidence >= hopeless && confidence < surelyKnown
}

function remember(file: string, language: string, reading: UprightReading): LanguageReading {
  const unknown = reading.confidence < hopeless && charactersOf(reading) >= enoughCharacters
  last = { file, language, lost: reading.confidence < hopeless }
  return { reading, unknown }
}

function charactersOf({ words }: UprightReading): number {
  return words.reduce((sum, { text }) => sum + text.length, 0)
}

/** `lost`: the page before could be read in none, so that this one is tried in few. */
async function likeliest(glance: UprightReading, first: string, lost: boolean, { languages, others, image, strip }: LanguageChoice): Promise<{ readonly language: string; readonly rotation: number }> {
  const { words, confidence, rotation } = glance
  if (confidence >= surelyKnown) {
    const code = await documentLanguage([{ text: words.map(({ text }) => text).join(' ') }])
    const found = [...languages, ...others].filter((language) => known[language]?.code === code)
    return { language: found.includes(first) ? first : found[0] ?? first, rotation }
  }
  let best = { language: first, rotation, score: 0 }
  // Where no writing was seen in one alphabet, another language of that alphabet sees none either.
  const tried = charactersOf(glance) < fewCharacters ? [oneOfEachScript(languages, first)] : lost ? [languages] : [languages, others]
  for (const group of tried) {
    for (const way of [rotation, (rotation + 180) % 360]) {
      const part = busiestStrip(turn(image, way))
      let sure = false
      for (const language of group) {
        const read = await strip(part, language)
        const score = surelyRead(read)
        if (score > best.score * (language === first && way === rotation ? 1 : 1.2)) best = { language, rotation: way, score }
        sure ||= score >= enoughCharacters && meanConfidence(read) >= 0.8
      }
      if (sure) return best
    }
  }
  return best
}

/** Of the languages, the first of each script that is not the one of `present`, as "Latn". */
function oneOfEachScript(languages: readonly string[], present: string): string[] {
  const found = new Set([scriptOf(present)])
  return languages.filter((language) => {
    const script = scriptOf(language)
    return !found.has(script) && found.add(script)
  })
}

function scriptOf(language: string): string {
  const code = known[language]?.code
  return code === undefined ? language : new Intl.Locale(code).maximize().script ?? code
}
