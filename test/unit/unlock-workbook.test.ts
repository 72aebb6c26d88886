import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import { unlockPackage } from '../../src-main/ingest/parse/ooxml/unlock-package.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { lockWorkbook } from '../support/lock-workbook.ts'
import { makeLockedPackage } from '../support/make-locked-package.ts'
import { makeXlsx, xlsxRow } from '../support/make-package.ts'

const read = (bytes: Uint8Array, password: string | null): ParsedDocument => parseSpreadsheet(bytes, { onPages: () => {}, children: countingSink(), extension: '.xls', password })
const book = utils.book_new()
utils.book_append_sheet(book, utils.aoa_to_sheet([['Name', 'Paid'], ...Array.from({ length: 200 }, (_, i) => [`Person number ${i}`, i])]), 'Q3')
utils.book_append_sheet(book, utils.aoa_to_sheet([['Second']]), 'Q4')
const open = new Uint8Array(z.instanceof(Uint8Array).parse(write(book, { bookType: 'biff8', type: 'buffer' })))

describe('a workbook of Excel 97 to 2003 that is locked', () => {
  test('is read with its password, as if it were not', () => {
    expect(read(lockWorkbook(open, 'sésame'), 'sésame').pages).toEqual(read(open, null).pages)
  })

  test('asks for a password, and says when it is a wrong one', () => {
    expect(() => read(lockWorkbook(open, 'sésame'), null)).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(() => read(lockWorkbook(open, 'sésame'), 'sesame')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
  })
})

describe('a workbook that anyone may read and nobody change', () => {
  test.each([null, 'some other password'])('is read without its password; given: %j', (password) => {
    expect(read(lockWorkbook(open, 'VelvetSweatshop'), password).pages.map(({ label }) => label?.slice(0, 2))).toContain('Q4')
  })

  test.each(['agile', 'standard'] as const)('in a package locked by %s encryption too', (kind) => {
    const xlsx = makeXlsx([{ name: 'S', data: xlsxRow(1, ['Open']) }])
    const locked = makeLockedPackage(xlsx, 'VelvetSweatshop', kind)
    expect(Buffer.from(unlockPackage(locked, null)).equals(Buffer.from(xlsx))).toBe(true)
    expect(Buffer.from(unlockPackage(locked, 'x')).equals(Buffer.from(xlsx))).toBe(true)
  })
})
