import { expect, test } from 'vitest'
import { searchedText } from '../../src-main/ingest/jobs/searched-text.ts'

test('rows are embedded under their sheet and header, running text as it stands', () => {
  expect(searchedText({ headingPath: ['Q3', 'Region | Revenue'], text: 'North\t1,200' })).toBe('Q3\nRegion | Revenue\nNorth\t1,200')
  expect(searchedText({ headingPath: ['§ 2 Term'], text: 'The term is five years.' })).toBe('The term is five years.')
  expect(searchedText({ headingPath: [], text: 'A letter.' })).toBe('A letter.')
})
