import type { Paragraph } from '../language/paragraphs.ts'
import { isOrdinaryAbroad, particles } from './foreign-names.ts'
import { germanScores } from './german-names.ts'
import type { RefinedName } from './refined-name.ts'

/** Languages in which a capital inside a sentence makes a name. */
const telling: ReadonlySet<string> = new Set(['fr', 'es', 'it', 'nl'])
const run = /(?<=[\p{L}\p{N},;)»”"] )(?:(?:d|dell)[’'])?\p{Lu}[\p{L}\p{M}’'-]+(?:(?: (?:da|de|degli|dei|del|della|den|der|di|du|des|e|et|la|las|le|les|los|ten|ter|van|y|’t|'t))* (?:(?:d|dell|de l|dall)[’'])?\p{Lu}[\p{L}\p{M}’'-]+)*/gu
/** Forms of address and parts of documents that have capitals too. */
const courtesy = /^(?:art|article|artículo|articolo|artikel|avvocato|don|doña|dott|dottoressa|heer|ley|loi|madame|mademoiselle|maître|meneer|mevr|mevrouw|mme|monsieur|mr|señor|señora|signor|signora|sig|wet)$/u
/** Behind a preposition or a role a particle begins a name: volgens van Houten, según de la Torre. */
const ledBy = /(?<!\p{L})(?:aan|avec|bei|bij|con|door|durch|getuige|heer|herrn?|frau|laut|meneer|met|mevrouw|mit|namens|par|por|secondo|según|selon|señora?|signora?|témoin|testigo|testimone|tussen|volgens|zeuge|zeugin)\s((?:(?:da|de|del|della|den|der|di|du|la|le|ten|ter|van|von|zu)\s){1,3})$/iu
const place = /(?<!\p{L})(?:a|à|au|aus|desde|en|in|te|uit|vers)\s$/u
const confidence = 0.6

/** Every name in a French, Spanish, Italian or Dutch paragraph, whether the English model knows it or not. */
export function capitalRuns(text: string, paragraphs: readonly Paragraph[]): readonly RefinedName[] {
  return [...paragraphs.filter(({ language }) => language === 'de').flatMap((paragraph) => germanRuns(text, paragraph)), ...paragraphs.filter(({ language }) => language !== null && telling.has(language)).flatMap((paragraph) =>
    [...text.slice(paragraph.start, paragraph.end).matchAll(run)].flatMap(({ 0: found, index }): readonly RefinedName[] => {
      const words = found.split(' ')
      // A particle with a capital inside a sentence belongs to the name: Den Bosch, De Santis.
      const skipped = words.findIndex((word, at) => !courtesy.test(word.toLowerCase()) && (!isOrdinaryAbroad(word, paragraph.language) || (particles.test(word.toLowerCase()) && words[at + 1] !== undefined)))
      if (skipped < 0) return []
      const first = paragraph.start + index + words.slice(0, skipped).join(' ').length + (skipped > 0 ? 1 : 0)
      const start = first - (ledBy.exec(text.slice(Math.max(0, first - 40), first))?.[1]?.length ?? 0)
      const category = place.test(text.slice(Math.max(0, start - 6), start)) ? 'place' : 'organisation'
      return [{ start, end: paragraph.start + index + found.length, category, confidence }]
    }))]
}

/** The odds from which a German word counts as a name, as a logarithm: alone, and where two stand together that are no ordinary words. */
const sureGerman = 0.5
const sureTogether = -2
/** A capital beside a sure name is enough for a word that is no ordinary one. */
const leastBeside = -5
/** Süddeutsche Zeitung: an adjective with a capital inside a sentence is part of what it describes. */
const adjectiveBefore = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}+(?:sche|sches|schen|scher|schem) $/u

/** German words that are surely names, with the words beside them that may be. */
function germanRuns(text: string, paragraph: Paragraph): readonly RefinedName[] {
  const runs: { readonly start: number; end: number; best: number; words: number }[] = []
  for (const [start, score] of germanScores(text, paragraph.start, paragraph.end)) {
    const end = start + (/^[\p{L}\p{M}\p{N}]+/u.exec(text.slice(start, start + 60))?.[0].length ?? 0)
    if (score < leastBeside || isOrdinaryAbroad(text.slice(start, end), 'de')) continue
    const last = runs.at(-1)
    if (last && /^[ -]$/.test(text.slice(last.end, start))) {
      last.end = end
      last.best = Math.max(last.best, score)
      last.words += 1
    } else runs.push({ start, end, best: score, words: 1 })
  }
  return runs.filter(({ best, words }) => best >= (words > 1 ? sureTogether : sureGerman)).map(({ start: first, end }) => {
    const start = first - (adjectiveBefore.exec(text.slice(Math.max(0, first - 40), first))?.[0].length ?? 0)
    return { start, end, category: place.test(text.slice(Math.max(0, start - 6), start)) ? 'place' as const : 'organisation' as const, confidence }
  })
}
