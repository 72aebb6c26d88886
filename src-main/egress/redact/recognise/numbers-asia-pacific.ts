import { luhn, verhoeff, weightedSum } from './checksums.ts'
import { checkedNumber, namedNumber, shapedNumber } from './number-rule.ts'
import type { PatternRule } from './recogniser.ts'

const validTfn = (digits: string): boolean => weightedSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
const validAbn = (digits: string): boolean => weightedSum(String(Number(digits[0]) - 1) + digits.slice(1), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0
const validMedicare = (digits: string): boolean => weightedSum(digits.slice(0, 8), [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])

/** Chinese resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
function validChinese(compact: string): boolean {
  return '10X98765432'[weightedSum(compact.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === compact.at(-1)
}

/** Japanese individual number: weights 6 to 2, then 7 to 2. */
const validJapanese = (digits: string): boolean => { const rest = weightedSum(digits.slice(0, 11), [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11; return Number(digits.at(-1)) === (rest <= 1 ? 0 : 11 - rest) }

/** Korean resident registration number. */
const validKorean = (digits: string): boolean => (11 - (weightedSum(digits.slice(0, 12), [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(digits.at(-1))

/** Singapore's identity number: letter tables by the first letter. */
function validNric(compact: string): boolean {
  const sum = weightedSum(compact.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + (/[TG]/.test(compact) ? 4 : 0)
  return (/^[ST]/.test(compact) ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK')[sum % 11] === compact.at(-1)
}

const southAfrican = (digits: string): boolean => Number(digits.slice(2, 4)) >= 1 && Number(digits.slice(2, 4)) <= 12 && Number(digits.slice(4, 6)) >= 1 && Number(digits.slice(4, 6)) <= 31 && luhn(digits)

/** Australia, New Zealand, India, Japan, China, Korea, Singapore, Israel, South Africa; IMEI. */
export const otherNumbers: readonly PatternRule[] = [
  checkedNumber('tax-id', String.raw`\d{3}[ -]?\d{3}[ -]?\d{3}`, validTfn, { context: /(?:\btfn\b|tax file)/i }),
  checkedNumber('tax-id', String.raw`\d{2} ?\d{3} ?\d{3} ?\d{3}`, validAbn, { context: /(?:\babn\b|business number)/i }),
  checkedNumber('medical-id', String.raw`[2-6]\d{3}[ -]?\d{5}[ -]?\d(?:[ -/]?\d)?`, validMedicare, { context: /medicare/i }),
  namedNumber('tax-id', String.raw`\d{2,3}[ -]\d{3}[ -]\d{3}`, /\bird\b/i),
  checkedNumber('national-id', String.raw`[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}`, verhoeff),
  shapedNumber('tax-id', String.raw`[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]`),
  checkedNumber('national-id', String.raw`\d{4}[ -]?\d{4}[ -]?\d{4}`, validJapanese, { context: /(?:my number|マイナンバー|個人番号)/i }),
  checkedNumber('national-id', String.raw`[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]`, validChinese, { confidence: 0.97 }),
  checkedNumber('national-id', String.raw`\d{6}-[1-8]\d{6}`, validKorean),
  checkedNumber('national-id', String.raw`[STFG]\d{7}[A-Z]`, validNric),
  checkedNumber('national-id', String.raw`\d{9}`, luhn, { context: /(?:teudat|israeli? id|ת\.ז)/i }),
  checkedNumber('national-id', String.raw`\d{13}`, southAfrican),
  checkedNumber('other-identifier', String.raw`\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d`, luhn, { context: /\b(?:imei|device|handset|phone)\b/i }),
]
