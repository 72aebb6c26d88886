import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import { documentIdFor, documentIdForPath } from '../../src-main/store/document-id.ts'
import { displayPath } from '../../src-main/support/display-path.ts'
import { documentFilter } from '../../src-main/store/passage-rows.ts'

const sha256 = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })

test('every content has an id of the contract, the same one each time, and any path too', () => {
  fc.assert(fc.property(sha256, fc.string(), (hash, path) => {
    expect(documentIdSchema.safeParse(documentIdFor(hash)).success).toBe(true)
    expect(documentIdFor(hash)).toBe(documentIdFor(hash))
    expect(documentIdSchema.safeParse(documentIdForPath(path)).success).toBe(true)
  }))
  expect(documentIdFor('0'.repeat(64))).toBe('d_0000000000000000')
})

test('a filter takes document ids and nothing else', () => {
  expect(documentFilter('NOT IN', ['d_000000000000000a', 'd_000000000000000b'])).toBe(`documentId NOT IN ('d_000000000000000a', 'd_000000000000000b')`)
  fc.assert(fc.property(fc.string().filter((text) => !/^d_[0-9a-z]{16}$/.test(text)), (text) => {
    expect(() => documentFilter('IN', [text])).toThrow(ZodError)
  }))
})

test('a shown path has no character that could make it look like another', () => {
  expect(displayPath('/in/\u202Efdp.exe\n\u0000\u200Bx')).toBe('/in/fdp.exex')
})
