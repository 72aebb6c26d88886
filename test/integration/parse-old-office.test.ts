import { describe, expect, test } from 'vitest'
import { readFixture } from '../support/read-fixture.ts'

describe('files that old versions of Office wrote, with what another program sees in them', () => {
  test('a Word document with accents', async () => {
    expect(await readFixture('office/harmless-clean.doc')).toMatchObject({
      mediaType: 'doc', warnings: [],
      text: 'Test\n\nThis is a harmless test document.\n\nIt contains neither macros nor dde links nor embedded viruses nor links to evil web pages. Not even a single insult. Boring!\n\n'
        + 'Just to make things slightly interesting, however, we add some ünicöde-ßtringß and different text sizes, colors and fonts',
    })
  })

  test('a Word document with a file inside, which becomes its child; a smile in Wingdings is read', async () => {
    const { text, inside, warnings } = await readFixture('office/embedded-simple-2007.doc')
    expect([text, warnings]).toEqual(['This document contains an embedded file:\n\nHave fun parsing it ☺', []])
    expect([...inside].map(([name, bytes]) => [name, bytes.length])).toEqual([['simple-text-file.txt', 49]])
  })

  test('the name of a file inside is read in Unicode', async () => {
    const { text, inside } = await readFixture('office/embedded-unicode.doc')
    expect(text).toBe('This file contains an embedded object which is a file with unicode in filename and contents')
    expect([...inside.keys()]).toEqual(['ünicöde-수식끝이잘못되었습니다.txt'])
  })

  test('a workbook of several sheets, with dates, merged cells and accents', async () => {
    const { text, mediaType } = await readFixture('office/Formate.xls')
    expect(mediaType).toBe('spreadsheet')
    for (const known of ['Äcker', 'Öcker', '97.4%', 'MERGED CELLS', '1200', 'RED\tRED']) expect(text).toContain(known)
  })

  test('a workbook whose rows end at different columns', async () => {
    expect((await readFixture('office/ragged.xls')).text.split('\n---\n')[0]).toBe('a\tb\tc\nd\te\nf\ng\th\tI\tj\nk\t\t\tl')
  })
})
