import type { Category } from '../../../../src-preload/contract/index.ts'
import { monthNumber } from '../recognise/month-names.ts'
import { countries } from '../recognise/nations.ts'

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const plain: Partial<Record<Category, string>> = {
  person: 'a person', organisation: 'an organisation', address: 'an address', nationality: 'a nationality', username: 'a user name', email: 'an e-mail address', phone: 'a phone number',
  url: 'a link', 'ip-address': 'a network address', coordinates: 'a position', 'bank-account': 'a bank account', card: 'a card number', 'national-id': 'an identity number', 'tax-id': 'a tax number',
  passport: 'a passport number', licence: 'a licence number', vehicle: 'a vehicle', 'medical-id': 'a medical number', 'case-number': 'a case number', reference: 'a reference', secret: 'a secret',
  'other-identifier': 'an identifier', custom: 'something',
}

/**
 * Something coarser that answers still make sense with: a date becomes its month, a month its year, an age its decade, an amount is rounded to
 * one digit, a place its country or "a town", and everything else what kind of thing it is. Never contains the value.
 */
export function generalise(category: Category, value: string): string {
  switch (category) {
    case 'date': case 'birth-date': return coarserDate(value)
    case 'age': return coarserAge(value)
    case 'amount': return coarserAmount(value)
    case 'place': case 'address': return coarserPlace(category, value)
    default: return plain[category] ?? 'something'
  }
}

function coarserDate(value: string): string {
  const year = /(?<!\d)(?:1[6-9]|20)\d{2}(?!\d)/.exec(value)?.[0]
  const iso = /^(?:\d{4})[-/.](\d{1,2})[-/.]\d{1,2}/.exec(value)
  const written = [...value.matchAll(/\p{L}+/gu)].map((word) => monthNumber(word[0])).find((month) => month !== null)
  const numbers = value.match(/\d+/g)?.map(Number) ?? []
  // 03/04/2020 may be March or April, so it becomes its year.
  const dayMonth = /^\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{4}/.test(value) && (numbers[0] ?? 0) > 12 ? numbers[1] : /^\d{1,2}[.]/.test(value) ? numbers[1] : undefined
  const month = iso ? Number(iso[1]) : (written ?? dayMonth)
  const precise = numbers.length > (year === undefined ? 0 : 1)
  if (month !== undefined && precise && monthNames[month - 1]) return year ? `${monthNames[month - 1]} ${year}` : (monthNames[month - 1] ?? 'a date')
  if (year && (precise || written !== undefined)) return year
  return year ? `the ${year.slice(0, 3)}0s` : 'a date'
}

function coarserAge(value: string): string {
  const years = Number(/\d{1,3}/.exec(value)?.[0] ?? Number.NaN)
  return Number.isNaN(years) ? 'an age' : years < 10 ? 'under 10' : `${Math.floor(years / 10) * 10} to ${Math.floor(years / 10) * 10 + 9}`
}

function coarserAmount(value: string): string {
  const number = /\d[\d.,'’ \u00a0]*/.exec(value)?.[0].trim()
  if (number === undefined) return 'an amount'
  // The last separator with two digits behind it is a decimal point; the others group thousands.
  const whole = Number(number.replace(/[.,]\d{1,2}$/, '').replaceAll(/\D/g, ''))
  if (whole === 0) return 'an amount'
  const step = 10 ** Math.max(0, String(whole).length - 1)
  return `about ${value.replace(number, (Math.round(whole / step) * step).toLocaleString('en-GB'))}`
}

function coarserPlace(category: Category, value: string): string {
  const country = countries.find((name) => value.endsWith(name))
  if (country && country !== value) return `a place in ${country}`
  return category === 'address' ? 'an address' : country ? 'a country' : 'a town'
}
