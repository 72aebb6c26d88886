import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CountryCode } from 'libphonenumber-js/min'
import type { DetectedSpan } from '../redactor.ts'
import { plainPattern } from './plain-pattern.ts'
import { matchesOf } from './recogniser.ts'
import type { Language } from '../language/language.ts'

/** Where a number without a country code may be from, by the language around it; the first that accepts it wins. */
const regionsOf: Readonly<Record<Language, readonly CountryCode[]>> = {
  en: ['US', 'GB', 'AU', 'IE', 'IN', 'ZA', 'NZ'],
  de: ['DE', 'AT', 'CH'],
  fr: ['FR', 'BE', 'CH', 'CA'],
  es: ['ES', 'MX', 'AR', 'CO'],
  it: ['IT', 'CH'],
  nl: ['NL', 'BE'],
}

const candidate = plainPattern(/(?<![\p{L}\p{N}_])(?<![\p{N}][.,/-]|[$€£]\s?)(?:\+|00)?\(?\+?\d{1,5}\)?(?:(?:[ \u00a0]{1,2}|[.\-/]|[ \u00a0]-[ \u00a0])?\(?\d{1,6}\)?){1,7}(?:\s?(?:x|ext\.?|extension|durchwahl|dw|poste)\s?\d{1,6})?(?![\p{L}\p{N}_]|[.,/-]\p{N})/giu)
const phoneWords = /(?:phone|tele?(?:fon|foon|fono|phone)?\b|\btel\b|mobile|mobil|\bcell\b|\bcall|\bfax\b|handy|\brin?g\b|text me|\bsms\b|whatsapp|reach|contact|rufnummer|portable|móvil|cellulare|telefoon|gsm|dial|hotline|\bm:|\bt:|\bp:|\bf:|answering at|number is|my number|(?:mein|dein|ihr|unser)e[rn]? nummer|(?:mijn|je|uw|ons) nummer|(?:mon|ton|votre|notre) numéro|(?:mi|tu|su|nuestro) número|(?:mio|tuo|suo|nostro|vostro) numero|voice ?mail)/iu
const notPhoneWords = /(?:card|konto|account|iban|invoice|order|policy|case|application|ref|ssn|social|zip|postcode|plz|isbn|issn|doi|version|page|article|section|\bno\.|\bnr\.|§|art\.|eur|usd|chf|sek|kr|nummer|number|\bid|code|kennzeichen)\s{0,2}[#:.]?\s{0,2}$/iu

/**
 * Telephone numbers: digit groups that libphonenumber accepts in one of the likely regions, or that stand behind a word for telephone,
 * or whose grouping hardly anything else has. `libphonenumber-js` decides only on candidates; its own search over text takes a hundred times as long.
 */
export function recognisePhones(text: string, language: Language | null): readonly DetectedSpan[] {
  const spans: DetectedSpan[] = []
  for (const match of matchesOf(text, candidate)) {
    const value = trimCandidate(match[0])
    const digits = value.replaceAll(/\D/g, '')
    if (digits.length < 6 || digits.length > 17) continue
    const confidence = confidenceOf(text, match.index, value, digits, language)
    if (confidence > 0) spans.push({ start: match.index, end: match.index + value.length, category: 'phone', confidence, detector: confidence >= 0.95 ? 'context' : 'pattern' })
  }
  return spans
}

function confidenceOf(text: string, start: number, value: string, digits: string, language: Language | null): number {
  const before = text.slice(Math.max(0, start - 40), start)
  const named = phoneWords.test(before) || phoneWords.test(text.slice(start + value.length, start + value.length + 16))
  if (!named && notPhoneWords.test(before)) return 0
  if (/^(?:19|20)\d{2}[-–/ ](?:19|20)?\d{2}$/.test(value) || /^\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})$/.test(value) || /^\d{4}-\d{2}-\d{2}/.test(value)) return 0
  // Parsing is the dear part, so what is clear without it comes first.
  if (named) return digits.length >= 7 ? 0.95 : 0.75
  if (/^\+|^00[1-9]/.test(value)) return isValidSomewhere(value, language) ? 0.97 : digits.length >= 8 ? 0.8 : 0
  // (35) 609-270, (021) 0025-967, 06-24312407, 25-62-29-72, 75 196 772, 0487 23 46 71, 449 4898
  if (/^\(\d{2,5}\)\s?\d[\d\s./-]{4,}$/.test(value)) return 0.75
  if (/^0\d[\d\s./-]{6,}$/.test(value) && digits.length >= 8 && digits.length <= 13) return 0.7
  if (/^\d{2,4}(?:[ -]\d{2,4}){1,4}$/.test(value) && digits.length >= 7 && digits.length <= 12) return 0.55
  if (/[\s().\-/]/.test(value) && digits.length >= 7 && isValidSomewhere(value, language)) return 0.85
  return 0
}

function isValidSomewhere(value: string, language: Language | null): boolean {
  const likely = language === null ? Object.values(regionsOf).map((regions) => regions[0]).filter((region) => region !== undefined) : regionsOf[language]
  const regions = value.startsWith('+') ? likely.slice(0, 1) : likely
  return regions.some((region) => parsePhoneNumberFromString(value, region)?.isValid() ?? false)
}

/** A closing bracket that was never opened, or one that was never closed, is not part of the number. */
function trimCandidate(value: string): string {
  let trimmed = value.replace(/[\s.\-/(]+$/, '')
  const opens = trimmed.split('(').length
  const closes = trimmed.split(')').length
  if (closes > opens) trimmed = trimmed.replace(/\)[^)]*$/, '')
  return trimmed
}
