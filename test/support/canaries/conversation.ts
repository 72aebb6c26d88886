import type { Term } from '../../../src-preload/contract/index.ts'
import { escalationParts } from '../../../src-main/agent/escalation/escalation-prompt.ts'
import type { EvidenceWindow } from '../../../src-main/agent/evidence/evidence-window.ts'
import type { TextPart } from '../../../src-main/egress/redact/redactor.ts'
import { canaryKinds, makeCanary, type Canary } from './canary-values.ts'
import { disguises, hyphenated, placements, plain, regrouped, respelled, type Disguise } from './disguises.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'

/** One generated escalation with what must not leave in it. */
export interface CanaryConversation {
  readonly seed: number
  readonly parts: readonly TextPart[]
  readonly terms: readonly Term[]
  readonly canaries: readonly Canary[]
  /** What was done to each canary, for the report of a leak: `iban: zero-width, in a table, excerpt`. */
  readonly planted: readonly string[]
  /** Whether an encoded form stands in it: such a request is rightly blocked. */
  readonly encoded: boolean
}

const filler = [
  'The agreement was signed in the presence of both parties.', 'Payment is due on the first working day of each month.', 'The court heard the parties on the matter of costs.',
  'Die Kündigung ist schriftlich zu erklären.', 'Der Mieter hat die Räume pfleglich zu behandeln.', 'Nothing in this clause limits liability for fraud.',
  'The deposit is held by a scheme that the law approves.', 'Das Gericht hat der Klage im Übrigen stattgegeben.', 'A copy is attached as annex 3.', 'The inspection took place in the morning, and no defect was noted.',
  'Interest runs at 4 percent a year.', 'Es gilt das Recht der Bundesrepublik.',
]
type Place = 'excerpt' | 'file name' | 'heading path' | 'earlier question' | 'earlier answer' | 'question' | 'system prompt'
const places: readonly Place[] = ['excerpt', 'excerpt', 'excerpt', 'excerpt', 'file name', 'heading path', 'earlier question', 'earlier answer', 'question', 'system prompt']

/** The same seed makes the same conversation. About one in `1 / encodedShare` holds an encoded form. */
export function canaryConversation(seed: number, encodedShare: number): CanaryConversation {
  const random = seededRandom(seed)
  const encoded = random.chance(encodedShare)
  const canaries = Array.from({ length: 2 + random.below(4) }, () => makeCanary(random.pick(canaryKinds), random))
  const planted: string[] = []
  const texts: Record<Place, string[]> = { 'excerpt': [], 'file name': [], 'heading path': [], 'earlier question': [], 'earlier answer': [], 'question': [], 'system prompt': [] }
  const plant = (canary: Canary, disguise: Disguise): void => {
    const place = random.pick(places)
    const inName = place === 'file name' || place === 'heading path'
    const placement = inName ? { name: 'as it is', apply: (sentence: string) => sentence } : random.pick(placements)
    const value = disguise.apply(canary.value, random)
    texts[place].push(placement.apply(random.pick(canary.sentences).replace('%', () => value)))
    planted.push(`${canary.kind}: ${disguise.name}, ${placement.name}, ${place}`)
  }
  for (const canary of canaries) {
    const soft = disguises.filter(({ strength }) => strength === 'soft')
    plant(canary, random.chance(0.4) ? plain : random.pick(fitting(canary, soft)))
    if (random.chance(0.3)) plant(canary, plain)
  }
  const [first] = canaries
  if (encoded && first) {
    plant(first, plain)
    plant(first, random.pick(disguises.filter(({ strength }) => strength === 'hard')))
  }
  return { seed, canaries, planted, encoded, parts: partsOf(texts, random), terms: termsOf(canaries) }
}

/** Disguises under which a person would still read the value as what it is. */
function fitting({ kind }: Canary, from: readonly Disguise[]): readonly Disguise[] {
  // Secrets and addresses of mail mean the same letters only in their own case; a line break inside them ends them.
  if (kind === 'secret') return [plain, ...from.filter(({ name }) => name === 'zero-width')]
  if (kind === 'listed-person' || kind === 'code-word') return [...from, hyphenated, ...respelled]
  if (kind === 'iban' || kind === 'phone') return [...from, regrouped]
  // Without capitals and off the list nothing tells that it is a name, a street or a court's file.
  return from.filter(({ name }) => name !== 'lower case')
}

function partsOf(texts: Readonly<Record<Place, readonly string[]>>, random: SeededRandom): TextPart[] {
  const prose = (planted: readonly string[]): string => {
    const sentences = [...planted, ...Array.from({ length: 2 + random.below(4) }, () => random.pick(filler))]
    return sentences.toSorted(() => random.below(3) - 1).join(random.pick([' ', '\n', '\n\n']))
  }
  const count = 1 + random.below(4)
  const windows = Array.from({ length: count }, (_, index): EvidenceWindow => {
    const text = prose(texts.excerpt.filter((_text, at) => at % count === index))
    const name = index === 0 ? texts['file name'].join(' ') : ''
    const heading = index === 0 ? texts['heading path'].join(' ') : ''
    return { documentId: `d_000000000000000${index}`, documentName: `${name || `Agreement ${index + 1}`}.pdf`, page: 1 + random.below(40), pageLabel: null, headingPath: heading ? [heading] : [], start: 0, end: text.length, text }
  })
  const earlier = texts['earlier question'].length + texts['earlier answer'].length > 0 || random.chance(0.3)
    ? [{ question: prose(texts['earlier question']), answer: prose(texts['earlier answer']) }]
    : []
  const parts = escalationParts({ windows, earlier, question: prose(texts.question) })
  const custom: TextPart[] = texts['system prompt'].map((text, index) => ({ id: `custom-${index}`, kind: 'instructions', label: 'Own instructions', text }))
  return [...parts.slice(0, 1), ...custom, ...parts.slice(1)]
}

function termsOf(canaries: readonly Canary[]): Term[] {
  return canaries.flatMap(({ listedAs, value }, index): Term[] => (listedAs ? [{ id: `t_000000000000000${index}`, text: value, category: listedAs, action: 'mask', matterId: null }] : []))
}
