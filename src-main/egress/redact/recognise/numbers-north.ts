import { luhn, plausibleDate, weightedSum } from './checksums.ts'
import { checkedNumber, namedNumber } from './number-rule.ts'
import type { PatternRule } from './recogniser.ts'

const finnishChecks = '0123456789ABCDEFHJKLMNPRSTUVWXY'

function validFinnish(value: string): boolean {
  const compact = value.replaceAll(/[^\dA-Z]/g, '')
  const digits = compact.slice(0, 6) + compact.slice(-4, -1)
  return plausibleDate(compact, 2, 0) && compact.endsWith(finnishChecks[Number(digits) % 31] ?? ' ')
}

/** Norwegian national identity number: two check digits modulo 11; D-numbers add 4 to the first digit. */
function validNorwegian(digits: string): boolean {
  return weightedSum(digits.slice(0, 10), [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}

/** Polish PESEL: weighted sum modulo 10; the month carries the century. */
function validPesel(digits: string): boolean {
  const month = Number(digits.slice(2, 4)) % 20
  return month >= 1 && month <= 12 && Number(digits.slice(4, 6)) <= 31 && weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
}

const validSwedish = (digits: string): boolean => { const ten = digits.slice(-10); return Number(ten.slice(2, 4)) >= 1 && Number(ten.slice(2, 4)) <= 12 && Number(ten.slice(4, 6)) % 60 <= 31 && luhn(ten) }

/** Sweden, Denmark, Finland, Norway, Iceland, Poland, the Baltic states, Bulgaria, Turkey. */
export const northernNumbers: readonly PatternRule[] = [
  checkedNumber('national-id', String.raw`(?:19|20)?\d{6}[-+]\d{4}`, validSwedish),
  checkedNumber('national-id', String.raw`(?:19|20)\d{10}`, validSwedish),
  { ...checkedNumber('national-id', String.raw`\d{6}-\d{4}`, (digits) => plausibleDate(digits, 2, 0)), detector: 'pattern', confidence: 0.8 },
  namedNumber('national-id', String.raw`\d{10}`, /\bcpr\b|kennitala/i),
  { ...checkedNumber('national-id', String.raw`\d{6}[-+A-FU-Y]\d{3}[\dA-FHJ-NPR-Y]`, validFinnish), confidence: 0.97 },
  checkedNumber('national-id', String.raw`\d{6} ?\d{5}`, validNorwegian),
  checkedNumber('national-id', String.raw`\d{11}`, validPesel),
  checkedNumber('tax-id', String.raw`\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3}`, (digits) => weightedSum(digits.slice(0, 9), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(digits.at(-1))),
  namedNumber('tax-id', String.raw`\d{10}`, /\bnip\b/i),
  namedNumber('tax-id', String.raw`(?:\d{9}|\d{14})`, /\bregon\b/i),
  // Estonia and Lithuania
  checkedNumber('national-id', String.raw`[3-6]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}`, (digits) => {
    const first = weightedSum(digits.slice(0, 10), [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
    const check = first < 10 ? first : (weightedSum(digits.slice(0, 10), [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10
    return check === Number(digits.at(-1))
  }),
  checkedNumber('national-id', String.raw`\d{10}`, (digits) => (weightedSum(digits.slice(0, 9), [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === Number(digits.at(-1)), { context: /(?:\begn\b|егн)/i }),
  checkedNumber('national-id', String.raw`[1-9]\d{10}`, (digits) => {
    const odd = weightedSum(digits.slice(0, 9), [1, 0])
    const even = weightedSum(digits.slice(0, 8), [0, 1])
    return (odd * 7 - even + 100) % 10 === Number(digits[9]) && weightedSum(digits.slice(0, 10), [1]) % 10 === Number(digits[10])
  }),
]
