import type { Category } from '../../../../src-preload/contract/index.ts'

/** What the labels of OntoNotes identify. Those that are missing here (percentages, ordinal numbers, laws, events, works) identify nobody. */
export const labelCategories: ReadonlyMap<string, Category> = new Map([
  ['PERSON', 'person'],
  ['ORG', 'organisation'],
  ['PRODUCT', 'organisation'],
  ['GPE', 'place'],
  ['LOC', 'place'],
  ['FAC', 'place'],
  ['NORP', 'nationality'],
  ['LANGUAGE', 'nationality'],
  ['DATE', 'date'],
  ['TIME', 'date'],
  ['MONEY', 'amount'],
  ['QUANTITY', 'amount'],
])
