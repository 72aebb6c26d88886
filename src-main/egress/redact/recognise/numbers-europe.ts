import { elevenMinus, luhn, mod11and10, remainder, sevenThreeOne, weightedSum } from './checksums.ts'
import { checkedNumber, namedNumber, shapedNumber } from './number-rule.ts'
import type { PatternRule } from './recogniser.ts'

const spanishLetters = 'TRWAGMYFPDXBNJZSQVHLCKE'

function validSpanish(compact: string): boolean {
  const number = compact.slice(0, -1).replace(/^X/, '0').replace(/^Y/, '1').replace(/^Z/, '2')
  return compact.endsWith(spanishLetters[Number(number) % 23] ?? ' ')
}

/** German tax identification number: eleven digits, one of the first ten stands two or three times, MOD 11,10. */
function validSteuerId(digits: string): boolean {
  return !digits.startsWith('0') && new Set(digits.slice(0, 10)).size < 10 && mod11and10(digits)
}

/** French social security number; Corsica's departments count as 19 and 18. */
function validNir(compact: string): boolean {
  const number = compact.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return /^\d{13}$/.test(number) && 97 - Number(BigInt(number) % 97n) === Number(compact.slice(13))
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** Italian codice fiscale (decree of 23 December 1976). */
function validCodiceFiscale(compact: string): boolean {
  let sum = 0
  for (let i = 0; i < 15; i += 1) {
    const character = compact[i] ?? '0'
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65
    sum += i % 2 === 0 ? (oddValues[value] ?? 0) : value
  }
  return compact.endsWith(String.fromCharCode(65 + (sum % 26)))
}

/** Dutch citizen service number: the eleven test. */
const validBsn = (digits: string): boolean => { const nine = digits.padStart(9, '0'); return Number(nine) > 0 && weightedSum(nine, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 }

/** Belgian national register number: 97 minus the remainder, for those born since 2000 with a 2 in front. */
function validBelgian(digits: string): boolean {
  const check = Number(digits.slice(9))
  return 97 - (Number(digits.slice(0, 9)) % 97) === check || 97 - (Number(`2${digits.slice(0, 9)}`) % 97) === check
}

const validNhs = (digits: string): boolean => Number(digits.at(-1)) === elevenMinus(digits.slice(0, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2], -1, 0)
const validNif = (digits: string): boolean => Number(digits.at(-1)) === elevenMinus(digits.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2], 0, 0)
const validSwiss = (digits: string): boolean => (10 - (weightedSum(digits.slice(0, 12), [1, 3]) % 10)) % 10 === Number(digits.at(-1))
const validAustrian = (digits: string): boolean => weightedSum(digits.slice(0, 3) + digits.slice(4), [3, 7, 9, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3])

export const europeanNumbers: readonly PatternRule[] = [
  // United Kingdom and Ireland
  shapedNumber('national-id', String.raw`(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`, undefined, 0.95),
  checkedNumber('medical-id', String.raw`\d{3}[ -]\d{3}[ -]\d{4}`, validNhs, { context: /(?:\bnhs\b|health|patient|hospital)/i }),
  checkedNumber('medical-id', String.raw`\d{10}`, validNhs, { context: /\bnhs\b/i }),
  namedNumber('tax-id', String.raw`\d{5} ?\d{5}`, /\butr\b|unique taxpayer/i),
  namedNumber('national-id', String.raw`\d{7}[A-W][A-IW]?`, /\bpps(?:n|\b)/i),
  // VAT numbers of the Union
  shapedNumber('tax-id', String.raw`(?:ATU\d{8}|BE ?[01]\d{3}\.?\d{3}\.?\d{3}|DE ?\d{9}|ES ?[A-Z]\d{7}[A-Z\d]|FR ?[A-Z\d]{2} ?\d{9}|GB ?\d{3} ?\d{4} ?\d{2}|IE ?\d[A-Z\d]\d{5}[A-Z]{1,2}|IT ?\d{11}|LU ?\d{8}|NL ?\d{9}B\d{2}|PL ?\d{10}|PT ?\d{9}|SE ?\d{12}|DK ?\d{8}|FI ?\d{8}|CZ ?\d{8,10}|HU ?\d{8}|RO ?\d{6,10}|CHE-?\d{3}\.?\d{3}\.?\d{3})`),
  // Germany
  checkedNumber('tax-id', String.raw`\d{2} ?\d{3} ?\d{3} ?\d{3}`, validSteuerId),
  namedNumber('tax-id', String.raw`\d{2,5}/\d{3,5}/\d{3,5}`, /(?:steuer-?\s?(?:nr|nummer)|st\.?-?nr|finanzamt)/i),
  checkedNumber('national-id', String.raw`[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ\d]{8}\d`, (compact) => /\d/.test(compact.slice(1, 9)) && sevenThreeOne(compact.slice(0, 9)) === Number(compact.at(-1)), { confidence: 0.85 }),
  namedNumber('national-id', String.raw`[LMNPRTVWXYCFGHJK][CFGHJKLMNPRTVWXYZ\d]{8,10}`, /(?:personalausweis|ausweisnummer|ausweis-?nr)/i),
  namedNumber('national-id', String.raw`\d{2}[ ]?\d{6}[ ]?[A-Z][ ]?\d{3}`, /(?:sozialversicherung|rentenversicherung|svnr|sv-?nummer|versicherungsnummer|rvnr)/i, 0.95),
  shapedNumber('national-id', String.raw`\d{2} (?:[0-3]\d|[5-8]\d)(?:0\d|1[0-2])\d{2} [A-Z] \d{3}`),
  checkedNumber('medical-id', String.raw`[A-Z]\d{9}`, (compact) => luhn(String(compact.charCodeAt(0) - 64).padStart(2, '0') + compact.slice(1)), { context: /(?:kranken|versicher|kvnr|egk|kasse)/i }),
  namedNumber('medical-id', String.raw`[A-Z]\d{9}`, /(?:krankenversicher|versichertennummer|kvnr)/i),
  // France
  checkedNumber('national-id', String.raw`[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}`, validNir),
  checkedNumber('tax-id', String.raw`\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?`, luhn, { context: /\b(?:siren|siret|rcs)\b/i }),
  // Spain, Italy, Portugal
  checkedNumber('national-id', String.raw`\d{8}[ -]?[A-HJ-NP-TV-Z]`, validSpanish),
  checkedNumber('national-id', String.raw`\d{2}\.\d{3}\.\d{3}[ -]?[A-HJ-NP-TV-Z]`, validSpanish),
  checkedNumber('national-id', String.raw`[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]`, validSpanish),
  namedNumber('tax-id', String.raw`[A-HJNP-SUVW][ -]?\d{7}[ -]?[A-J\d]`, /\b(?:cif|nif)\b/i),
  checkedNumber('national-id', String.raw`[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]`, validCodiceFiscale, { confidence: 0.98 }),
  shapedNumber('national-id', String.raw`[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]`),
  checkedNumber('tax-id', String.raw`\d{11}`, luhn, { context: /(?:p\.?\s?iva|partita iva|p\.i\.)/i }),
  checkedNumber('tax-id', String.raw`[1235689]\d{2} ?\d{3} ?\d{3}`, validNif, { context: /\b(?:nif|contribuinte)\b/i }),
  // Netherlands, Belgium, Luxembourg
  checkedNumber('national-id', String.raw`\d{3,4}[ .]?\d{2,3}[ .]?\d{3}`, validBsn, { context: /(?:\bbsn\b|burgerservice|sofi)/i }),
  checkedNumber('national-id', String.raw`\d{2}\.?\d{2}\.?\d{2}[ -]?\d{3}\.?\d{2}`, validBelgian),
  namedNumber('tax-id', String.raw`[01]?\d{3}\.\d{3}\.\d{3}`, /(?:ondernemingsnummer|\bbce\b|\bkbo\b|\btva\b|\bbtw\b)/i),
  namedNumber('tax-id', String.raw`\d{8}`, /\bkvk\b|kamer van koophandel/i),
  // Switzerland and Austria
  checkedNumber('national-id', String.raw`756[ .]?\d{4}[ .]?\d{4}[ .]?\d{2}`, validSwiss, { confidence: 0.98 }),
  checkedNumber('national-id', String.raw`\d{4} ?\d{6}`, validAustrian, { context: /(?:sozialversicherung|svnr|sv-?nr|vsnr)/i }),
  // Greece, Croatia, Czechia, Romania
  namedNumber('tax-id', String.raw`\d{9}`, /(?:ΑΦΜ|\bafm\b)/i),
  checkedNumber('national-id', String.raw`\d{11}`, mod11and10, { context: /\boib\b/i }),
  checkedNumber('national-id', String.raw`\d{6}/\d{4}`, (digits) => remainder(digits, 11) === 0 && /^\d{2}(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|5[1-9]|6[0-2]|7[1-9]|8[0-2])/.test(digits)),
  checkedNumber('national-id', String.raw`[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}`, (digits) => (weightedSum(digits.slice(0, 12), [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === Number(digits.at(-1))),
]
