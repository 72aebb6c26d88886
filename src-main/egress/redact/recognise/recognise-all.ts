import type { DetectedSpan } from '../redactor.ts'
import type { Paragraph } from '../language/paragraphs.ts'
import { recogniseAddresses } from './address/recognise-addresses.ts'
import { recogniseBankNumbers } from './bank-numbers.ts'
import { recogniseDates } from './dates.ts'
import { recogniseNationalNumbers } from './national-numbers.ts'
import { recogniseOrganisations } from './organisations.ts'
import { recognisePersons } from './persons.ts'
import { recognisePhones } from './phones.ts'
import { recogniseNations } from './places.ts'
import { recogniseQuantities } from './quantities.ts'
import { recogniseReferences } from './references.ts'
import { recogniseSecrets } from './secrets.ts'
import { recogniseProfiles, recogniseWeb } from './web.ts'
import type { TextFacts } from './text-facts.ts'
import type { Recogniser } from './recogniser.ts'

/** Numbers and codes: also looked for in the readings that undo disguises. */
const codes: readonly Recogniser[] = [recogniseWeb, recogniseProfiles, recogniseSecrets, recogniseBankNumbers, recogniseNationalNumbers, recogniseReferences, recogniseDates, recogniseQuantities]
const words: readonly Recogniser[] = [recognisePersons, recogniseOrganisations, recogniseNations, recogniseAddresses]

const recognisers = [...codes, ...words]

/** Everything that rules find in one text. Spans overlap; `resolveOverlaps` decides between them. Telephone numbers are read paragraph by paragraph, because what a number means depends on who writes. */
export function recogniseAll(text: string, facts: TextFacts, paragraphs: readonly Paragraph[]): readonly DetectedSpan[] {
  const spans: DetectedSpan[] = []
  for (const recognise of recognisers) for (const span of recognise(text, facts)) spans.push(span)
  if (!facts.hasDigit) return spans
  for (const { start, end, language } of paragraphs) {
    const paragraph = text.slice(start, end)
    if (!/\d/.test(paragraph)) continue
    for (const span of recognisePhones(paragraph, language)) spans.push({ ...span, start: span.start + start, end: span.end + start })
  }
  return spans
}
