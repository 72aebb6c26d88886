import type { Category } from '../../../../src-preload/contract/index.ts'

const monthOrDay = /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|easter|christmas)\b/i
/** "the 1990s", "2 months": digits that fix no day. */
const vagueDigits = /^(?:(?:early|late|mid)[\s-]*)?(?:\d{3}0['’]?s|\d{1,3}(?:st|nd|rd|th)?[\s-](?:second|minute|hour|day|week|month|year|decade)s?(?:\s(?:ago|later))?)$/i
const age = /\b(?:years?|months?)[\s-]+(?:old|of age)\b/i
/** A term that a court set tells the case apart from others. */
const sentence = /^['’]?\s*(?:of\s+)?(?:imprisonment|in prison|custodial|detention|probation)/i
/** A number alone, and what makes it one of a law or a list and no year. */
const bareNumber = /^(?:no\.?\s*)?\d+(?:\s*[+&/-]\s*\d+)?$/i
const year = /^(?:1[0-9]|20)\d{2}$/
const citedBefore = /(?:\b(?:Act|Ordinance|Law|Code|Order|Regulations?|Directive)|\b(?:no|nos|art|arts|para|paras|sec|reg)\.|\b(?:articles?|rules?|sections?|paragraphs?|clauses?|regulations?|chapters?)|§|\[)\s*$/iu
const citedAfter = /^\s*(?:Act|Ordinance|Law|Code|Order|Regulations?|Directive)\b|^\]/u

/** What a time or a date in a text tells: null where it can be looked up in no calendar ("last night", "the 1967 Act", "Rule 30"). */
export function timeCategory(text: string, start: number, end: number): Category | null {
  const body = text.slice(start, end)
  const after = text.slice(end, end + 24)
  if (age.test(body) || (/\b(?:years?|months?)\b/i.test(body) && /^[\s-]*old\b/i.test(after))) return 'age'
  if (monthOrDay.test(body)) return 'date'
  if (/\d/.test(body) && !vagueDigits.test(body)) return isCited(body, text.slice(Math.max(0, start - 16), start), after) ? null : 'date'
  return sentence.test(after) ? 'date' : null
}

function isCited(body: string, before: string, after: string): boolean {
  if (/\b(?:Act|Ordinance|Rule|Article|Section|Law)\b/u.test(body)) return true
  const [number] = /\d+$/.exec(body) ?? []
  if (bareNumber.test(body) && !year.test(body)) return true
  return number !== undefined && year.test(number) && bareNumber.test(body) && (citedBefore.test(before) || citedAfter.test(after))
}

/** A term goes on to what it is a term of, a time of day to its "between". */
export function widenDate(text: string, { start, end }: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number } {
  const before = /\b[Bb]etween $/.exec(text.slice(Math.max(0, start - 8), start))?.[0].length ?? 0
  const after = /\d/.test(text.slice(start, end)) ? 0 : sentence.exec(text.slice(end, end + 24))?.[0].length ?? 0
  return { start: start - before, end: end + after }
}

/** "14 May and 16 August 1999", "9.30 a.m. on 7 June 1996": what has no year goes on to the one that has it, a day to its hour. */
const between = /^(?:\s*,\s*|,?\s+(?:and|or|to|until|on|at|-|–)\s+(?:about |approximately |around )?|\s*[–-]\s*)$/u

export function joinDates<Name extends { readonly start: number; readonly end: number; readonly category: Category }>(text: string, names: readonly Name[]): readonly Name[] {
  const joined: Name[] = []
  for (const name of names) {
    const last = joined.at(-1)
    const goesOn = last?.category === 'date' && name.category === 'date' && (!/\d{4}/.test(text.slice(last.start, last.end)) || !/\d{4}/.test(text.slice(name.start, name.end))) && between.test(text.slice(last.end, name.start))
    if (last && goesOn) joined[joined.length - 1] = { ...last, end: name.end }
    else joined.push(name)
  }
  return joined
}
