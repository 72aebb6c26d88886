import type { RefinedName } from './refined-name.ts'

const words = String.raw`(\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*){0,4}?)`
const end = String.raw`(?= (?:at|for|in|with|on|by|and|until|since|from|when|who|before|after|during)\b|[,.;:)\n]|$)`
/** What somebody does, where the text says that it is that. */
const patterns = [
  new RegExp(String.raw`\b(?:work(?:s|ed|ing)?|employed|practi[sc](?:es|ed|ing)|serv(?:es|ed|ing)|trained|qualified) as an? ${words}${end}`, 'gu'),
  new RegExp(String.raw`\b(?:is|was|being) an? ${words} by (?:profession|trade|training|occupation)\b`, 'gu'),
  new RegExp(String.raw`\b(?:applicant|claimant|plaintiff|defendant|appellant|respondent|complainant|petitioner|accused|deceased|patient|victim|witness|tenant|insured), an? ${words}, (?=was|is|has|had|who|born|lives|works)`, 'gu'),
  new RegExp(String.raw`\b(?:[Oo]ccupation|[Pp]rofession|[Jj]ob title): ?${words}(?=[,.;\n]|$)`, 'gu'),
]
const number = String.raw`(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{Ll}+)?|\d{1,4})`
/** How many people of a kind: "his two sisters", "twenty-one other persons". */
const counted = new RegExp(String.raw`(?<![\p{L}\p{N}.,/-])(?:(?:his|her|their|my|our) )?${number} (?:(?:other|young|younger|older|minor|adult|small|surviving|dependent) )?(?:aunts|boys|brothers|children|cousins|daughters|girls|grandchildren|half-brothers|half-sisters|men|minors|nephews|nieces|people|persons|siblings|sisters|sons|stepchildren|uncles|women)(?![\p{L}])`, 'giu')
const confidence = 0.7

/** What a text states of somebody without a name; with a place or a date it often singles a person out. */
export function statedFacts(text: string): readonly RefinedName[] {
  return [...occupations(text), ...[...text.matchAll(counted)].map(({ 0: found, index }) => ({ start: index, end: index + found.length, category: 'other-identifier' as const, confidence }))]
}

function occupations(text: string): readonly RefinedName[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(({ 0: whole, 1: occupation = '', index }) => {
    const start = index + whole.indexOf(occupation, whole.search(/ an? |: ?/u) + 1)
    return { start, end: start + occupation.length, category: 'other-identifier' as const, confidence }
  }))
}
