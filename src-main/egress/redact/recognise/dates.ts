import type { Category } from '../../../../src-preload/contract/index.ts'
import type { DetectedSpan } from '../redactor.ts'
import { monthPattern, weekdayPattern } from './month-names.ts'
import { findByRule, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { atWords, beforeWords } from './starts.ts'
import type { Starts } from './starts.ts'

const day = String.raw`(?:[12]\d|3[01]|0?[1-9])(?:\s?(?:st|nd|rd|th|er|ère|º|ª|°|\.))?`
const year = String.raw`(?:1[6-9]|20)\d{2}`
const month = String.raw`(?:${monthPattern})\b\.?`
const of = String.raw`(?:\s(?:of|de|del|di|do|van|d[’']))?`
const clock = String.raw`(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,6})?)?(?:\s?(?:[ap]\.?m\.?\b|uhr\b|z\b|utc\b|gmt\b))?(?:[+-]\d{2}:?\d{2})?`
const before = String.raw`(?<![\p{L}\p{N}])(?<![\p{N}][.,/-])`
const after = String.raw`(?![\p{L}\p{N}])(?![./-]\p{N})`
const and = String.raw`\s{0,2}(?:-|–|—|to|and|or|until|till|bis|und|oder|et|au|y|al|e|en|tot)\s{0,2}`

function possible(value: string): boolean {
  const parts = value.split(/[^\d]+/).map(Number)
  const [a = 0, b = 0, c = 0] = parts
  return a > 31 ? b <= 12 && b > 0 && c <= 31 && c > 0 : a > 0 && b > 0 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31
}

const seasons = new Set('spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera verano otoño invierno estate autunno inverno lente zomer herfst'.split(' '))
const monthWords = new Set(monthPattern.split('|'))
const weekdayWords = new Set(weekdayPattern.split('|').flatMap((day) => [day, `${day}s`]))
const hasMonth: NonNullable<PatternRule['gate']> = (facts) => facts.hasDigit && facts.hasAny(monthWords)
const rule = (pattern: string, confidence: number, accept?: PatternRule['accept'], gate: PatternRule['gate'] = (facts) => facts.hasDigit, starts?: Starts): PatternRule => ({ category: 'date', detector: 'pattern', confidence, gate, ...(starts && { starts }), pattern: new RegExp(before + pattern, 'giu'), ...(accept && { accept }) })

const numeric: readonly PatternRule[] = [
  rule(String.raw`${year}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01]|[1-9])(?:[T\s]{1,2}${clock})?${after}`, 0.95),
  rule(String.raw`\d{1,2}(?:[-/.]\s?)\d{1,2}(?:[-/.]\s?)${year}(?:[,T\s]{1,2}${clock})?${after}`, 0.95, (value) => possible(value)),
  rule(String.raw`\d{1,2}([-/.])\d{1,2}\1\d{2}${after}`, 0.8, possible),
  rule(String.raw`(?:0[1-9]|1[0-2])/(?:${year})${after}`, 0.7),
  rule(String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?(?:[ap]\.?m\b\.?|uhr\b))?${after}`, 0.55),
  rule(String.raw`(?:between\s)?(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)`, 0.55),
]

const written: readonly PatternRule[] = [
  // 12 July 1993, 12-15 July 1993, 29 March and 10 April 1990, 12. Juli 1993, 12 de julio de 1993, 1er juillet
  rule(String.raw`(?:${day}${and})?${day}(?:\sday)?${of}[\s-]{1,2}${month}(?:,?${of}[\s-]{1,2}(?:${year}|['’]\d{2}))?(?:,?\s(?:at\s|um\s|à\s)?${clock})?(?![\p{L}\p{N}])`, 0.9, (value) => !/^\d{1,2} (?:mai|mag|mar|set|gen|may)$/i.test(value) || /^\d{1,2} M/.test(value), hasMonth, beforeWords(monthWords, 60)),
  // July 12, 1993; July 12th; July 1993
  rule(String.raw`${month}\s{1,2}${day}(?:${and}${day})?(?:(?:,\s?|\s)${year})?(?:,?\s(?:at\s)?${clock})?(?![\p{L}\p{N}])`, 0.85, undefined, hasMonth, atWords(monthWords)),
  rule(String.raw`(?:(?:early|late|mid|end of|anfang|mitte|ende|fin|début|inizio|fine|finales de)[\s-])?${month}(?:,|${of})?\s{1,2}(?:${year}|['’]\d{2})(?![\p{L}\p{N}])`, 0.85, undefined, hasMonth, beforeWords(monthWords, 16)),
  rule(String.raw`(?:spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate|autunno|inverno|lente|zomer|herfst)(?:\s(?:of|de|del|di))?\s${year}(?![\p{L}\p{N}])`, 0.8, undefined, (facts) => facts.hasDigit && facts.hasAny(seasons), atWords(seasons)),
  rule(String.raw`(?:Q[1-4]|[1-4]Q|H[12])[\s/-]?${year}(?![\p{L}\p{N}])`, 0.5),
  // 14. Mai, 5th of May without a year: the month's name decides
  rule(String.raw`(?:${weekdayPattern}),?\s(?:(?:the|den|le|el|il|dem)\s)?${day}(?![\p{L}\p{N}])`, 0.8, undefined, (facts) => facts.hasDigit && facts.hasAny(weekdayWords), atWords(weekdayWords)),
]

const yearCue = String.raw`(?:in|since|until|till|from|by|of|before|after|during|between|around|circa|year|years|born|dated|early|late|mid|and|to|seit|bis|ab|vor|nach|jahr|jahre|jahren|und|von|en|depuis|dès|année|avant|après|et|desde|hasta|año|y|dal|nel|anno|e|sinds|tot|jaar)`
const yearCueWords = new Set(yearCue.match(/\p{L}{2,}|y|e/gu) ?? [])
const years: readonly PatternRule[] = [
  rule(String.raw`${year}\s?[-–—/]\s?(?:${year}|\d{2})(?![\p{L}\p{N}])(?![./-]\p{N})`, 0.7),
  { category: 'date', detector: 'context', confidence: 0.65, gate: (facts) => facts.mostDigits >= 4, starts: atWords(yearCueWords), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])${yearCue}\s{1,2}(?:the\s)?(?:early\s|late\s|mid-)?(?<value>(?:19|20)\d{2}(?:['’]?s)?)(?![\p{L}\p{N}%]|[.,/-]\p{N}|\s(?:Act|Code|Directive|Law|Order|Ordinance|Regulations?|Rules)(?!\p{L})|\s(?:euros?|kronor|zlotys|dollars?|people|employees|km|kg|m²|members|pages))`, 'giu') },
  { category: 'date', detector: 'pattern', confidence: 0.5, gate: (facts) => facts.mostDigits >= 4, pattern: /(?<=[(\s])(?<!(?:Act|Code|Directive|Law|Order|Ordinance|Regulations?|Rules)\s)(?:19|20)\d{2}(?=[);,]|\.(?:\s|$))(?![\p{L}\p{N}])/gu },
]

const weekdays: readonly PatternRule[] = [
  rule(String.raw`(?:${weekdayPattern})s?(?![\p{L}\p{N}])`, 0.6, undefined, () => true, atWords(weekdayWords)),
]

/** Months whose names are ordinary words count alone only after a preposition and with a capital. */
const loneMonths: readonly PatternRule[] = [
  { category: 'date', detector: 'context', confidence: 0.55, starts: atWords(monthWords), pattern: /(?<=\b(?:in|since|until|from|by|of|during|last|next|this|early|late|mid|im|seit|bis|ab|en|depuis|desde|dal|and|and in)\s)(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|avril|juillet|août|octobre|décembre|enero|febrero|abril|junio|julio|octubre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)(?!\p{L})/gu },
]

const rules = prepared([...numeric, ...written, ...years, ...weekdays, ...loneMonths])

const birthWords = /(?:\bborn\b|\bbirth|\bd\.?o\.?b\b|geboren|geburt|\bgeb\.|\bnée?\b|naissance|\bnat[oa]\b|nacid|nacimiento|nascit|geboorte|\bborn on\b|\*)[^.;\n]{0,30}$/iu

/** Dates and times in every written form of six languages. A date behind a word of birth is a birth date. */
export const recogniseDates: Recogniser = (text, facts) => {
  const spans: DetectedSpan[] = []
  for (const each of rules) for (const found of findByRule(text, facts, each)) spans.push({ ...found, category: categoryOf(text, found.start) })
  return spans
}

function categoryOf(text: string, start: number): Category {
  return birthWords.test(text.slice(Math.max(0, start - 50), start)) ? 'birth-date' : 'date'
}
