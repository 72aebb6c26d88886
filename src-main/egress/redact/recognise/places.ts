import type { Category } from '../../../../src-preload/contract/index.ts'
import { beliefs, countries, demonyms, stateNames } from './nations.ts'
import { findByRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { atWords, beforeWords } from './starts.ts'
import type { Word } from './text-facts.ts'

interface Phrase { readonly words: readonly string[]; readonly category: Category; readonly confidence: number; readonly lowerCaseToo: boolean }

/** Countries that are also people, animals or states: lower case proves nothing about them. */
const alsoWords = /^(?:georgia|jordan|turkey|jersey|guinea|niger|china|congo|wales|chad|mali|togo|oman|peru|cuba|iran|iraq|laos|fiji|guam|palau|france|usa|uk|uae)$/i

const phrases = new Map<string, Phrase[]>()
function add(names: readonly string[], category: Category, confidence: number, lowerCaseToo: (name: string) => boolean): void {
  for (const name of names) {
    const words = name.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
    const [first] = words
    if (first !== undefined) phrases.set(first, [...(phrases.get(first) ?? []), { words, category, confidence, lowerCaseToo: lowerCaseToo(name) }])
  }
}
add(countries, 'place', 0.8, (name) => name.length >= 5 && !alsoWords.test(name))
add(stateNames.split('|'), 'place', 0.75, () => false)
add(demonyms, 'nationality', 0.75, () => false)
add(demonyms.map((name) => `${name}s`), 'nationality', 0.7, () => false)
add(beliefs, 'nationality', 0.65, () => false)

const stateWords = new Set(['of'])
const stateHeads = new Set(['republic', 'kingdom', 'federal', 'state', 'commonwealth', 'county', 'province', 'district', 'municipality', 'canton', 'region', 'department', 'village', 'town', 'city', 'borough', 'voivodeship', 'oblast'])
const kinds = new Set(['county', 'province', 'municipality', 'village', 'island', 'islands', 'valley', 'bay', 'canton', 'voivodeship', 'oblast', 'parish'])
const germanNations = new Set(['staatsangehöriger', 'staatsangehörige', 'staatsangehörigen', 'staatsangehörigkeit', 'staatsbürger', 'staatsbürgerin', 'staatsbürgers', 'nationalität', 'pass'])
const nationWords = new Set(['nationalité', 'nacionalidad', 'nazionalità', 'cittadinanza', 'nationaliteit', 'staatsangehörigkeit', 'nationality', 'citizenship'])

const rules = prepared<PatternRule>([
  { category: 'place', detector: 'pattern', confidence: 0.8, gate: (facts) => facts.hasAny(stateWords), starts: atWords(stateHeads), pattern: /(?<!\p{L})(?:Republic|Kingdom|Federal Republic|State|Commonwealth|County|Province|District|Municipality|Canton|Region|Department|Village|Town|City|Borough|Voivodeship|Oblast) of (?:the )?\p{Lu}[\p{L}-]{1,30}(?:\s\p{Lu}[\p{L}-]{1,30})?/gu },
  { category: 'place', detector: 'pattern', confidence: 0.75, starts: beforeWords(kinds, 70), pattern: /(?<!\p{L})\p{Lu}[\p{Ll}'’-]{1,30}(?:\s\p{Lu}[\p{Ll}'’-]{1,30})?\s(?:County|Province|Municipality|Village|Island|Islands|Valley|Bay|Canton|Voivodeship|Oblast|Parish)(?!\p{L})/gu },
  { category: 'nationality', detector: 'context', confidence: 0.65, gate: (facts) => facts.hasAny(germanNations), pattern: /(?<!\p{L})(?:deutsche|türkische|polnische|französische|italienische|spanische|russische|syrische|serbische|kroatische|rumänische|österreichische|schweizerische|afghanische|irakische|iranische|bulgarische|griechische|ungarische|ukrainische)[rnsm]?(?=\s(?:Staatsangehörig|Staatsbürger|Nationalität|Pass))/gu },
  { category: 'nationality', detector: 'context', confidence: 0.7, gate: (facts) => facts.hasAny(nationWords), pattern: /(?<=(?:nationalité|nacionalidad|nazionalità|cittadinanza|nationaliteit|Staatsangehörigkeit|[Nn]ationality|[Cc]itizenship)\s{0,2}:?\s)\p{L}{4,20}/gu, accept: (value) => !/^(?:was|and|are|has|with|that|from|und|nach|oder|shall|will|must)$/i.test(value) },
])

/** Countries, nationalities and faiths: short closed lists; every other place is for the name finder. */
export const recogniseNations: Recogniser = (text, facts) => {
  const spans = findByRules(text, facts, rules)
  for (const [position, word] of facts.words.entries()) {
    const candidates = phrases.get(word.lower)
    if (!candidates || /[\p{N}@._-]/u.test(text[word.start - 1] ?? ' ') && text[word.start - 1] !== '-') continue
    for (const { words, category, confidence, lowerCaseToo } of candidates) {
      const last = facts.words[position + words.length - 1]
      if (!last || (!word.capital && !lowerCaseToo) || !matches(text, facts.words, position, words)) continue
      // A host name or user name that begins or ends with a country is found as such.
      if (/^[@_]|^\.\p{L}/u.test(text.slice(last.end, last.end + 2))) continue
      spans.push({ start: word.start, end: last.end, category, confidence, detector: 'pattern' })
      // A postcode behind a country ends an address whose street is on another line.
      const code = category === 'place' ? /^\s{1,2}(\d{5})(?![\p{N}\p{L}]|[.,]\d)/u.exec(text.slice(last.end, last.end + 9))?.[1] : undefined
      if (code !== undefined) spans.push({ start: text.indexOf(code, last.end), end: text.indexOf(code, last.end) + 5, category: 'address', confidence: 0.7, detector: 'address' })
    }
  }
  return spans
}

function matches(text: string, all: readonly Word[], from: number, words: readonly string[]): boolean {
  return words.every((expected, index) => {
    const word = all[from + index]
    const before = all[from + index - 1]
    return word?.lower === expected && (index === 0 || !before || /^[\s.'’-]{1,3}$/.test(text.slice(before.end, word.start)))
  })
}
