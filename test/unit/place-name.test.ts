import { expect, test } from 'vitest'
import { placeName } from '../../src-main/agent/citations/place-name.ts'

const rows = [{ start: 0, end: 10, name: 'Q3!A1:C1' }, { start: 11, end: 20, name: 'Q3!A2:C2' }, { start: 21, end: 30, name: 'Q3!A3:C3' }]

test.each([
  [{ start: 12, end: 18 }, 'Q3!A2:C2'],
  [{ start: 12, end: 25 }, 'Q3!A2:C2 – Q3!A3:C3'],
  [{ start: 10, end: 11 }, null],
  [{ start: 40, end: 50 }, null],
])('a citation names its cells: %o', (span, name) => {
  expect(placeName(rows, span)).toBe(name)
})
