import { beliefs, countries, demonyms, stateNames } from './nations.ts'
import { anyOf, fromRules } from './recogniser.ts'

/** Lower-case text is common in messages; only names that are nothing else count there. */
const clearInLowerCase = countries.filter((name) => name.length >= 5 && !/^(?:georgia|jordan|turkey|jersey|guinea|niger|china|congo|wales)$/i.test(name)).map((name) => name.toLowerCase())

/** Countries, nationalities and faiths: short closed lists; every other place is for the name finder. */
export const recogniseNations = fromRules([
  { category: 'place', detector: 'pattern', confidence: 0.8, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:Republic|Kingdom|Federal Republic|State|Commonwealth)\s(?:of\s(?:the\s)?))?(?:${anyOf(countries)}|${anyOf(countries.filter((name) => name.length > 4).map((name) => name.toUpperCase()))})(?![\p{L}\p{N}])`, 'gu') },
  { category: 'place', detector: 'pattern', confidence: 0.7, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@._-])(?:${anyOf(clearInLowerCase)})(?![\p{L}\p{N}@_-])`, 'gu') },
  { category: 'place', detector: 'pattern', confidence: 0.75, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${stateNames})(?![\p{L}\p{N}])`, 'gu') },
  { category: 'place', detector: 'pattern', confidence: 0.75, pattern: /(?<!\p{L})(?:County|Province|District|Municipality|Canton|Region|Department|Village|Town|City|Borough|Voivodeship|Oblast) of \p{Lu}[\p{L}-]{1,30}(?:\s\p{Lu}[\p{L}-]{1,30})?/gu },
  { category: 'place', detector: 'pattern', confidence: 0.75, pattern: /(?<!\p{L})\p{Lu}[\p{Ll}'’-]{1,30}(?:\s\p{Lu}[\p{Ll}'’-]{1,30})?\s(?:County|Province|Municipality|Village|Island|Islands|Valley|Bay|Canton|Voivodeship|Oblast|Parish)(?!\p{L})/gu },
  { category: 'nationality', detector: 'pattern', confidence: 0.75, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${anyOf(demonyms)})s?(?![\p{L}\p{N}])`, 'gu') },
  { category: 'nationality', detector: 'pattern', confidence: 0.65, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${anyOf(beliefs)})s?(?![\p{L}\p{N}])`, 'gu') },
  { category: 'nationality', detector: 'context', confidence: 0.65, pattern: /(?<!\p{L})(?:deutsche[rnsm]?|türkische[rnsm]?|polnische[rnsm]?|französische[rnsm]?|italienische[rnsm]?|spanische[rnsm]?|russische[rnsm]?|syrische[rnsm]?|serbische[rnsm]?|kroatische[rnsm]?|rumänische[rnsm]?|österreichische[rnsm]?|schweizerische[rnsm]?)(?=\s(?:Staatsangehörig|Staatsbürger|Nationalität|Pass))/gu },
  { category: 'nationality', detector: 'context', confidence: 0.7, pattern: /(?<=(?:nationalité|nationalité\s:|nacionalidad|nazionalità|cittadinanza|nationaliteit|de nationalité|Staatsangehörigkeit|Nationality|nationality|citizenship|Citizenship)\s{0,2}:?\s)\p{L}{4,20}/gu, accept: (value) => !/^(?:was|and|are|has|with|that|from|und|nach|oder)$/i.test(value) },
])
