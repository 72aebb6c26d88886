/** Check-digit arithmetic. Every function takes digits (letters where said) without separators and never throws. */

const digitAt = (digits: string, index: number): number => digits.charCodeAt(index) - 48

/** Sum of digits times weights; weights repeat from the start when they run out. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) sum += digitAt(digits, i) * (weights[i % weights.length] ?? 0)
  return sum
}

/** Luhn's algorithm (ISO/IEC 7812-1). */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i -= 1, double = !double) {
    const value = digitAt(digits, i) * (double ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** Remainder of a number written with digits and letters (A = 10 … Z = 35), as ISO 7064 counts. */
export function remainder(characters: string, modulus: number): number {
  let rest = 0
  for (const character of characters) {
    const value = Number.parseInt(character, 36)
    if (Number.isNaN(value)) return -1
    rest = (rest * (value > 9 ? 100 : 10) + value) % modulus
  }
  return rest
}

/** ISO 7064 MOD 11,10 (German tax number, Croatian OIB). */
export function mod11and10(digits: string): boolean {
  let product = 10
  for (let i = 0; i < digits.length - 1; i += 1) {
    const sum = (digitAt(digits, i) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === digitAt(digits, digits.length - 1)
}

const verhoeffProduct = ['0123456789', '1234067895', '2340178956', '3401289567', '4012395678', '5987604321', '6598710432', '7659821043', '8765932104', '9876543210']
const verhoeffPermutation = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258']

/** Verhoeff's dihedral check (Indian Aadhaar). */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i += 1) {
    const permuted = verhoeffPermutation[i % 8]?.[digitAt(digits, digits.length - 1 - i)] ?? '0'
    check = Number(verhoeffProduct[check]?.[Number(permuted)] ?? '0')
  }
  return check === 0
}

/** Check digit as `11 - sum mod 11`, where 10 and 11 become what the country says. */
export function elevenMinus(digits: string, weights: readonly number[], forTen: number, forEleven: number): number {
  const check = 11 - (weightedSum(digits, weights) % 11)
  return check === 10 ? forTen : check === 11 ? forEleven : check
}

/** ICAO 9303 and similar: letters count from 10, weights 7, 3, 1. */
export function sevenThreeOne(characters: string): number {
  let sum = 0
  for (let i = 0; i < characters.length; i += 1) sum += Number.parseInt(characters[i] ?? '0', 36) * ([7, 3, 1][i % 3] ?? 1)
  return sum % 10
}

/** Two digits of month and day that can be a date, in the positions given. */
export function plausibleDate(digits: string, monthAt: number, dayAt: number): boolean {
  const month = Number(digits.slice(monthAt, monthAt + 2))
  const day = Number(digits.slice(dayAt, dayAt + 2))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
