import type { Paragraph } from '../language/paragraphs.ts'
import { isOrdinaryAbroad, leastGerman } from './foreign-names.ts'
import { germanScores } from './german-names.ts'
import type { RefinedName } from './refined-name.ts'

/** Languages in which a capital inside a sentence makes a name. */
const telling: ReadonlySet<string> = new Set(['fr', 'es', 'it', 'nl'])
const run = /(?<=[\p{L}\p{N},;)»”"] )\p{Lu}[\p{L}\p{M}’'-]+(?:(?: (?:da|de|degli|dei|del|della|den|der|di|du|des|e|et|la|las|le|les|los|van|y))* \p{Lu}[\p{L}\p{M}’'-]+)*/gu
/** Forms of address and parts of documents that have capitals too. */
const courtesy = /^(?:art|article|artículo|articolo|artikel|avvocato|don|doña|dott|dottoressa|heer|ley|loi|madame|mademoiselle|maître|meneer|mevr|mevrouw|mme|monsieur|mr|señor|señora|signor|signora|sig|wet)$/u
const place = /(?<!\p{L})(?:a|à|au|aus|desde|en|in|te|uit|vers)\s$/u
const confidence = 0.6

/** Every name in a French, Spanish, Italian or Dutch paragraph, whether the English model knows it or not. */
export function capitalRuns(text: string, paragraphs: readonly Paragraph[]): readonly RefinedName[] {
  return [...paragraphs.filter(({ language }) => language === 'de').flatMap((paragraph) => germanRuns(text, paragraph)), ...paragraphs.filter(({ language }) => language !== null && telling.has(language)).flatMap((paragraph) =>
    [...text.slice(paragraph.start, paragraph.end).matchAll(run)].flatMap(({ 0: found, index }): readonly RefinedName[] => {
      const words = found.split(' ')
      const skipped = words.findIndex((word) => !courtesy.test(word.toLowerCase()) && !isOrdinaryAbroad(word, paragraph.language))
      if (skipped < 0) return []
      const start = paragraph.start + index + words.slice(0, skipped).join(' ').length + (skipped > 0 ? 1 : 0)
      const category = place.test(text.slice(Math.max(0, start - 6), start)) ? 'place' : 'organisation'
      return [{ start, end: paragraph.start + index + found.length, category, confidence }]
    }))]
}

const sureGerman = 0.5

/** German words that are surely names, with the words beside them that may be. */
function germanRuns(text: string, paragraph: Paragraph): readonly RefinedName[] {
  const runs: { start: number; end: number; best: number }[] = []
  for (const [start, score] of germanScores(text, paragraph.start, paragraph.end)) {
    const end = start + (/^[\p{L}\p{M}\p{N}]+/u.exec(text.slice(start, start + 60))?.[0].length ?? 0)
    if (score < leastGerman || isOrdinaryAbroad(text.slice(start, end), 'de')) continue
    const last = runs.at(-1)
    if (last && /^[ -]$/.test(text.slice(last.end, start))) {
      last.end = end
      last.best = Math.max(last.best, score)
    } else runs.push({ start, end, best: score })
  }
  return runs.filter(({ best }) => best >= sureGerman).map(({ start, end }) => ({ start, end, category: place.test(text.slice(Math.max(0, start - 6), start)) ? 'place' : 'organisation', confidence }))
}
