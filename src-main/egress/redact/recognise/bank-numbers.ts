import { anyOf, fromRules } from './recogniser.ts'
import { luhn, remainder, weightedSum } from './checksums.ts'

/** Lengths of IBANs by country (SWIFT IBAN Registry). */
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27,
  GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, MC: 27, MD: 24, ME: 22,
  MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29,
  VA: 22, VG: 24, XK: 20,
}

const compact = (value: string): string => value.replaceAll(/[\s.-]/g, '').toUpperCase()

/** ISO 13616: right length for the country and remainder 1 modulo 97. */
function validIban(value: string): boolean {
  const iban = compact(value)
  return ibanLengths[iban.slice(0, 2)] === iban.length && remainder(iban.slice(4) + iban.slice(0, 4), 97) === 1
}

/** Prefixes of card schemes and the lengths they issue (ISO/IEC 7812). */
function validCard(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '')
  return cardShaped(digits) && luhn(digits)
}

function cardShaped(digits: string): boolean {
  const { length } = digits
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19
  if (/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return length === 16
  if (/^3[47]/.test(digits)) return length === 15
  if (/^3(?:0[0-5]|[689])/.test(digits)) return length === 14 || length === 16
  if (/^(?:6011|65|64[4-9]|62|60|81|82|508|35(?:2[89]|[3-8]))/.test(digits)) return length >= 16 && length <= 19
  return /^(?:50|5[6-9]|6|1800|2131)/.test(digits) && length >= 12 && length <= 19
}

const cardWords = new RegExp(`(?:${anyOf(['card', 'cc', 'credit', 'debit', 'visa', 'mastercard', 'amex', 'maestro', 'discover', 'karte', 'kreditkarte', 'carte', 'tarjeta', 'carta', 'kaart', 'pan'])})`, 'iu')
const bicWords = new Set(['bic', 'swift'])
const codeWords = new Set(['cvv', 'cvc', 'security', 'prüfziffer', 'pin', 'cvv2'])
const digitRun = String.raw`(?<![\p{L}\p{N}])(?<![\p{N}][.,/-])\d(?:[ \u00a0.-]?\d){11,18}(?![\p{N}\p{L}])`

/** IBAN, card numbers, US routing numbers, BIC and account numbers that stand behind their name. */
export const recogniseBankNumbers = fromRules([
  { category: 'bank-account', detector: 'checksum', confidence: 1, gate: (facts) => facts.mixed, pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ \u00a0.-]?[A-Z\d]){11,30}(?![\p{L}\p{N}])/giu, accept: validIban },
  // A group of four that is followed by another word: the longest run need not be the number, so the spaced form is tried on its own; a line may end between two groups.
  { category: 'bank-account', detector: 'checksum', confidence: 0.99, gate: (facts) => facts.mixed, pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[\s.-]{1,3}[A-Z\d]{4}){2,7}(?:[\s.-]{1,3}[A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu, accept: validIban },
  // A mistyped IBAN is still somebody's account.
  { category: 'bank-account', detector: 'pattern', confidence: 0.7, gate: (facts) => facts.mixed, pattern: /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}[ \u00a0]?(?:[A-Z\d]{4}[ \u00a0]?){2,7}[A-Z\d]{0,4}(?![\p{L}\p{N}])/giu, accept: (value) => { const iban = compact(value); return ibanLengths[iban.slice(0, 2)] === iban.length } },
  { category: 'card', detector: 'checksum', confidence: 0.99, gate: (facts) => facts.mostDigits >= 12, pattern: new RegExp(digitRun, 'gu'), accept: validCard },
  { category: 'card', detector: 'context', confidence: 0.8, gate: (facts) => facts.mostDigits >= 12, pattern: new RegExp(digitRun, 'gu'), accept: (value) => cardShaped(value.replaceAll(/\D/g, '')), context: cardWords },
  { category: 'bank-account', detector: 'checksum', confidence: 0.9, gate: (facts) => facts.mostDigits >= 9, pattern: /(?<![\p{L}\p{N}-])\d{9}(?![\p{L}\p{N}-])/gu, accept: (value) => /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(value) && weightedSum(value, [3, 7, 1]) % 10 === 0, context: /(?:routing|aba|rtn|transit)/i },
  { category: 'bank-account', detector: 'context', confidence: 0.85, gate: (facts) => facts.hasAny(bicWords), pattern: /(?<![\p{L}\p{N}])[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![\p{L}\p{N}])/gu, context: /\b(?:bic|swift)\b/i },
  { category: 'bank-account', detector: 'context', confidence: 0.85, gate: (facts) => facts.vocabulary.has('sort'), pattern: /(?<![\p{N}])\d{2}-\d{2}-\d{2}(?![\p{N}-])/gu, context: /sort[ -]?code/i },
  { category: 'bank-account', detector: 'context', confidence: 0.8, gate: (facts) => facts.mostDigits >= 8, pattern: /(?<![\p{L}\p{N}])\d{8}(?![\p{N}])/gu, context: /\b(?:blz|bankleitzahl)\b/i },
  { category: 'card', detector: 'context', confidence: 0.8, gate: (facts) => facts.hasAny(codeWords), pattern: /(?:cvv|cvc|cvv2|security code|prüfziffer|\bpin)(?:\s{0,2}(?:code|number|is|ist|:|=|#)){0,3}\s{0,2}(?<value>\d{3,6})(?!\d)/giu },
], (facts) => facts.hasDigit)
