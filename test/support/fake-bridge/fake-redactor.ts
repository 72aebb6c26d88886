import type { Category, Finding, MaskAction, PartKind, PreviewPart, RedactionPolicy, Term } from '../../../src-preload/contract/index.ts'

export interface FakePart { readonly id: string; readonly kind: PartKind; readonly label: string; readonly text: string }
interface Known { readonly entity: string; readonly category: Category; readonly detector: Finding['detector']; readonly confidence: number; readonly form: RegExp }

const known = (entity: string, category: Category, detector: Finding['detector'], confidence: number, form: RegExp): Known => ({ entity, category, detector, confidence, form })

/** What the sample's papers hold, as a name finder and its rules would see it. */
const entities: readonly Known[] = [
  known('marta', 'person', 'names', 0.98, /(?:Ms )?Marta Oldenburg|Ms Oldenburg|M\. Oldenburg/g), known('pryce', 'person', 'names', 0.97, /Desmond Pryce|Mr Pryce/g), known('jonas', 'person', 'same-as-another', 0.9, /Jonas Oldenburg/g),
  known('harcourt', 'organisation', 'names', 0.95, /Harcourt Lettings(?: Ltd)?/g), known('flat', 'address', 'address', 0.93, /Flat 4, 17 Wexcombe Row(?:, Castle Brinley ZZ1 4QX)?/g), known('farm', 'address', 'address', 0.91, /Upper Thornfield Farm, Castle Brinley ZZ3 8BW/g),
  known('yard', 'address', 'address', 0.91, /2 Saddlers Yard, Castle Brinley ZZ1 1HL/g), known('quay', 'address', 'address', 0.94, /31 Quay Terrace, Port Ansley ZZ6 2DF/g), known('mail', 'email', 'pattern', 1, /marta\.o@post\.example/g),
  known('iban', 'bank-account', 'checksum', 1, /GB33 BUKB 2020 1555 5555 55/g), known('ref', 'case-number', 'context', 0.82, /BRN\/2025\/0417/g), known('light', 'custom', 'your-list', 1, /Project Lighthouse/g),
]
const dates = /\b\d{1,2} (?:January|February|March|September) 20\d\d\b/g
const amounts = /£\d{1,3}(?:,\d{3})*(?:\.\d\d)?/g
const clerks = /\b(?:Tenant|Witness|Surveyor) (?:A|B)[a-z]+ No\. \d+\b/g

export interface FakeDecision { readonly matches: (finding: { entity: string; partId: string; start: number }) => boolean; readonly action: MaskAction }
export interface FakeMark { readonly text: string; readonly category: Category; readonly partId: string; readonly start: number; readonly everywhere: boolean }
export interface FakeRules { readonly policy: RedactionPolicy; readonly terms: readonly Term[]; readonly decisions: readonly FakeDecision[]; readonly marks: readonly FakeMark[] }

type Spot = Pick<Finding, 'start' | 'end' | 'category' | 'entity' | 'confidence' | 'detector'>

function spotsIn(part: FakePart, { marks, terms }: FakeRules): Spot[] {
  const spots: Spot[] = []
  const add = (form: RegExp, category: Category, detector: Finding['detector'], confidence: number, entity: (text: string) => string): void => {
    for (const match of part.text.matchAll(form)) {
      const start = match.index
      const end = start + match[0].length
      if (!spots.some((spot) => spot.start < end && start < spot.end)) spots.push({ start, end, category, entity: entity(match[0]), confidence, detector })
    }
  }
  for (const mark of marks) {
    if (mark.everywhere) add(literal(mark.text), mark.category, 'you', 1, () => `you:${mark.text}`)
    else if (mark.partId === part.id) spots.push({ start: mark.start, end: mark.start + mark.text.length, category: mark.category, entity: `you:${mark.text}`, confidence: 1, detector: 'you' })
  }
  for (const each of entities) add(each.form, each.category, each.detector, each.confidence, () => each.entity)
  for (const term of terms) add(literal(term.text), term.category, 'your-list', 1, () => `term:${term.text}`)
  add(clerks, 'person', 'names', 0.88, (text) => text)
  add(dates, 'date', 'pattern', 0.99, (text) => text)
  add(amounts, 'amount', 'pattern', 0.99, (text) => text)
  return spots.sort((a, b) => a.start - b.start)
}

function literal(text: string): RegExp {
  return new RegExp(text.replaceAll(/[^\w ]/g, String.raw`\$&`), 'g')
}

/** Masks parts together, so that an entity has one placeholder everywhere. */
export function fakeRedact(parts: readonly FakePart[], rules: FakeRules): PreviewPart[] {
  const placeholders = new Map<string, string>()
  const counts = new Map<Category, number>()
  const placeholderOf = ({ entity, category }: Spot): string => {
    const issued = placeholders.get(entity)
    if (issued !== undefined) return issued
    const n = (counts.get(category) ?? 0) + 1
    counts.set(category, n)
    const made = `[${category.replaceAll('-', '_').toUpperCase()}_${n}]`
    placeholders.set(entity, made)
    return made
  }
  return parts.map((part) => {
    let outgoing = ''
    let cursor = 0
    const findings = spotsIn(part, rules).map((spot): Finding => {
      const text = part.text.slice(spot.start, spot.end)
      const decided = rules.decisions.findLast((decision) => decision.matches({ entity: spot.entity, partId: part.id, start: spot.start }))
      const action = decided?.action ?? rules.terms.find((term) => spot.entity === `term:${term.text}`)?.action ?? rules.policy[spot.category]
      outgoing += part.text.slice(cursor, spot.start)
      const outgoingStart = outgoing.length
      outgoing += action === 'keep' ? text : action === 'mask' ? placeholderOf(spot) : coarser(spot.category, text)
      cursor = spot.end
      return { id: `f-${part.id}-${spot.start}`, ...spot, outgoingStart, outgoingEnd: outgoing.length, action }
    })
    outgoing += part.text.slice(cursor)
    return { id: part.id, kind: part.kind, label: part.label, original: part.text, outgoing, findings }
  })
}

function coarser(category: Category, text: string): string {
  if (category === 'date') return text.replace(/^\d+ /, '')
  if (category === 'amount') return `about £${Math.max(1, Math.round(Number(text.replaceAll(/[£,]/g, '')) / 500)) * 500}`
  return `[${/^[aeiou]/.test(category) ? 'an' : 'a'} ${category.replaceAll('-', ' ')}]`
}
