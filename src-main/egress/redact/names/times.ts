import type { Category } from '../../../../src-preload/contract/index.ts'

const monthOrDay = /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|easter|christmas)\b/i
/** "the 1990s", "2 months": digits that fix no day. */
const vagueDigits = /^(?:(?:early|late|mid)[\s-]*)?(?:\d{3}0['’]?s|\d{1,3}(?:st|nd|rd|th)?[\s-](?:second|minute|hour|day|week|month|year|decade)s?(?:\s(?:ago|later))?)$/i
const age = /\b(?:years?|months?)[\s-]+(?:old|of age)\b/i
/** A term that a court set tells the case apart from others. */
const sentence = /^['’]?\s*(?:of\s+)?(?:imprisonment|in prison|custodial|detention|probation)/i

/** What a time or a date in a text tells: null where it can be looked up in no calendar ("last night"). */
export function timeCategory(text: string, start: number, end: number): Category | null {
  const body = text.slice(start, end)
  if (age.test(body) || (/\b(?:years?|months?)\b/i.test(body) && /^[\s-]*old\b/i.test(text.slice(end, end + 8)))) return 'age'
  if ((/\d/.test(body) && !vagueDigits.test(body)) || monthOrDay.test(body)) return 'date'
  return sentence.test(text.slice(end, end + 24)) ? 'date' : null
}
