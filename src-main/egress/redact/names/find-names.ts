import type { FoundName, NameModel } from './name-model.ts'
import { recase } from './recase.ts'

/** What capitals decide; dates and amounts were found without them. */
const namedLabels = new Set(['PERSON', 'ORG', 'GPE', 'LOC', 'FAC', 'NORP'])

/** Looks through a text as it is written, and once more with other capitals where it has none or nothing else. */
export async function findNames(model: NameModel, text: string, readiness: number): Promise<readonly FoundName[]> {
  const asWritten = await model.find(text, { readiness })
  const recased = recase(text)
  if (recased === null) return asWritten
  const again = await model.find(recased, { readiness: 0 })
  return [...asWritten, ...again.filter(({ label }) => namedLabels.has(label))]
}
