import type { FoundName } from './name-model.ts'
import type { RefinedName } from './refined-name.ts'

/** A text with so many full dates tells what happened to somebody; a contract or a manual has few. */
const fullDatesOfRecord = 3
const fullDate = /\b(?:\p{Lu}\p{Ll}{2,} \d{1,2}, |\d{1,2} \p{Lu}\p{Ll}{2,} |\d{1,2}[./]\d{1,2}[./])(?:1[89]|20)\d{2}\b/gu
const numberWord = /^(?:(?:approximately|about|some|nearly|almost|over|around|more than|at least|less than|a total of) )?(?:\d[\d.,]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand)(?:[- ]\p{Ll}+)*)(?: ?%)?$/iu
const duration = /\b(?:second|minute|hour|day|week|month|year|decade)s?\b/iu
const counted = /^ (?:\p{Ll}[\p{L}-]* ){0,2}?\p{Ll}[\p{L}-]*s(?![\p{L}-])/u
/** What numbers count in rulings and in their own text. */
const citedBefore = /(?:\b(?:nos?|arts?|paras?|secs?|regs?|pp?)\.|\b(?:articles?|rules?|sections?|paragraphs?|paras?|clauses?|regulations?|chapters?|protocol|law|act)|§§?|[[(/#-])\s*$/iu

/** In a record of events also how long and how many: alone they tell nothing, together with dates they single a case out. */
export function recordDetails(text: string, names: readonly FoundName[]): readonly RefinedName[] {
  if ((text.match(fullDate)?.length ?? 0) < fullDatesOfRecord) return []
  return names.flatMap(({ start, end, label, confidence }): readonly RefinedName[] => {
    const body = text.slice(start, end)
    if ((label === 'DATE' || label === 'TIME') && duration.test(body) && numberWord.test(body.replace(/['’]s?$/u, '').replace(/[ -]\p{L}+$/u, ''))) return [{ start, end, category: 'date', confidence }]
    if (label === 'PERCENT') return [{ start, end, category: 'amount', confidence }]
    if (label !== 'CARDINAL' || !numberWord.test(body) || citedBefore.test(text.slice(Math.max(0, start - 16), start))) return []
    const noun = counted.exec(text.slice(end, end + 50))?.[0].length ?? 0
    return noun > 0 ? [{ start, end: end + noun, category: 'amount', confidence }] : []
  })
}
