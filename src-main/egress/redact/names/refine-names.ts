import type { Category } from '../../../../src-preload/contract/index.ts'
import { paragraphsOf } from '../language/paragraphs.ts'
import { stretchesOf } from '../language/stretches.ts'
import { wordsOf } from '../recognise/text-facts.ts'
import { besideNames, sameInitials } from './beside-names.ts'
import { capitalRuns } from './capital-runs.ts'
import { foreignName, isForeign, isOrdinaryAbroad } from './foreign-names.ts'
import { nameNobody } from './generic-words.ts'
import { labelCategories } from './label-categories.ts'
import type { FoundName } from './name-model.ts'
import { recordDetails } from './record-details.ts'
import type { RefinedName } from './refined-name.ts'
import { singleLetters } from './single-letters.ts'
import { statedFacts } from './stated-facts.ts'
import { joinDates, timeCategory, widenDate } from './times.ts'
import { widenName } from './widen-name.ts'

/**
 * What of the model's findings identifies somebody, with its edges put right: the model learned from newspapers, where
 * "the Receiving Party", "the Regional Court" or "last night" are names and times worth marking.
 */
export function refineNames(text: string, names: readonly FoundName[]): readonly RefinedName[] {
  const foreign = stretchesOf(text, paragraphsOf(text, wordsOf(text))).filter((stretch) => isForeign(text, stretch))
  const refined = names.flatMap((name) => lines(text, name)).flatMap((name) => {
    const paragraph = foreign.find(({ start, end }) => start <= name.start && name.start < end)
    const kept = paragraph ? foreignName(text, name, paragraph.language) : name
    const span = kept && trim(text, kept)
    const category = span && categoryOf(text, span)
    return span && category ? [{ ...(category === 'date' ? widenDate(text, span) : widenName(text, span, category, (word) => paragraph !== undefined && isOrdinaryAbroad(word, paragraph.language))), category, confidence: span.confidence }] : []
  })
  const inOrder = joinDates(text, refined.toSorted((a, b) => a.start - b.start || b.end - a.end))
  return [...inOrder, ...besideNames(text, inOrder), ...sameInitials(text, inOrder), ...singleLetters(text), ...statedFacts(text), ...recordDetails(text, names), ...capitalRuns(text, foreign).filter((run) => !inOrder.some(({ start, end }) => start <= run.start && run.end <= end))]
}

/** A name that fills its line ends with it: what follows in a letterhead is the next thing, not more of the name. */
function lines(text: string, name: FoundName): readonly FoundName[] {
  const at = text.indexOf('\n', name.start)
  if (at < 0 || at >= name.end || /[\p{L}\p{N}]/u.test(text.slice(text.lastIndexOf('\n', name.start - 1) + 1, name.start))) return [name]
  return [{ ...name, end: at }, ...lines(text, { ...name, start: at + 1 })].filter(({ start, end }) => start < end)
}

const placeLabels = new Set(['GPE', 'LOC', 'FAC'])

/** Articles, signs and an attribute's name (`from="2025-02-24`) at the edges are no part of a name; but places are called "the Galleries". */
function trim(text: string, name: FoundName): FoundName | null {
  const body = text.slice(name.start, name.end)
  const edge = placeLabels.has(name.label) ? /^(?:\p{L}+=(?=["'])|an?(?=\s)|[\s"“”„«»'’‘.,;:!?()*_#-])+/u : /^(?:\p{L}+=(?=["'])|(?:the|an?)(?=\s)|[\s"“”„«»'’‘.,;:!?()*_#-])+/u
  const before = edge.exec(body)?.[0].length ?? 0
  const after = /(?:['’]s|[\s"“”„«»‘,;:!?(*_-])+$/u.exec(body.slice(before))?.[0].length ?? 0
  return before + after < body.length ? { ...name, start: name.start + before, end: name.end - after } : null
}

const nearby = 150
const money = /\p{Sc}|\b\p{Lu}{3}\b|\b(?:dollars?|euros?|pounds?|cents?|pence|francs?|kron\p{L}+|zlot\p{L}+|lir\p{L}+|yen|roubles?|rubles?|rupees?|pesos?|guilders?)\b/u
const initials = /^(?:\p{Lu}\p{M}*\.\s?){1,3}\p{Lu}\p{M}*\.?$/u
/** States that are written like initials. */
const states = /^(?:U\.?\s?S\.?(?:\s?A\.?)?|U\.?\s?K\.?|E\.?\s?U\.?|U\.?\s?N\.?)$/

function categoryOf(text: string, { start, end, label }: FoundName): Category | null {
  const body = text.slice(start, end)
  if (label === 'DATE' || label === 'TIME') return timeCategory(text, start, end)
  if (label === 'MONEY' && !money.test(body)) return null
  // `2 Saddlers Yard` is read as a length; amounts are kept unless somebody says otherwise, streets are not.
  if (label === 'QUANTITY' && /\p{N}\s+\p{Lu}\p{Ll}/u.test(body)) return 'address'
  const category = labelCategories.get(label) ?? null
  if (category === null || label === 'MONEY' || label === 'QUANTITY') return category
  // Foreign words in brackets are taken for names; whoever writes no capitals at all is another matter.
  if (category === 'person' && !/\p{Lu}|\p{Lo}/u.test(body) && /\p{Lu}/u.test(text.slice(Math.max(0, start - nearby), end + nearby))) return null
  // `Answer: "Tube Snake` runs from one thing into another.
  if (category === 'person' && /:\s*["“„]/u.test(body)) return null
  if (initials.test(body)) return states.test(body) ? category : 'person'
  const words = body.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []
  return nameNobody(words) ? null : category
}
