import { elevenMinus, luhn, weightedSum } from './checksums.ts'
import { checkedNumber, namedNumber, shapedNumber } from './number-rule.ts'
import type { PatternRule } from './recogniser.ts'

const same = (digits: string): boolean => /^(\d)\1*$/.test(digits)

/** Social Security Administration: no area 000, 666 or 9xx, no group 00, no serial 0000. */
function possibleSsn(value: string): boolean {
  const digits = value.replaceAll(/\D/g, '')
  return !/^(?:000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000'
}

function validCpf(digits: string): boolean {
  const first = elevenMinus(digits.slice(0, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2], 0, 0)
  const second = elevenMinus(digits.slice(0, 10), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 0, 0)
  return !same(digits) && digits.endsWith(`${first}${second}`)
}

function validCnpj(digits: string): boolean {
  const first = elevenMinus(digits.slice(0, 12), [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], 0, 0)
  const second = elevenMinus(digits.slice(0, 13), [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], 0, 0)
  return !same(digits) && digits.endsWith(`${first}${second}`)
}

/** Chilean RUT: modulo 11 with weights 2 to 7 from the right. */
function validRut(compact: string): boolean {
  const body = Array.from(compact.slice(0, -1)).reverse().join('')
  const check = 11 - (weightedSum(body, [2, 3, 4, 5, 6, 7]) % 11)
  return compact.endsWith(check === 11 ? '0' : check === 10 ? 'K' : String(check))
}

const socialWords = /(?:\bssn\b|social\s{1,2}security|\bss\s?#|soc\.?\s?sec|last four)/i

export const americanNumbers: readonly PatternRule[] = [
  // United States
  shapedNumber('national-id', String.raw`\d{3}-\d{2}-\d{4}`, possibleSsn, 0.9),
  shapedNumber('tax-id', String.raw`9\d{2}-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}`),
  namedNumber('national-id', String.raw`\d{3}[ .-]?\d{2}[ .-]?\d{4}`, socialWords, 0.9),
  namedNumber('tax-id', String.raw`\d{2}-?\d{7}`, /(?:\bein\b|employer id|tax(?:payer)? id|\btin\b|\bfein\b|federal id)/i),
  checkedNumber('medical-id', String.raw`[12]\d{9}`, (digits) => luhn(`80840${digits}`), { context: /(?:\bnpi\b|provider)/i }),
  namedNumber('medical-id', String.raw`[12]\d{9}`, /\bnpi\b/i),
  namedNumber('medical-id', String.raw`[A-Z]{2}\d{7}`, /\bdea\b/i),
  shapedNumber('medical-id', String.raw`[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}`, undefined, 0.8),
  // Canada
  checkedNumber('national-id', String.raw`\d{3}[ -]\d{3}[ -]\d{3}`, (digits) => !digits.startsWith('0') && luhn(digits)),
  checkedNumber('national-id', String.raw`\d{9}`, luhn, { context: /(?:\bsin\b|social insurance|\bnas\b)/i }),
  // Brazil
  checkedNumber('national-id', String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}`, validCpf),
  checkedNumber('national-id', String.raw`\d{11}`, validCpf, { context: /\bcpf\b/i }),
  checkedNumber('tax-id', String.raw`\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}`, validCnpj),
  // Mexico, Chile, Argentina
  shapedNumber('national-id', String.raw`[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{5}[A-Z\d]\d`),
  namedNumber('tax-id', String.raw`[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}`, /\brfc\b/i),
  checkedNumber('national-id', String.raw`\d{1,2}\.\d{3}\.\d{3}-[\dK]`, validRut),
  checkedNumber('tax-id', String.raw`(?:20|23|24|27|30|33)-\d{8}-\d`, (digits) => { const check = elevenMinus(digits.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 9, 0); return digits.endsWith(String(check)) }),
]
