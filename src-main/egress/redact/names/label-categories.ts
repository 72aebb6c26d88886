import type { Category } from '../../../../src-preload/contract/index.ts'

/** What the labels of OntoNotes identify. Labels that are missing here (percentages, ordinal numbers, laws) identify nobody. */
export const labelCategories: ReadonlyMap<string, Category> = new Map([
  ['PERSON', 'person'],
  ['ORG', 'organisation'],
  ['GPE', 'place'],
  ['LOC', 'place'],
  ['FAC', 'place'],
  ['NORP', 'nationality'],
  ['LANGUAGE', 'nationality'],
  ['DATE', 'date'],
  ['TIME', 'date'],
  ['MONEY', 'amount'],
  ['QUANTITY', 'amount'],
  ['EVENT', 'other-identifier'],
  ['PRODUCT', 'other-identifier'],
  ['WORK_OF_ART', 'other-identifier'],
])
