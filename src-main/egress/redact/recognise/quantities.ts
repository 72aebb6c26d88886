import { findByRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { beforeWords } from './starts.ts'
import type { TextFacts } from './text-facts.ts'

const numberWord = String.raw`(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|hundred)`
const currencyCode = 'EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|HRK|TRY|TRL|RUB|UAH|JPY|CNY|INR|CAD|AUD|NZD|BRL|MXN|ZAR|SGD|HKD|ITL|DEM|FRF|ATS|ESP|PTE|GRD|BEF|NLG|FIM|SKK|SIT|LTL|LVL|EEK'
const currencyName = String.raw`(?:(?:US|Swedish|Norwegian|Danish|Turkish|Canadian|Australian|Swiss|French|Belgian|Polish|Czech|Slovak|Russian|German|new|pounds)\s)?(?:euros?|dollars?|pounds?(?:\ssterling)?|sterling|francs?|franken|kronor|kroner|kronur|crowns?|zloty(?:s|ch)?|złotych|lir[ae]s?|rou?bles?|forints?|marks?|deutschmarks?|mark|yen|yuan|rupees?|pesos?|reais|drachmas?|escudos?|pesetas?|schillings?|hryvnias?|lei|leva|kunas?|tolars?|bitcoins?|cents?)`
const amount = String.raw`\d{1,3}(?:[., \u00a0'’]\d{3}){0,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,4})?`
const scale = String.raw`(?:\s?(?:thousand|million|billion|bn|mn|m|k|mio\.?|mrd\.?|tausend|million(?:en|s)?|milliard(?:en|s)?|mil|millones|milioni|miljoen))?`

const moneyWords = new Set([...currencyCode.toLowerCase().split('|'), ...'euro euros dollar dollars pound pounds sterling franc francs franken kronor kroner kronur crown crowns zloty zlotys zlotych złotych lira lire liras lires rouble roubles ruble rubles forint forints mark marks deutschmark deutschmarks yen yuan rupee rupees peso pesos reais drachma drachmas escudo escudos peseta pesetas schilling schillings hryvnia hryvnias lei leva kuna kunas tolar tolars bitcoin bitcoins cent cents'.split(' ')])
const hasMoney = (facts: TextFacts): boolean => facts.hasDigit && (facts.hasCurrencySign || facts.hasAny(moneyWords))
const oldWords = new Set(['old'])
const ageWords = new Set(['age', 'aged', 'turned', 'turning', 'alter', 'âgé', 'âgée', 'edad', 'età', 'leeftijd'])
const scaleWords = new Set(['hundred', 'thousand', 'million', 'billion'])
const termWords = new Set(['year', 'years', 'month', 'months'])
const prisonWords = new Set(['imprisonment', 'prison', 'detention', 'suspended'])

const rules = prepared<PatternRule>([
  // Ages
  { category: 'age', detector: 'pattern', confidence: 0.9, starts: beforeWords(oldWords, 40), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\d{1,3}|${numberWord})(?:\s|-)(?:years?|yrs?|months?|weeks?)(?:\s|-)old(?!\p{L})`, 'giu') },
  { category: 'age', detector: 'context', confidence: 0.9, gate: (facts) => facts.hasAny(ageWords), pattern: new RegExp(String.raw`(?<!\p{L})(?:aged?(?:\sof|d)?|turned|turning|alter(?:\svon)?|im alter von|âgée?\sde|edad(?:\sde)?|età(?:\sdi)?|leeftijd(?:\svan)?)\s{0,2}[:=]?\s{0,2}(?<value>(?:1[01]\d|\d{1,2}|${numberWord}))(?![\p{N}\p{L}.,]*\p{N})(?!\s?(?:%|percent|days|hours))`, 'giu'), accept: (value) => value !== 'one' && value !== 'One' },
  { category: 'age', detector: 'pattern', confidence: 0.85, gate: (facts) => facts.hasDigit, pattern: /(?<![\p{L}\p{N}])\d{1,3}(?:\s|-)?(?:jährige[rnms]?|jahre alt|ans\b(?=\s?[,.)])|años(?:\sde edad)?|anni\b(?=\s?[,.)])|jaar oud|year-olds?|y\/o\b|yo\b)/giu },
  { category: 'age', detector: 'context', confidence: 0.75, gate: (facts) => facts.hasDigit, pattern: /(?<=\p{Lu}[\p{L}’'-]{1,30},\s)\d{2}(?=,\s\p{Ll})/gu },
  // Money
  { category: 'amount', detector: 'pattern', confidence: 0.9, gate: hasMoney, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:${currencyCode})\s?|(?:US|C|A|NZ|HK|S)?[$€£¥₹₽₺₩]\s?)(?:${amount})${scale}(?![\p{L}\p{N}])`, 'gu') },
  { category: 'amount', detector: 'pattern', confidence: 0.9, gate: hasMoney, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:(?:${amount})(?:,\s|,?\s(?:and|to|or|und|bis|et|à|y|e|en|tot)\s)){0,3}(?:${amount})${scale}\s?(?:[€£$¥₹₽₺]|(?:${currencyCode})\b|${currencyName}(?!\p{L}))(?:\s?[([](?:${currencyCode}|[€£$])[)\]])?`, 'giu') },
  { category: 'amount', detector: 'pattern', confidence: 0.6, gate: (facts) => facts.hasAny(scaleWords), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])${numberWord}(?:\s${numberWord}){0,4}\s(?:(?:hundred|thousand|million|billion)\s){1,3}${currencyName}(?!\p{L})`, 'giu') },
  // How long somebody was somewhere: sentences and service times.
  { category: 'date', detector: 'pattern', confidence: 0.5, starts: beforeWords(termWords, 60), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\d{1,3}|${numberWord})(?:\sand a half)?[\s-](?:years?|months?)[’']?(?:,?\s(?:and\s)?(?:\d{1,3}|${numberWord})\s(?:months?|weeks?|days?)[’']?){1,2}(?!\p{L})`, 'giu') },
  { category: 'date', detector: 'context', confidence: 0.5, starts: beforeWords(prisonWords, 60), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?<value>(?:\d{1,3}|${numberWord})(?:\sand a half)?\s(?:years?|months?))[’']{0,1}(?=[’']{0,2}\s(?:imprisonment|in prison|of imprisonment|detention|suspended))`, 'giu') },
])

/** Ages, amounts of money and terms of years. */
export const recogniseQuantities: Recogniser = (text, facts) => findByRules(text, facts, rules)
